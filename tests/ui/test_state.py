"""The view of a visitor, and the address that it is opened from and written to."""

from explorer.ui.state import address
from explorer.view.options import Options
from explorer.view.settings import Settings, showing
from tests.ui.components import answer, change, pick, set_weight
from tests.ui.page import open_app, run, settings_of

SMALL = {"size": "256"}
START = showing("Soft blob", 256)


def notice(app):
    return answer(app)["notice"]


def go_in_history(monkeypatch, app, query):
    """Run the app as Back or Forward to an address does."""
    for name in list(app.query_params):
        del app.query_params[name]
    for name, value in query.items():
        app.query_params[name] = value
    with monkeypatch.context() as patch:
        patch.setattr(address, "is_history_navigation", lambda: True)
        return run(app)


def test_a_page_opened_by_a_clean_address_writes_none(writes):
    open_app(SMALL | {"w11": "3", "utm_source": "mail", "code": "true", "hide": "bias"})
    assert writes == []


def test_each_change_writes_the_address_once_and_all_of_it(writes):
    app = open_app(SMALL | {"utm_source": "mail"})
    set_weight(app, "w11", 3.0)
    change(app, bias=0.5)
    pick(app, "Cat")
    assert len(writes) == 3
    assert writes[1] == SMALL | {"utm_source": "mail", "w11": "3", "bias": "0.5"}
    assert writes[2].items() >= {"picture": "Cat", "w11": "3", "bias": "0.5"}.items()
    assert not {"row", "col"} & set(writes[2])  # they are those that the picture implies


def test_nonsense_is_taken_out_of_the_address_in_one_update(writes):
    app = open_app({"stride": "nine", "bias": "inf", "code": "perhaps", "hide": "x", "mail": "1", "w11": "3"})
    assert writes == [{"mail": "1", "w11": "3"}]
    assert settings_of(app) == Settings(w11=3.0)
    said = "bias=inf (a number from −4 to 4; 0 is shown), stride=nine (1 is shown), code=perhaps, hide=x"
    assert notice(app) == f"Not understood in the link: {said}, and 1 more."
    change(app, bias=0.5)
    assert notice(app) == ""


def test_another_spelling_is_read_and_written_in_ours(writes):
    app = open_app({"Stride": "2)", "amp;activation": "prelu", "picture": "cat", "utm_source": "mail"})
    assert writes == [{"picture": "Cat", "stride": "2", "activation": "PReLU", "utm_source": "mail"}]
    assert notice(app) == ""


def test_an_address_from_before_our_last_answer_undoes_nothing(writes):
    app = open_app(SMALL)
    set_weight(app, "w11", 3.0)
    del app.query_params["w11"]
    change(app, bias=0.5)
    assert settings_of(app) == Settings(**START, w11=3.0, bias=0.5)
    assert writes[-1] == SMALL | {"w11": "3", "bias": "0.5"}


def test_back_and_forward_show_what_their_address_says_and_write_nothing(monkeypatch, writes):
    app = open_app(SMALL)
    set_weight(app, "w11", 3.0)
    change(app, bias=0.5)
    del writes[:]
    go_in_history(monkeypatch, app, SMALL | {"w11": "3"})
    assert settings_of(app) == Settings(**START, w11=3.0)
    go_in_history(monkeypatch, app, SMALL)
    assert settings_of(app) == Settings(**START)
    go_in_history(monkeypatch, app, SMALL | {"w11": "3", "bias": "0.5", "why": "true"})
    assert settings_of(app) == Settings(**START, w11=3.0, bias=0.5)
    assert app.session_state["view"].options == Options(why=True)
    assert writes == []
    go_in_history(monkeypatch, app, SMALL | {"change": "Negative"})  # of another page
    assert notice(app) == ""


def test_a_line_that_is_moved_is_one_step(writes):
    app = open_app(SMALL)
    change(app, row=7, col=9)
    assert writes == [SMALL | {"row": "7", "col": "9"}]


def source(app):
    """Find the buttons of where the picture comes from; see `bind`."""
    (found,) = [one for one in app.segmented_control if (one.key or "").partition("-")[0] == "source"]
    return found


def test_a_widget_that_shows_its_value_is_not_written_to(monkeypatch, writes):
    app = open_app(SMALL | {"source": "Upload"})
    run(source(app).set_value("Camera"))
    assert not source(app).proto.set_value
    go_in_history(monkeypatch, app, SMALL | {"source": "Upload"})
    assert source(app).proto.set_value
    assert source(app).value == "Upload"


def test_an_emptied_widget_shows_its_value_again():
    app = open_app(SMALL | {"source": "Upload"})
    run(source(app).set_value(None))
    assert source(app).value == "Upload"
    assert settings_of(app) == Settings(**START)


def test_a_value_that_a_closed_dialog_still_sends_for_its_old_widget_undoes_nothing(monkeypatch, writes):
    app = open_app(SMALL | {"source": "Upload"})
    run(source(app).set_value("Camera"))
    stale = source(app)
    go_in_history(monkeypatch, app, SMALL | {"source": "Upload"})
    assert source(app).key != stale.key
    change(app, w11=3.0)
    assert source(app).value == "Upload"


def test_a_widget_that_is_no_longer_drawn_changes_nothing(monkeypatch, writes):
    """The browser may go on sending its value, and Streamlit then calls its callback."""
    app = open_app(SMALL | {"source": "Upload"})
    run(source(app).set_value("Camera"))
    old = source(app).proto.id
    go_in_history(monkeypatch, app, SMALL | {"source": "Upload"})
    assert source(app).proto.id != old
    states = app._tree.get_widget_states()
    states.widgets.add(id=old, string_array_value={"data": ["Camera"]})
    app._tree.get_widget_states = lambda: states
    run(app)
    assert source(app).value == "Upload"
