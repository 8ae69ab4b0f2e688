import ast
import fnmatch
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "static"
COMPONENTS = STATIC / "components"
ASSETS = ROOT / "assets"
PHOTOS = [path for path in sorted((ASSETS / "photos").iterdir()) if path.suffix != ".md"]
PYTHON = [*sorted((ROOT / "explorer").rglob("*.py")), ROOT / "streamlit_app.py"]
PAGES = [
    path
    for path in sorted(STATIC.glob("*/*"))
    if path.suffix in {".js", ".css", ".html"} and path.parent.name != "served"
]
MODULES = [path for path in PAGES if path.suffix == ".js"]
FLOORS = ["core", "page", "scope", "widgets controls", "components standalone"]
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names.split()}
TEXTS = [*PYTHON, *sorted(ASSETS.rglob("*.md")), *PAGES]
IMPORT = re.compile(r"""\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']""")


def each(name, paths):
    return pytest.mark.parametrize(name, paths, ids=lambda path: str(path.relative_to(ROOT)))


def read(path):
    return path.read_text(encoding="utf-8")


def imported(path):
    """Name what a JavaScript module imports, comments left out."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", read(path), flags=re.DOTALL | re.MULTILINE)
    return [one or other for one, other in IMPORT.findall(code)]


@each("path", PAGES)
def test_nothing_is_loaded_from_another_server(path):
    assert not re.search(
        r"(?:https?:)?//[\w-]+\.\w", re.sub(r"^\s*//.*$", "", read(path), flags=re.MULTILINE)
    )


@each("path", MODULES)
def test_a_module_imports_its_neighbours_and_what_lies_below(path):
    for name in imported(path):
        assert name.startswith("."), name
        there = (path.parent / name).resolve()
        assert there.is_file(), name
        is_neighbour = there.parent == path.parent
        assert is_neighbour or FLOOR[there.parent.name] < FLOOR[path.parent.name], name


def test_every_module_is_mounted_by_the_page_or_imported_by_one_that_is():
    entries = {path for path in MODULES if "export function mount" in read(path)}
    reached, waiting = set(), entries | {STATIC / "standalone" / "report.js"}
    while waiting:
        path = waiting.pop()
        reached.add(path)
        waiting |= {(path.parent / name).resolve() for name in imported(path)} - reached
    assert entries
    assert set(MODULES) - reached <= set((STATIC / "core").iterdir())  # which is Python's twin, used or not


@each("path", MODULES)
def test_only_components_know_streamlit(path):
    is_adapter = path.parent == COMPONENTS
    assert is_adapter or not re.search(r"setStateValue|setTriggerValue|parentElement, set|stApp", read(path))


def test_every_component_declared_has_its_module_and_its_style():
    declared = {
        node.args[0].value
        for path in PYTHON
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "component"
    }
    assert declared == {path.stem for path in MODULES if "export function mount" in read(path)}
    assert declared == {path.stem for path in COMPONENTS.glob("*.css")}


@each("path", PYTHON)
def test_every_module_says_what_it_is_for(path):
    assert (ast.get_docstring(ast.parse(read(path))) or "").rstrip().endswith((".", ":"))


@each("path", PHOTOS)
def test_every_photograph_is_credited(path):
    row = next(line for line in read(ASSETS / "photos" / "CREDITS.md").splitlines() if path.name in line)
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert len(cells) == 5
    assert all(cells)
    assert cells[4] in {"CC0", "public domain"}


@each("path", sorted(path for path in ASSETS.rglob("*") if path.is_file()))
def test_no_asset_is_heavy(path):
    assert path.stat().st_size < 300_000


def test_the_server_is_set_up_as_promised():
    config = tomllib.loads(read(ROOT / ".streamlit" / "config.toml"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["server"]["enableStaticServing"] is True
    assert config["server"]["maxUploadSize"] == 20


def test_git_leaves_out_what_is_made_anew_at_every_start():
    ignored = [line for line in read(ROOT / ".gitignore").splitlines() if line and not line.startswith("#")]
    for made in ("static/served/", "__pycache__/", ".hypothesis/"):
        assert any(fnmatch.fnmatch(made, pattern) for pattern in ignored), made


@each("path", TEXTS)
def test_no_text_says_that_relu_makes_changes_more_abrupt(path):
    assert not re.search(r"more\s+abrupt|abruptly", read(path), re.IGNORECASE)


@each("path", [*PYTHON, *PAGES])
def test_no_source_names_a_folder_of_one_machine(path):
    assert not re.search(r"""["'(\s](/tmp|/home|/root|/Users|/work|[A-Z]:\\)\b""", read(path))


@each("path", TEXTS)
def test_a_file_ends_with_one_line_break_and_holds_no_tab(path):
    text = read(path)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\t" not in text
    assert "\r" not in text
