"""Checks of sentences, each under the name of what it is about."""

from collections.abc import Callable
from typing import Any


class Checks(dict[str, Callable[..., None]]):
    """Keeps functions by name."""

    def check(self, name: str) -> Callable[[Any], Any]:
        """Keep the function below this under a name."""

        def keep(function):
            self[name] = function
            return function

        return keep
