"""Firefox and WebKit for the tests, each started once, when it is needed; tests/browser has Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.servers import serve_folder
from explorer.site import build, offline
from explorer.site.pages import INDEX, NETWORK
from tests.engines.drivers import PACKAGES, is_installed, is_left_out
from tests.engines.engine import Engine, with_listener

for name in ("one_file", "app", "explorer_steps", "lesson_steps", "network_steps"):
    pytest.register_assert_rewrite(f"tests.engines.{name}")

NAMES = tuple(PACKAGES)
WORKER = "service-worker.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        name = getattr(item, "callspec", None) and item.callspec.params.get("engine")
        if name and is_left_out(name):
            item.add_marker(pytest.mark.skip(reason=f"{name} is not installed"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" in metafunc.fixturenames:
        metafunc.parametrize("engine", NAMES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def engine(request, tmp_path_factory) -> Iterator[Engine]:
    name = request.param
    assert is_installed(name), f"The tests in {name} need it: apt-get install {PACKAGES[name]}"
    engine = Engine(name, tmp_path_factory.mktemp(name))
    yield engine
    assert len(engine.processes()) > 1
    engine.quit()
    assert engine.is_gone(), "it leaves processes behind"


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> Path:
    """Write the site, whose first page is the explorer in one file; its live pages note what goes wrong."""
    files = build.files()
    for name in (INDEX, NETWORK):
        files[name] = with_listener(files[name].decode()).encode()
    kept = {name: files[name] for name in files if name not in (*build.UNKEPT, WORKER)}
    folder = tmp_path_factory.mktemp("site")
    build.write(folder, {**files, WORKER: offline.service_worker(kept)})
    return folder


@pytest.fixture(scope="session")
def server(folder) -> Iterator[str]:
    """Serve the folder, and return its address."""
    with serve_folder(folder) as address:
        yield address.rstrip("/")
