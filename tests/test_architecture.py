import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "explorer"
ENTRY = ROOT / "streamlit_app.py"
SOURCES = [*sorted(PACKAGE.rglob("*.py")), ENTRY]
TABLE = re.compile(r"^\| (\d+) \| `explorer/([a-z/]+)/` \|", re.MULTILINE)
IMPORT = re.compile(r"^(?:import|from) \S+", re.MULTILINE)
FLOOR = {
    package.replace("/", "."): int(floor)
    for floor, package in TABLE.findall((ROOT / "README.md").read_text(encoding="utf-8"))
}
"""The floors of the house, as README tells them: package -> floor; imports point to a lower one."""
OWNERS = {"cv2": {"core", "images", "networks", "exports", "site"}, "plotly": {"exports"}}
DISTRIBUTIONS = {"cv2": "opencv-python-headless", "PIL": "pillow", "pi_heif": "pi-heif"}


def imports_in(code):
    """Name every module that some code imports, wherever the import stands."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            if node.module in ("explorer", "explorer.ui"):  # names there are packages
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def imports(path):
    return list(imports_in(path.read_text(encoding="utf-8")))


def package_of(module):
    """Return the package with a floor of its own that a module below `explorer` belongs to, or None.

    >>> package_of("explorer.ui.state.session"), package_of("explorer.core"), package_of("json")
    ('ui.state', 'core', None)
    """
    parts = module.split(".")
    names = (".".join(parts[1:end]) for end in (3, 2))
    return next((name for name in names if parts[0] == "explorer" and name in FLOOR), None)


def home(path):
    """Return the package that a file belongs to; the entry belongs to none and stands above all."""
    if PACKAGE not in path.parents:
        return None
    return package_of(".".join(path.relative_to(ROOT).with_suffix("").parts))


def upward(where, imported):
    """Tell whether a module of one package may not import another."""
    package = package_of(imported)
    return package not in (None, where) and FLOOR[package] >= FLOOR.get(where, len(FLOOR))


def test_imports_point_downwards():
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for name in imports(path)
        if upward(home(path), name)
    }
    assert found == set()
    assert imports(PACKAGE / "__init__.py") == []


@pytest.mark.parametrize(
    ("code", "where", "forbidden"),
    [
        ("from explorer import figures", "core", True),
        ("from explorer import core, figures", "core", True),
        ("import explorer.figures as f", "view", True),
        ("def f():\n    from explorer.figures import profile", "lessons", True),
        ("from explorer.images.scenes import slow_ramp", "core", True),
        ("from explorer.images.scenes import slow_ramp", "images", False),
        ("from explorer.core.arrays import Map", "images", False),
        ("from explorer.ui import pages", "ui.state", True),
        ("from explorer.ui.features import pictures", "ui.components", True),
        ("from explorer.ui.state import session", "ui.features", False),
        ("from explorer.ui.pages import explorer", None, False),
    ],
)
def test_the_rule_sees_an_import_in_every_spelling(code, where, forbidden):
    assert any(upward(where, name) for name in imports_in(code)) is forbidden


def test_every_package_has_a_floor_of_its_own():
    packages = {
        ".".join(path.parent.relative_to(PACKAGE).parts[:2])
        for path in PACKAGE.rglob("*.py")
        if path.parent not in (PACKAGE, PACKAGE / "ui")
    }
    assert packages == set(FLOOR)
    assert sorted(FLOOR.values()) == list(range(len(FLOOR)))


def test_streamlit_opencv_and_plotly_are_imported_only_where_they_belong():
    owners = OWNERS | {"streamlit": {None, *(name for name in FLOOR if name.startswith("ui."))}}
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for name in imports(path)
        if home(path) not in owners.get(name.split(".")[0], {home(path)})
    }
    assert found == set()


def test_plotly_is_imported_once_for_its_file():
    users = [path for path in SOURCES if any(name.split(".")[0] == "plotly" for name in imports(path))]
    assert users == [PACKAGE / "exports" / "standalone.py"]


def test_tifffile_is_loaded_only_for_a_file_that_needs_it():
    """It has 25,000 lines, which few visitors need."""
    loaded = {
        line.split()[1] for path in SOURCES for line in re.findall(IMPORT, path.read_text(encoding="utf-8"))
    }
    assert "cv2" in loaded
    assert "tifffile" not in loaded


def test_no_module_is_a_drawer():
    assert [path for path in SOURCES if re.search("util|helper|misc|common", path.stem)] == []


def test_no_page_holds_unchecked_html():
    assert [path for path in SOURCES if "unsafe_allow_html" in path.read_text(encoding="utf-8")] == []


def required(file_name):
    lines = (ROOT / file_name).read_text(encoding="utf-8").splitlines()
    return {
        re.match(r"[\w-]+", line)[0].lower() for line in lines if line and not line.startswith(("#", "-"))
    }


def imported_distributions():
    tops = {name.split(".")[0] for path in SOURCES for name in imports(path)}
    foreign = tops - sys.stdlib_module_names - {"explorer"}
    return {DISTRIBUTIONS.get(top, top) for top in foreign}


def test_the_requirements_are_exactly_what_the_app_imports():
    assert required("requirements.txt") == imported_distributions()


def test_what_is_only_for_tests_is_not_asked_of_a_visitor():
    only_for_tests = required("requirements-dev.txt")
    assert {"pytest", "hypothesis", "scipy"} <= only_for_tests
    assert not only_for_tests & required("requirements.txt")


def test_every_requirement_has_a_lower_and_an_upper_bound():
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            assert re.match(r"[\w-]+>=[\d.]+,<\d+\b", line), line
