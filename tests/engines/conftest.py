"""Chromium, Firefox and WebKit for the tests, each started once, when it is needed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.drivers import PACKAGES, is_installed
from tests.engines.engine import Engine

pytest.register_assert_rewrite("tests.engines.one_file")

NAMES = tuple(PACKAGES)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CI"):
        return
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        name = getattr(item, "callspec", None) and item.callspec.params.get("engine")
        if name and not is_installed(name):
            item.add_marker(pytest.mark.skip(reason=f"{name} is not installed"))


@pytest.fixture(scope="session", params=NAMES)
def engine(request, tmp_path_factory) -> Iterator[Engine]:
    name = request.param
    assert is_installed(name), f"The tests in {name} need it: apt-get install {PACKAGES[name]}"
    engine = Engine(name, tmp_path_factory.mktemp(name))
    yield engine
    engine.quit()
