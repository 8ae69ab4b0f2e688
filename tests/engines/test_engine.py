"""The engines do what the tests ask of them, and tell what goes wrong in a page."""

import pytest

from tests.engines.engine import Engine, EngineError, with_listener

PAGE = """<!doctype html><html><head><title>Page</title></head><body>
<input type="file">
<p><a href="data:text/plain,hello" download="hello.txt">Download</a></p>
<script>
window.events = []
for (const kind of ["pointerdown", "pointermove", "pointerup", "dblclick", "keydown", "keyup"]) {
    addEventListener(kind, (event) => {
        if (event.isTrusted) events.push([event.type, event.key ?? [event.clientX, event.clientY]].join(" "))
    })
}
</script></body></html>"""
FAULTS = {
    "a throw": "setTimeout(() => { throw new Error('a throw') })",
    "a promise": "Promise.reject(new Error('a promise'))",
    "a word": "console.error('a word')",
    "a-file.js": "document.querySelector('input').insertAdjacentHTML('afterend', '<img src=a-file.js>')",
}
# Runs code as one of the page's own scripts.
OF_THE_PAGE = """(code) => {
    const script = document.createElement("script")
    script.textContent = code
    document.body.append(script)
}"""
IS_DARK = "() => matchMedia('(prefers-color-scheme: dark)').matches"


@pytest.fixture
def opened(engine, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(with_listener(PAGE))
    engine.open(file.as_uri())
    yield engine
    engine.clear_errors()


def events(engine, *kinds):
    return [one for one in engine.run("() => events.splice(0)") if one.split()[0] in kinds]


def test_a_function_gets_its_arguments_and_its_promise_is_kept(opened):
    asked = [1.5, "−", None, {"deep": [True]}]
    assert opened.run("async (...args) => { await 0; return args }", *asked) == asked
    with pytest.raises(EngineError, match="nothing"):
        opened.run("() => nothing.at.all")
    assert opened.run("() => document.title") == "Page"


def test_a_pointer_that_is_held_drags(opened):
    opened.drag((100, 300), (140, 320), steps=2)
    assert events(opened, "pointerdown", "pointermove", "pointerup") == [
        "pointermove 100,300",
        "pointerdown 100,300",
        "pointermove 120,310",
        "pointermove 140,320",
        "pointerup 140,320",
    ]
    opened.double_click(100, 300)
    assert events(opened, "dblclick") == ["dblclick 100,300"]


def test_keys_are_held_and_released(opened):
    opened.key("Control+z")
    opened.key_down("b")
    assert events(opened, "keydown", "keyup") == [
        "keydown Control",
        "keydown z",
        "keyup z",
        "keyup Control",
        "keydown b",
    ]
    opened.key_up("b")
    opened.key("+")
    opened.key("ArrowLeft")
    assert events(opened, "keydown") == ["keydown +", "keydown ArrowLeft"]


def test_the_page_has_the_size_and_the_scheme_that_are_asked_for(opened, tmp_path):
    for size in ([1366, 768], [450, 800]):
        opened.size(*size)
        assert opened.run("() => [innerWidth, innerHeight]") == size
    for scheme in ("dark", "light"):
        opened.scheme(scheme)
        opened.open((tmp_path / "page.html").as_uri())
        assert opened.run(IS_DARK) is (scheme == "dark")
    opened.screenshot(tmp_path / "seen.png")
    assert (tmp_path / "seen.png").read_bytes().startswith(b"\x89PNG")


def test_files_go_in_and_come_out(opened, tmp_path):
    opened.choose_file("input", tmp_path / "page.html")
    assert opened.run("() => document.querySelector('input').files[0].text()") == with_listener(PAGE)
    x, y, width, height = opened.box("a")
    opened.click(x + width / 2, y + height / 2)
    assert opened.downloaded("hello.txt") == b"hello"


@pytest.mark.parametrize("told", FAULTS)
def test_what_goes_wrong_is_told(opened, told):
    opened.run(OF_THE_PAGE, FAULTS[told])
    opened.wait("() => problems.length > 0")
    # WebKit keeps to itself what a page from disk throws.
    assert told in opened.errors()[0] or opened.errors() == ["Script error."]
    opened.reload()
    assert len(opened.errors()) == 1
    opened.clear_errors()
    assert opened.errors() == []


def test_a_wait_tells_what_it_has_waited_for(opened):
    opened.run("() => { setTimeout(() => { window.answer = 42 }, 50) }")
    assert opened.wait("() => window.answer") == 42
    with pytest.raises(AssertionError, match=r"not within 0.1 s: \(a\) => window.answer === a of \(43,\)"):
        opened.wait("(a) => window.answer === a", 43, within=0.1)


def test_a_wait_outlives_the_page(opened):
    opened.run("() => { setTimeout(() => location.reload(), 50); window.isOld = true }")
    assert opened.wait("() => !window.isOld")


def test_it_leaves_no_process_behind(engine, tmp_path):
    other = Engine(engine.name, tmp_path)
    other.open("about:blank")
    assert len(other.processes()) > 1
    other.quit()
    assert other.processes() == []


def test_an_engine_that_hangs_is_killed(engine, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.engines.engine.ANSWER", 0.5)
    other = Engine(engine.name, tmp_path)
    with pytest.raises(EngineError, match="does not answer"):
        other.run("() => new Promise(() => {})")
    assert other.processes() == []
    other.quit()
