"""Reports to Python what our components would in a browser; Streamlit's own test cannot."""

import json
from itertools import count

from explorer.images import samples
from explorer.ui.state.session import REPORT
from explorer.view.settings import KERNEL
from tests.messages.reader import taken_apart


def component(app, key):
    """Return what Streamlit knows of a component on the page."""
    (found,) = [e.proto for e in app.get("bidi_component") if e.proto.id.endswith(f"-{key}")]
    return found


def report(app, key, state):
    """Run the app with a new state of a component."""
    states = app._tree.get_widget_states()
    states.widgets.add(id=component(app, key).id, json_value=json.dumps(state))
    app._tree.get_widget_states = lambda: states
    app.run()
    assert not app.exception, app.exception
    return app


def answer(app):
    """Return Python's last answer to the browser: all settings, and which report they answer."""
    return taken_apart(component(app, REPORT[0]).bytes)[0]["answer"]


def send(app, settings, **other):
    """Report settings as the browser would; `other` replaces the parts of the report beside them."""
    said = answer(app)
    sent = {"settings": settings, "revision": said["seen"] + 1, "session": said["session"], "isTyping": False}
    key, name = REPORT
    return report(app, key, {name: sent | other})


_times = count(1)


def command(app, name, **view):
    """Give a command of the presenter view or of A and B, with the view that it is about."""
    given = {"name": name, "at": next(_times), "session": answer(app)["session"], **view}
    return report(app, "presenter", {"commands": [given]})


def compare(app, name, **changes):
    """Press a button of A and B; `changes` are those of the browser's view that Python has not received."""
    said = answer(app)
    return command(app, name, settings=said["settings"] | changes, upload=said["upload"])


def change(app, **patch):
    """Change some settings in the browser, which reports them; Python has to have seen the report."""
    revision = answer(app)["seen"] + 1
    send(app, patch)
    assert answer(app)["seen"] == revision
    return app


def set_weights(app, weights):
    """Change the whole kernel, row by row."""
    return change(app, **{KERNEL: list(map(float, weights))})


def set_weight(app, name, weight):
    """Change one weight of the kernel."""
    return change(app, **{name: weight})


def pick(app, picture):
    """Choose another picture of the gallery, or from the menu."""
    telling = samples()[picture].grid(answer(app)["settings"]["size"])
    return change(app, picture=picture, row=telling["row"], col=telling["col"])
