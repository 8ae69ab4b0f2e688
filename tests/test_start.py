"""What the app imports when it starts: a visitor of a small server that has slept waits for all of it."""

import ast

from tests.test_architecture import ENTRY, PACKAGE, ROOT

LATER = {"segno", "tifffile"}  # of others, for what few visitors ask for
LISTED = {"chapters", "teasers", "parts", "sources", "history", "tutorial", "learned_slope"}
"""Of the lessons, what the menu and the other pages need; each lesson is imported when it is opened."""


def imported_at_once(path):
    """Name what is imported when a file is, by the statements outside of functions."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def file_of(module):
    """Return the file of a module of ours; None for another, or what is no module."""
    path = ROOT.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def started(first):
    """Name every module that is imported with a file, by what stands in the files of ours."""
    found, waiting = set(), [first]
    while waiting:
        for module in imported_at_once(waiting.pop()):
            file = file_of(module)
            if module not in found and file and PACKAGE in file.parents:
                waiting.append(file)
            found.add(module)
    return found


def test_the_app_starts_without_what_few_visitors_ask_for():
    modules = started(ENTRY)
    ours = {module for module in modules if file_of(module)}
    assert not {module.partition(".")[0] for module in modules} & LATER
    pages = {module.removeprefix("explorer.ui.pages.") for module in ours}
    assert {page for page in pages if page.startswith("chapters.")} == set()
    assert pages.isdisjoint(("experiments", "bank", "network", "sources", "teacher"))
    lessons = {module.split(".")[2] for module in ours if module.startswith("explorer.lessons.")}
    assert lessons <= LISTED, lessons - LISTED
    assert {"explorer.ui.pages.lesson", "explorer.images.decoding", "numpy"} <= modules
