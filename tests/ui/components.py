"""Reports to Python what our components would in a browser; Streamlit's own test cannot."""

import json

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


def kernel_answer(app):
    """Return the weights in the kernel's fields, and which report they answer."""
    return taken_apart(component(app, "kernel").bytes)[0]["answer"]


def set_weights(app, weights, **changes):
    """Report a kernel as the browser would, row by row."""
    answer = kernel_answer(app)
    patch = {"value": list(map(float, weights)), "revision": answer["seen"] + 1, "session": answer["session"]}
    return report(app, "kernel", {"patch": patch | changes})


def set_weight(app, name, weight):
    """Report a kernel of which one weight has changed."""
    weights = kernel_answer(app)["value"]
    weights[3 * int(name[1]) + int(name[2])] = weight
    return set_weights(app, weights)
