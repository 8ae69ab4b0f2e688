"""The engines do what the tests ask of them, and tell what goes wrong in a page."""

import pytest

from tests.engines.drivers import is_left_out
from tests.engines.engine import Engine, EngineError, with_listener

PAGE = """<!doctype html><html><head><title>Page</title></head><body>
<input type="file">
</body></html>"""
# Runs code as one of the page's own scripts.
OF_THE_PAGE = """(code) => {
    const script = document.createElement("script")
    script.textContent = code
    document.head.append(script)
}"""
FAULTS = {
    "a throw": "setTimeout(() => { throw new Error('a throw') })",
    "a promise": "Promise.reject(new Error('a promise'))",
    "a word": "console.error('a word')",
    "a-file.js": "document.querySelector('input').insertAdjacentHTML('afterend', '<img src=a-file.js>')",
}


@pytest.fixture
def opened(engine, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(with_listener(PAGE))
    engine.open(file.as_uri())
    yield engine
    engine.clear_errors()


def test_a_function_gets_its_arguments_and_its_promise_is_kept(opened):
    asked = [1.5, "−", None, {"deep": [True]}]
    assert opened.run("async (...args) => { await 0; return args }", *asked) == asked
    with pytest.raises(EngineError, match="nothing"):
        opened.run("() => nothing.at.all")
    assert opened.run("() => document.title") == "Page"


def test_what_goes_wrong_is_told(opened):
    for told, fault in FAULTS.items():
        opened.run(OF_THE_PAGE, fault)
        opened.wait("() => problems.length > 0")
        # WebKit keeps to itself what a page from disk throws.
        assert told in opened.errors()[0] or opened.errors() == ["Script error."], told
        opened.reload()
        assert len(opened.errors()) == 1, told
        opened.clear_errors()
        assert opened.errors() == [], told


def test_a_wait_tells_what_it_has_waited_for(opened):
    opened.run("() => { setTimeout(() => { window.answer = 42 }, 50) }")
    assert opened.wait("() => window.answer") == 42
    with pytest.raises(AssertionError, match=r"not within 0.1 s: \(a\) => window.answer === a of \(43,\)"):
        opened.wait("(a) => window.answer === a", 43, within=0.1)


def test_a_wait_outlives_the_page(opened):
    opened.run("() => { setTimeout(() => location.reload(), 50); window.isOld = true }")
    assert opened.wait("() => !window.isOld")


@pytest.mark.skipif(is_left_out("WebKit"), reason="WebKit is not installed")
def test_an_engine_that_hangs_is_killed(tmp_path, monkeypatch):
    """In the one that starts most processes: they are found and killed alike in any."""
    monkeypatch.setattr("tests.engines.engine.ANSWER", 0.5)
    other = Engine("WebKit", tmp_path)
    with pytest.raises(EngineError, match="does not answer"):
        other.run("() => new Promise(() => {})")
    assert other.processes() == []
    other.quit()
