"""Reads compose.yaml with its settings, and the manifests for Kubernetes."""

import json
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.proxy import CADDY

DEPLOY = Path(__file__).parents[2] / "deploy"
FILLED_IN = {
    "RELU_ADDRESS": "https://relu.school.example",
    "RELU_COOKIE_SECRET": "one",
    "STREAMLIT_SERVER_COOKIE_SECRET": "another",
}
"""What .env.example asks for."""
_VARIABLE = re.compile(r"\$\{(\w+)(?:(:?[-?])([^}]*))?\}")


class Missing(Exception):
    """A setting without which compose.yaml does not start."""


def fill_in(text: str, given: Mapping[str, str]) -> str:
    """Put settings in the place of their names, as Docker Compose does."""

    def value(found: re.Match[str]) -> str:
        name, how, other = found.groups()
        if given.get(name):
            return given[name]
        if how == ":?":
            raise Missing(name)
        return other or ""

    return _VARIABLE.sub(value, text)


def compose(**settings: str) -> dict[str, Any]:
    """Return compose.yaml as Docker Compose reads it with these settings."""
    document = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    return filled(document, FILLED_IN | settings)


def filled(part: Any, settings: Mapping[str, str]) -> Any:
    """Put settings in the place of their names in all texts of a document."""
    if isinstance(part, dict):
        return {name: filled(value, settings) for name, value in part.items()}
    if isinstance(part, list):
        return [filled(value, settings) for value in part]
    return fill_in(part, settings) if isinstance(part, str) else part


@cache
def kubernetes() -> dict[str, dict[str, Any]]:
    """Return the manifests that kustomization.yaml names, each by its kind."""
    folder = DEPLOY / "kubernetes"
    names = yaml.safe_load((folder / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    all_ = [yaml.safe_load((folder / name).read_text(encoding="utf-8")) for name in names]
    return {one["kind"]: one for one in all_}


def understood(variables: Mapping[str, str]) -> dict[str, Any]:
    """Return what Caddy makes of its Caddyfile with these variables; it fails if that makes no sense."""
    command = [CADDY, "adapt", "--validate", "--config", str(DEPLOY / "Caddyfile"), "--adapter", "caddyfile"]
    ran = subprocess.run(command, env={"HOME": "/nowhere", **variables}, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def asked_for(caddyfile: str) -> set[str]:
    """Return the names of the variables that a Caddyfile reads."""
    code = "\n".join(line for line in caddyfile.splitlines() if not line.lstrip().startswith("#"))
    return set(re.findall(r"\{\$(\w+)", code))
