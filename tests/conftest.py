"""How the tests run: side by side by file, without deadlines, and nothing skipped where CI is set."""

import gc
import os
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# Two tests side by side leave a core for each: threads of numpy's OpenBLAS would wait for one another.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Whatever is set where the tests run, but for tracebacks in the log.
for _name in [name for name in os.environ if name.startswith("RELU_EXPLORER_")]:
    del os.environ[_name]
os.environ["RELU_EXPLORER_LOG"] = "text"
# How long an example takes is no result. To draw the examples takes longer
# than most bodies, and every run draws others: where 25 find too little, a test says how many it needs.
settings.register_profile("suite", deadline=None, print_blob=True, max_examples=25)
settings.load_profile("suite")

ROOT = Path(__file__).parents[1]
BROWSERS = {Path(__file__).parent / name for name in ("browser", "engines")}
# Pages that several files of tests/browser share, beside the one that nearly all do: what asks for them.
SHARED = {"phone or own pictures": r"\bvisit_(phone|own)\b", "lesson": r"\bvisit_lesson\b"}
MAY_BE_MISSING = re.compile(r"could not import '(torch|keras)'")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests in browsers, which take longest."""
    items.sort(key=lambda item: BROWSERS.isdisjoint(item.path.parents))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[object]:
    """Look for no garbage among what is collected, now or later: all of it stays until the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


class ByFile(LoadScopeScheduling):
    """Hands whole files to the workers, in the order of the collection.

    All files of tests/engines go to one worker, or each would start its own Firefox and WebKit. So do those
    that share a page: each worker would open its own, which takes seconds.
    """

    def _split_scope(self, nodeid: str) -> str:
        return shared_by(nodeid.partition("::")[0])


@cache
def shared_by(file: str) -> str:
    """Return what a file of tests shares with others, or the file.

    >>> shared_by("tests/core/test_layer.py")
    'tests/core/test_layer.py'
    """
    if file.startswith("tests/engines/"):
        return "tests/engines"
    text = (ROOT / file).read_text(encoding="utf-8") if file.startswith("tests/browser/test_") else ""
    return next((name for name, word in SHARED.items() if re.search(word, text)), file)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    config.option.loadscopereorder = False
    return ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def one_scan_of_packages() -> Iterator[None]:
    """Let every AppTest use the same list of the components that installed packages bring.

    Each reads the metadata of all packages otherwise, which takes longer than the app.
    """
    from streamlit.components.v2 import manifest_scanner  # not above: may load OpenBLAS

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def one_reading_of_scripts() -> Iterator[None]:
    """Let every AppTest use the same compiled scripts, as all visitors of a server do.

    To read streamlit_app.py anew takes a tenth of a run. No test changes a script where it stands.
    """
    from streamlit.runtime.scriptrunner.script_cache import ScriptCache
    from streamlit.testing.v1 import local_script_runner

    scripts = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "ScriptCache", lambda: scripts)
        yield


@pytest.fixture(scope="session", autouse=True)
def one_drawing_of_pictures() -> Iterator[None]:
    """Decode each photograph, draw the street and paint what the site shows once: many tests load them again.

    Each test gets a copy of its own. What a visitor brings is decoded elsewhere, every time.
    """
    from explorer.images import menu, street  # not above: loads OpenBLAS
    from explorer.site import network, pages, pictures

    def kept(function: Callable[..., Any]) -> Callable[..., Any]:
        once = cache(function)
        return lambda *args, **options: deepcopy(once(*args, **options))

    drawn = (
        *((menu, "decode"), (menu, "decode_colours"), (street, "street_at_dusk")),
        *((pages, "_explorer_card"), (pages, "_network_card"), (network, "_picture"), (network, "_weights")),
        *((pictures, "icon"), (pictures, "preview")),
    )
    with pytest.MonkeyPatch.context() as patch:
        for module, name in drawn:
            patch.setattr(module, name, kept(getattr(module, name)))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    return refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    return refuse_skip(report)


def refuse_skip(report):
    """Turn a skip into a failure where CI is set, unless a library is missing that the app does not need."""
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not MAY_BE_MISSING.search(reason):
            report.outcome = "failed"
            report.longrepr = f"CI skips nothing, but here: {reason}"
    return report
