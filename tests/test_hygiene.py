import ast
import fnmatch
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "static"
COMPONENTS = STATIC / "components"
IN_ONE_FILE = {STATIC / "standalone" / name for name in ("standalone.js", "network.js")}
ASSETS = ROOT / "assets"
PHOTOS = [path for path in sorted((ASSETS / "photos").iterdir()) if path.suffix != ".md"]
PYTHON = [*sorted((ROOT / "explorer").rglob("*.py")), *ROOT.glob("*_app.py")]
PAGES = [
    path
    for path in sorted(STATIC.glob("*/*"))
    if path.suffix in {".js", ".css", ".html"} and path.parent.name != "served"
]
MODULES = [path for path in PAGES if path.suffix == ".js"]
FLOORS = [
    "core", "images exports page lessons", "model", "controls", "scope", "widgets", "workbench network",
    "components standalone site",
]  # fmt: skip
TWINS = [STATIC / "core", STATIC / "images", STATIC / "exports"]  # of Python's modules, used or not
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names.split()}
TEXTS = [*PYTHON, *sorted(ASSETS.rglob("*.md")), *PAGES]
SVG = "http://www.w3.org/2000/svg"  # the name of a language, at which nothing is loaded
MOUNT = re.compile(r"^export (function|const) mount\b", re.MULTILINE)
IMPORT = re.compile(r"""\bfrom\s*["']([^"']+)["']|\bimport\s*\(?\s*["']([^"']+)["']""")


def those(paths, is_wrong):
    """Name the files that break a rule."""
    assert paths
    return [str(path.relative_to(ROOT)) for path in paths if is_wrong(path)]


def read(path):
    return path.read_text(encoding="utf-8")


def imported(path):
    """Name what a JavaScript module imports, comments left out."""
    code = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", read(path), flags=re.DOTALL | re.MULTILINE)
    return [one or other for one, other in IMPORT.findall(code)]


def reached_from(entries):
    """Return some modules, and all that these import."""
    reached, waiting = set(), set(entries)
    while waiting:
        path = waiting.pop()
        reached.add(path)
        waiting |= {(path.parent / name).resolve() for name in imported(path)} - reached
    return reached


def test_nothing_is_loaded_from_another_server():
    def loads(path):
        code = re.sub(r"^\s*//.*$", "", read(path).replace(SVG, ""), flags=re.MULTILINE)
        return re.search(r"(?:https?:)?//[\w-]+\.\w", code)

    assert those(PAGES, loads) == []


def test_a_module_imports_its_neighbours_and_what_lies_below():
    def is_below(path, name):
        there = (path.parent / name).resolve()
        if not name.startswith(".") or not there.is_file():
            return False
        return there.parent == path.parent or FLOOR[there.parent.name] < FLOOR[path.parent.name]

    assert MODULES
    found = [(str(path.relative_to(ROOT)), name) for path in MODULES for name in imported(path)]
    assert [(file, name) for file, name in found if not is_below(ROOT / file, name)] == []


def test_every_module_is_mounted_by_the_page_or_imported_by_one_that_is():
    entries = {path for path in MODULES if MOUNT.search(read(path))}
    entries |= set(STATIC.glob("site/*.js"))  # the scripts of the site's pages, each alone
    entries |= {STATIC / "page/blocked.js"}  # tests/ui/test_preview.py says where it is used
    entries |= set(STATIC.glob("lessons/*.js"))  # tests/parity/test_lessons.py says that each is used
    assert entries
    assert {path for path in MODULES if path.parent not in TWINS} <= reached_from(entries | IN_ONE_FILE)


def test_nothing_moves_by_itself_for_those_who_want_less_motion():
    """What play buttons do with less motion, tests/browser/test_live.py and test_listen.py say."""
    allowed = re.compile(r"@media \(prefers-reduced-motion: no-preference\) \{.*?\}\s*\}", re.DOTALL)
    moving = r"\b(transition|animation)(-\w+)?\s*:|@keyframes|\bsmooth\b[\"';]|\.animate\("
    assert those(PAGES, lambda path: re.search(moving, allowed.sub("", read(path)))) == []


def test_only_components_know_streamlit():
    others = [path for path in MODULES if path.parent != COMPONENTS]
    words = r"setStateValue|setTriggerValue|parentElement, set|stApp"
    assert those(others, lambda path: re.search(words, read(path))) == []


def test_texts_are_written_so_that_a_browser_may_translate_them():
    """`write` alone knows what it wrote last; an option without a value would have that of its text."""
    others = [path for path in MODULES if path not in {STATIC / "page" / "elements.js", *IN_ONE_FILE}]
    assert those(others, lambda path: re.search(r"\.textContent = |innerText|new Option\(", read(path))) == []


def test_every_component_declared_has_its_module_and_its_style():
    declared = {
        node.args[0].value
        for path in PYTHON
        for node in ast.walk(ast.parse(read(path)))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "component"
    }
    assert declared == {path.stem for path in MODULES if MOUNT.search(read(path))}
    parts = {"controls", "paper", "pictures", "scope", "network_channel", "network_slopes"}  # of larger ones
    assert declared | parts == {path.stem for path in COMPONENTS.glob("*.css")}


def test_every_module_says_what_it_is_for():
    def is_silent(path):
        return not (ast.get_docstring(ast.parse(read(path))) or "").rstrip().endswith((".", ":"))

    assert those(PYTHON, is_silent) == []


def test_every_photograph_is_credited():
    def lacks_credit(path):
        rows = [line for line in read(ASSETS / "photos" / "CREDITS.md").splitlines() if path.name in line]
        cells = [cell.strip() for cell in rows[0].strip("|").split("|")] if rows else []
        return len(cells) != 5 or not all(cells) or cells[4] not in {"CC0", "public domain"}

    assert those(PHOTOS, lacks_credit) == []


def test_no_asset_is_heavy():
    def is_heavy(path):
        return path.stat().st_size >= (
            410_000 if path.suffix == ".npz" else 300_000
        )  # the weights of a network

    assert those(sorted(path for path in ASSETS.rglob("*") if path.is_file()), is_heavy) == []


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


def test_no_text_says_that_relu_makes_changes_more_abrupt():
    wrong = re.compile(r"more\s+abrupt|abruptly", re.IGNORECASE)
    ours = [path for path in TEXTS if path != ROOT / "explorer" / "lessons" / "tutorial.py"]  # it is quoted
    assert those(ours, lambda path: wrong.search(read(path))) == []


def test_no_source_names_a_folder_of_one_machine():
    folder = re.compile(r"""["'(\s](/tmp|/home|/root|/Users|/work|[A-Z]:\\)\b""")
    assert those([*PYTHON, *PAGES], lambda path: folder.search(read(path))) == []


def test_a_file_ends_with_one_line_break_and_holds_no_tab():
    def is_untidy(path):
        text = path.read_bytes()
        return not text.endswith(b"\n") or text.endswith(b"\n\n") or b"\t" in text or b"\r" in text

    assert those(TEXTS, is_untidy) == []


def test_no_test_waits_a_fixed_time():
    """A test that sleeps is slow on a fast machine and fails on a slow one: wait for what can be seen."""
    sleep = re.compile(r"\b(wait_for_timeout|sleep)\(")
    files = [path for path in sorted((ROOT / "tests").rglob("*.py")) if path != Path(__file__)]
    assert those(files, lambda path: sleep.search(read(path))) == []
