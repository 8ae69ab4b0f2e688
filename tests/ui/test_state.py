"""The view of a visitor, and the address that it is opened from and written to."""

from explorer.ui.state import address
from explorer.ui.state.options import Options
from explorer.view.settings import Settings
from tests.ui.components import change, set_weight
from tests.ui.page import choice, open_app, run, settings_of

SMALL = {"size": "256"}


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
    run(choice(app, "picture").set_value("Cat"))
    assert len(writes) == 3
    assert writes[1] == SMALL | {"utm_source": "mail", "w11": "3", "bias": "0.5"}
    assert writes[2].items() >= {"picture": "Cat", "w11": "3", "bias": "0.5"}.items()
    assert {"row", "col"} <= set(writes[2])


def test_nonsense_is_taken_out_of_the_address_in_one_update(writes):
    app = open_app({"stride": "nine", "bias": "inf", "code": "perhaps", "hide": "x", "mail": "1", "w11": "3"})
    assert writes == [{"mail": "1", "w11": "3"}]
    assert settings_of(app) == Settings(w11=3.0)


def test_an_address_from_before_our_last_answer_undoes_nothing(writes):
    app = open_app(SMALL)
    set_weight(app, "w11", 3.0)
    del app.query_params["w11"]
    change(app, bias=0.5)
    assert settings_of(app) == Settings(size=256, w11=3.0, bias=0.5)
    assert writes[-1] == SMALL | {"w11": "3", "bias": "0.5"}


def test_back_and_forward_show_what_their_address_says_and_write_nothing(monkeypatch, writes):
    app = open_app(SMALL)
    set_weight(app, "w11", 3.0)
    change(app, bias=0.5)
    del writes[:]
    go_in_history(monkeypatch, app, SMALL | {"w11": "3"})
    assert settings_of(app) == Settings(size=256, w11=3.0)
    go_in_history(monkeypatch, app, SMALL)
    assert settings_of(app) == Settings(size=256)
    go_in_history(monkeypatch, app, SMALL | {"w11": "3", "bias": "0.5", "why": "true"})
    assert settings_of(app) == Settings(size=256, w11=3.0, bias=0.5)
    assert app.session_state["view"].options == Options(why=True)
    assert writes == []


def test_a_line_that_is_moved_is_one_step(writes):
    app = open_app(SMALL)
    change(app, row=7, col=9)
    assert writes == [SMALL | {"row": "7", "col": "9"}]


def test_a_widget_that_shows_its_setting_is_not_written_to():
    app = open_app(SMALL)
    run(choice(app, "picture").set_value("Cat"))
    assert settings_of(app).picture == "Cat"
    assert not choice(app, "picture").proto.set_value
    change(app, picture="Rocket")
    assert choice(app, "picture").proto.set_value


def test_an_emptied_widget_shows_its_setting_again():
    app = open_app(SMALL)
    run(choice(app, "size").set_value(None))
    assert choice(app, "size").value == 256
    assert settings_of(app) == Settings(size=256)
