"""No file is longer than 400 lines and no function longer than 50, unless its first line says why.

The reason stands in the first line of the docstring (in JavaScript: of the comment at the top of the file, or
of the comment before the function), after the word "because".
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILE_LIMIT, FUNCTION_LIMIT = 400, 50
PYTHON = [
    *ROOT.glob("*_app.py"),
    *(
        path
        for folder in ("explorer", "benchmarks", "training")
        for path in sorted((ROOT / folder).rglob("*.py"))
    ),
]
JAVASCRIPT = [path for path in sorted((ROOT / "static").rglob("*.js")) if "served" not in path.parts]
FUNCTION = re.compile(
    r"^(?P<indent> *)(?:export )?(?:default )?(?:async )?"
    r"(?:function\b.*|(?:const|let) \w+ = (?:async )?(?:\([^)]*\)|\w+) => .*"
    r"|(?:static |get |set |async )*[\w#]+\(.*\) )\{$"
)


def first_line(text):
    return (text or "").strip().split("\n")[0]


def has_reason(line):
    return "because" in line


def python_findings(code):
    """Return what in a Python file is too long without a reason."""
    tree = ast.parse(code)
    found = []
    if code.count("\n") > FILE_LIMIT and not has_reason(first_line(ast.get_docstring(tree))):
        found.append("the file")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = node.end_lineno - node.lineno + 1 - docstring_lines(node)
            if length > FUNCTION_LIMIT and not has_reason(first_line(ast.get_docstring(node))):
                found.append(node.name)
    return found


def docstring_lines(node):
    """Count the lines of a docstring: it explains the function, and makes it no harder to read."""
    if ast.get_docstring(node) is None:
        return 0
    return node.body[0].end_lineno - node.body[0].lineno + 1


def javascript_findings(code):
    """Return what in a JavaScript module is too long without a reason; a function ends at its indentation."""
    lines = code.split("\n")
    found = ["the file"] if len(lines) - 1 > FILE_LIMIT and not has_reason(lines[0]) else []
    for start, line in enumerate(lines):
        match = FUNCTION.match(line)
        if match:
            closing = match["indent"] + "}"
            end = next((k for k in range(start + 1, len(lines)) if lines[k].startswith(closing)), start)
            if end - start + 1 > FUNCTION_LIMIT and not has_reason(comment_before(lines, start)):
                found.append(line.strip())
    return found


def comment_before(lines, start):
    """Return the first line of the comment that stands right before a line."""
    place = start
    while place and lines[place - 1].lstrip().startswith(("/**", "*", "//")):
        place -= 1
    comment = " ".join(lines[place:start])
    return comment.split(". ")[0]


@pytest.mark.parametrize(
    ("findings", "paths"), [(python_findings, PYTHON), (javascript_findings, JAVASCRIPT)], ids=["py", "js"]
)
def test_the_code_is_in_pieces_that_one_can_read(findings, paths):
    """One test for all files of a language: pytest takes longer for a test than this does for a file."""
    found = {path.relative_to(ROOT).as_posix(): findings(path.read_text(encoding="utf-8")) for path in paths}
    assert len(found) > 100
    assert {file: pieces for file, pieces in found.items() if pieces} == {}


def body(count, indent="    "):
    return "\n".join(f"{indent}step({k})" for k in range(count))


@pytest.mark.parametrize(
    ("code", "findings"),
    [
        (f"def short():\n{body(49)}\n", []),
        (f"def long():\n{body(50)}\n", ["long"]),
        (f'def long():\n    """Do it all, because it is a table."""\n{body(60)}\n', []),
        (f'def short():\n    """Say much.\n\n{body(40)}\n    """\n{body(40)}\n', []),
        (f"class A:\n    async def long(self):\n{body(50, ' ' * 8)}\n", ["long"]),
        (body(401, "") + "\n", ["the file"]),
        ('"""Long, because it is data."""\n' + body(401, "") + "\n", []),
    ],
)
def test_the_limits_of_python_are_found(code, findings):
    assert python_findings(code) == findings


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("function long(a) {", "}"),
        ("export async function long({ a, b }) {", "}"),
        ("const long = (a) => {", "}"),
        ("export const long = async a => {", "}"),
        ("  static make(a) {", "  }"),
        ("  get all() {", "  }"),
    ],
)
def test_the_limits_of_javascript_are_found(head, tail):
    for count, findings in ((48, []), (49, [head.strip()])):
        code = f"{head}\n{body(count)}\n{tail}\n"
        assert javascript_findings(code) == findings
        assert javascript_findings(f"// One piece, because it is one loop.\n{code}") == []
    assert javascript_findings(body(401, "") + "\n") == ["the file"]
