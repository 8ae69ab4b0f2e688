"""Everything that explorer/ defines is used.

By the app, by the training script, as README's library, or as the reference of what static/core/ computes.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ENTRIES = [*sorted(ROOT.glob("*_app.py")), *sorted((ROOT / "training").glob("*.py"))]
SOURCES = [*sorted((ROOT / "explorer").rglob("*.py")), *ENTRIES]
LIBRARY = {  # what README offers for use without the page
    "explorer.core.activations.ACTIVATIONS",
    "explorer.core.convolution.conv2d",
    "explorer.core.convolution.output_size",
    "explorer.core.kernels.KERNELS",
    "explorer.core.layer.forward",
    "explorer.core.profiles.row_profile",
    "explorer.images.refusals.UnreadableImage",
    "explorer.images.decoding.decode",
    "explorer.images.menu.samples",
}
NAMED_BY_ADDRESS = "explorer.ui.pages."  # its modules are imported when a page is opened
# Modules of explorer/view/ with a twin in static/core/.
OF_A_VIEW = {"alternatives", "comparison", "predictions", "readouts"}
OF_NETWORKS = {
    "network": "forward",
    "slopes": "slopes",
    "pyramid": "cascade",
}  # the same of explorer/networks/
READ_BY_NAME = {  # what is read by asdict or getattr, in the twin in JavaScript only, or by a library
    "explorer.ui.server.log.ErrorCounter.emit",
    "explorer.ui.server.streamlit_internals.MetricsProvider.get_stats",
    *(f"explorer.view.settings.Settings.w{row}{col}" for row in range(3) for col in range(3)),
    "explorer.view.settings.Settings.negative_slope",
    "explorer.view.readouts.PixelArithmetic.line",
    "explorer.view.facts.Facts.curve_alt",
    "explorer.view.facts.Facts.pixel",
    "explorer.core.measures.Histogram.centres",
    "explorer.core.profiles.Crossings.steps",
    "explorer.view.network.NetworkSettings.scale",
    "explorer.view.network.NetworkSettings.channel",
    "explorer.lessons.parts.Slider.tick",
    "explorer.networks.facts.Nearness.absolute",
    "explorer.networks.facts.Nearness.identity",
}
Names = dict[str, str]  # name in a module -> what it stands for, with the whole path


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def trees() -> dict[str, ast.Module]:
    """Read all modules, when a test asks for them and not when tests are listed."""
    return {module_name(path): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def names_defined(node: ast.stmt) -> list[str]:
    """Return the names that a statement at the top of a module binds, imports left out."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.AnnAssign):
        return [node.target.id]
    if isinstance(node, ast.Assign):
        return [name.id for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    return []


@cache
def definitions() -> dict[str, tuple[str, ast.stmt]]:
    return {
        f"{module}.{name}": (module, node)
        for module, tree in trees().items()
        for node in tree.body
        for name in names_defined(node)
    }


def imported_names(tree: ast.Module) -> Names:
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return found


@cache
def imported() -> dict[str, Names]:
    return {module: imported_names(tree) for module, tree in trees().items()}


def resolved(path: str) -> str | None:
    """Follow re-exports, as those of explorer.figures, to the definition that a path stands for."""
    while path not in definitions():
        module, _, name = path.rpartition(".")
        if imported().get(module, {}).get(name, path) == path:  # a builtin, a local name, or a module
            return None
        path = imported()[module][name]
    return path


def uses(module: str, node: ast.AST) -> Iterator[str]:
    """Name the definitions that some code of a module refers to, as `name` or as `module.name`."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            found = resolved(imported()[module].get(part.id, f"{module}.{part.id}"))
        elif isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            found = resolved(f"{imported()[module].get(part.value.id)}.{part.attr}")
        else:
            continue
        if found:
            yield found


def twins() -> set[str]:
    """Name what static/core/ has a twin of in explorer/: it is the reference of the twin."""
    exported = re.compile(r"^export (?:const|function) (\w+)", re.MULTILINE)
    found = set()
    for path in (ROOT / "static" / "core").glob("*.js"):
        package = "view" if path.stem in OF_A_VIEW else "networks" if path.stem in OF_NETWORKS else "core"
        module = f"explorer.{package}.{OF_NETWORKS.get(path.stem, path.stem)}"
        for name in exported.findall(path.read_text(encoding="utf-8")):
            snake = re.sub("[A-Z]", lambda m: "_" + m[0].lower(), name)
            found.add(f"{module}.{name if name.isupper() else snake}")
    return found & set(definitions())


def reached() -> set[str]:
    """Follow all uses from the entries, the library, and whatever runs when a module is imported."""
    found = set()
    entries = {module_name(path) for path in ENTRIES}
    by_address = [name for name in definitions() if name.startswith(NAMED_BY_ADDRESS)]
    pages = [name for name in by_address if name.endswith((".PAGE", ".page"))]
    waiting = [*LIBRARY, *twins(), *pages]
    for module, tree in trees().items():
        for node in tree.body:
            if module in entries or not names_defined(node):
                waiting += uses(module, node)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += uses(*definitions()[name])
    return found


def test_every_definition_is_used_by_the_app_or_belongs_to_the_library():
    ours = {name for name in definitions() if name.startswith("explorer.") and not name.endswith(".__all__")}
    assert ours >= LIBRARY
    assert sorted(ours - reached()) == []


def members() -> Iterator[str]:
    """Name the fields, properties and methods of every class of explorer/."""
    for name, (_, node) in definitions().items():
        if isinstance(node, ast.ClassDef) and name.startswith("explorer."):
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and not part.name.startswith("__"):
                    yield f"{name}.{part.name}"
                elif isinstance(part, ast.AnnAssign):
                    yield f"{name}.{part.target.id}"


def test_every_field_and_method_is_read_somewhere():
    read = {
        node.attr for tree in trees().values() for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    found = set(members())
    assert found >= READ_BY_NAME
    assert sorted(name for name in found - READ_BY_NAME if name.rpartition(".")[2] not in read) == []


def test_the_library_is_what_readme_shows():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = readme.split("As a library")[1].split("```python\n")[1].split("```")[0]
    imports = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
    assert imports
    for node in imports:
        for alias in node.names:
            assert resolved(f"{node.module}.{alias.name}") in LIBRARY
