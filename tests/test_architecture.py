import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "explorer"
ENTRY = ROOT / "streamlit_app.py"
SOURCES = [*sorted(PACKAGE.rglob("*.py")), ENTRY]
FLOORS = ["core", "images", "networks lessons", "view", "figures", "messages", "exports", "ui"]
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names.split()}
OWNERS = {"streamlit": {"ui", ENTRY.stem}, "cv2": {"core", "images", "exports"}, "plotly": {"ui"}}
DISTRIBUTIONS = {"cv2": "opencv-python-headless", "PIL": "pillow"}


def imports_in(code):
    """Name every module that some code imports, wherever the import stands."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            if node.module in ("explorer", "explorer.ui"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def imports(path):
    return list(imports_in(path.read_text(encoding="utf-8")))


def home(path):
    """Name the part of the house that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0] if PACKAGE in path.parents else path.stem


def upward(where, imported):
    """Tell whether a module of one part may not import another."""
    top, *rest = imported.split(".")
    if top != "explorer" or not rest or rest[0] == where:
        return False
    return FLOOR[rest[0]] >= FLOOR.get(where, len(FLOORS))


def wrong_imports(is_wrong):
    """Name every import that breaks a rule, and the file in which it stands."""
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in SOURCES
        for name in imports(path)
        if is_wrong(home(path), name)
    ]


def test_imports_point_downwards():
    assert imports(PACKAGE / "__init__.py") == []
    assert wrong_imports(upward) == []


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
        ("from explorer.ui.pages import explorer", "streamlit_app", False),
    ],
)
def test_the_rule_sees_an_import_in_every_spelling(code, where, forbidden):
    assert any(upward(where, name) for name in imports_in(code)) is forbidden


def test_every_part_of_the_house_has_a_floor():
    parts = {home(path) for path in PACKAGE.rglob("*.py")} - {"__init__"}
    assert parts == set(FLOOR)


def test_streamlit_opencv_and_plotly_are_imported_only_where_they_belong():
    assert wrong_imports(lambda where, name: where not in OWNERS.get(name.split(".")[0], {where})) == []


def test_plotly_is_imported_once_to_serve_its_file():
    users = [path for path in SOURCES if any(name.split(".")[0] == "plotly" for name in imports(path))]
    assert users == [PACKAGE / "ui" / "cache.py"]


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
