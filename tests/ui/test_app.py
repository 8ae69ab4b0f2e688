"""The page without a browser: every control, every link, every refusal."""

import io
from collections.abc import Iterator

import hypothesis
import hypothesis.strategies as st
import numpy as np
import pytest
import streamlit
from hypothesis import given
from streamlit.runtime.scriptrunner import StopException

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.profiles import crossings
from explorer.exports import scripts
from explorer.images import decode, samples
from explorer.ui.features import uploads
from explorer.view.options import LIBRARIES
from explorer.view.settings import (
    DEFAULTS,
    DOMAINS,
    WORKING_SIZES,
    YOUR_PICTURE,
    Between,
    Settings,
    weight_values,
)
from tests.ui.components import answer, change, pick, send
from tests.ui.page import (
    facts_of,
    headline,
    open_app,
    passed,
    png,
    run,
    sent,
    settings_of,
    texts,
    upload,
)


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    yield
    streamlit.cache_data.clear()


def test_the_page_opens_on_its_defaults():
    app = open_app()
    assert settings_of(app) == Settings()
    assert facts_of(app)["headline"] == headline(Settings())


def test_the_page_opens_on_two_lobes_of_which_one_is_erased_and_on_one_corner():
    settings = Settings()
    _, layer = passed(settings)
    signed, rectified = (values[settings.row] for values in (layer.pre_activation, layer.activation_map))
    assert crossings(signed).places.tolist() == [255.5]
    assert signed[:256].max() > 0.99 * layer.limit
    assert signed[256:].min() < -0.99 * layer.limit
    assert signed[settings.col] < -0.99 * layer.limit
    np.testing.assert_array_equal(rectified, [*signed[:256], *[0.0] * 256])
    assert facts_of(open_app())["headline"] == "ReLU erases 50 % of this row."


def any_of(name: str) -> st.SearchStrategy:
    domain = DOMAINS[name]
    if not isinstance(domain, Between):
        return st.sampled_from([option for option in domain.names if option != YOUR_PICTURE])
    if isinstance(DEFAULTS[name], int):
        return st.integers(int(domain.low), 90)
    return st.integers(round(domain.low / domain.step), round(domain.high / domain.step)).map(
        lambda steps: round(steps * domain.step, 6)
    )


any_settings = st.builds(
    Settings, **{name: any_of(name) for name in DEFAULTS if name != "size"}, size=st.just(128)
)


@given(any_settings)
@hypothesis.settings(max_examples=25, deadline=None, phases=[hypothesis.Phase.generate])
def test_a_link_opens_the_view_it_was_made_from(view):
    app = open_app(view.to_query())
    shown = settings_of(app)
    _, layer = passed(view)
    assert shown.hyperparameters() == view.hyperparameters()
    np.testing.assert_array_equal(shown.weights, view.weights)
    for name in ("picture", "size", "bias", "padding", "stride", "activation", "direction", "palette"):
        assert getattr(shown, name) == getattr(view, name)
    assert layer.nearest(shown.row, 0) == layer.nearest(view.row, 0)
    assert layer.nearest(shown.col, 1) == layer.nearest(view.col, 1)
    assert facts_of(app)["headline"] == headline(view)


@pytest.mark.parametrize(("name", "said"), [("row", "Row 127, column 9"), ("col", "Row 9, column 127")])
def test_a_line_beyond_the_picture_is_its_last_one(name, said):
    places = {"row": "9", "col": "9"} | {name: "500"}
    assert facts_of(open_app(places | {"size": "128", "picture": "Step edge"}))["place"] == said


def test_an_unknown_parameter_is_left_alone():
    assert settings_of(open_app({"utm_source": "mail"})) == Settings()


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_every_activation_is_named_by_all_that_is_said_of_it(name):
    app = open_app({"size": "128"})
    change(app, activation=name)
    facts = facts_of(app)
    assert facts["curve_alt"].startswith(f"The curve of {name}. ")
    assert f"→ {name} →" in facts["pixel"]["line"]
    assert facts["headline"].startswith(f"{name} ")


def test_a_slope_of_one_changes_nothing_and_one_of_zero_is_relu():
    app = open_app({"activation": "PReLU", "size": "128"})
    change(app, negative_slope=1.0)
    assert "PReLU changes nothing" in facts_of(app)["map_message"]
    change(app, negative_slope=0.0)
    relu = facts_of(open_app({"size": "128"}))
    assert facts_of(app)["map_message"] == relu["map_message"].replace("ReLU", "PReLU")
    assert facts_of(app)["map_rows"] == relu["map_rows"]


def test_a_blur_leaves_relu_nothing_to_do_and_minus_a_blur_is_dead():
    blur = {name: str(w) for name, w in weight_values(KERNELS["Gaussian blur"].weights).items()}
    said = facts_of(open_app(blur))["map_message"]
    assert said == "ReLU changes nothing in this map: no value is negative."
    minus = {name: f"-{w}" for name, w in blur.items()}
    assert "only zeros are left" in facts_of(open_app(minus))["map_message"]


@pytest.mark.parametrize(
    ("picture", "size"),
    [(name, str(WORKING_SIZES[k % len(WORKING_SIZES)])) for k, name in enumerate(samples())],
)
def test_every_picture_opens_and_every_size_does(picture, size):
    """tests/view/test_settings.py says where, and tests/images/test_images.py loads, each at every size."""
    app = open_app({"picture": picture, "size": size})
    row, col = samples()[picture].place(int(size))
    assert facts_of(app)["place"] == f"Row {row}, column {col}"
    assert facts_of(app)["headline"] == headline(settings_of(app))


@pytest.mark.parametrize(
    ("padding", "stride"),
    [*zip(PADDINGS, (2, 3, 4, 1, 1), strict=True), *(("valid", stride) for stride in (2, 3, 4))],
)
def test_beyond_the_last_place_that_has_a_value_that_one_is_meant(padding, stride):
    app = open_app({"padding": padding, "stride": str(stride), "size": "128"})
    change(app, row=511, col=511)
    _, layer = passed(settings_of(app))
    row, col = (layer.centre(size - 1) for size in layer.pre_activation.shape)
    assert facts_of(app)["place"] == f"Row {row}, column {col}"


def test_an_upload_becomes_the_picture_and_never_stands_in_the_address():
    picture = np.random.default_rng(3).integers(0, 256, (40, 60), np.uint8)
    app = open_app()
    assert YOUR_PICTURE not in sent(app)["gallery"]["thumbnails"]
    upload(app, "secret name.png", png(picture))
    assert next(iter(sent(app)["gallery"]["thumbnails"])) == YOUR_PICTURE
    assert settings_of(app).picture == YOUR_PICTURE
    stored = own_picture(app)
    np.testing.assert_array_equal(stored, decode(png(picture), long_side=512))
    assert settings_of(app).row < 40
    assert "secret" not in texts(app)


@pytest.mark.parametrize(
    "data", [b"", b"no picture", png(np.zeros((2, 2), np.uint8)), png(np.zeros((9, 9), np.uint8))[:60]]
)
def test_a_bad_upload_is_refused_with_one_sentence_and_the_picture_stays(data):
    app = open_app({"picture": "Cat"})
    before = facts_of(app), settings_of(app)
    upload(app, "bad.png", data)
    assert len(app.error) == 1
    assert app.error[0].value.endswith(".")
    assert "Traceback" not in app.error[0].value
    assert settings_of(app).picture == "Cat"
    assert (facts_of(app), settings_of(app)) == before


def test_an_upload_is_taken_by_the_next_run_if_one_is_ended_in_the_middle(monkeypatch):
    picture = np.random.default_rng(5).integers(0, 256, (30, 30), np.uint8)

    def end(_):
        raise StopException  # as Streamlit does where a run reads its session while another is asked for

    app = open_app()
    with monkeypatch.context() as patch:
        patch.setattr(uploads, "set_uploaded_image", end)
        upload(app, "mine.png", png(picture))
    assert "uploads" not in app.session_state
    run(app)
    np.testing.assert_array_equal(own_picture(app), decode(png(picture)))
    assert settings_of(app).picture == YOUR_PICTURE
    number = app.session_state["view"].upload
    run(app)
    assert app.session_state["view"].upload == number


def test_after_a_bad_upload_the_previous_upload_stays():
    picture = np.random.default_rng(4).integers(0, 256, (30, 30), np.uint8)
    app = upload(open_app(), "good.png", png(picture))
    upload(app, "bad.png", b"no")
    np.testing.assert_array_equal(own_picture(app), decode(png(picture)))
    assert app.error


def test_a_link_to_somebody_elses_upload_says_that_it_did_not_travel():
    app = open_app({"picture": YOUR_PICTURE})
    assert not app.exception
    assert "does not travel with a link" in sent(app)["scope"]["description"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_code_shown_is_for_these_settings(library):
    view = Settings(activation="PReLU", negative_slope=-0.3, stride=2, padding="zeros", bias=0.5, w11=7.0)
    app = open_app(view.to_query() | {"library": library, "code": "true"})
    expected = scripts.snippet(
        library,
        weights=view.weights,
        bias=0.5,
        padding="zeros",
        stride=2,
        activation="PReLU",
        negative_slope=-0.3,
    )
    assert app.code[0].value.strip() == expected.strip()


@pytest.mark.parametrize("library", ["NumPy", "OpenCV"])
def test_the_code_shown_makes_both_maps(library, tmp_path, monkeypatch):
    view = Settings(activation="GELU", stride=3, padding="circular", bias=-0.25, picture="Cat", size=128)
    app = open_app(view.to_query() | {"library": library, "code": "true"})
    image, layer = passed(view)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "input.npy").write_bytes(scripts.input_file(image))
    names: dict[str, np.ndarray] = {}
    exec(app.code[0].value, names)
    np.testing.assert_allclose(names["pre_activation"], layer.pre_activation, atol=1e-5)
    np.testing.assert_allclose(names["activation_map"], layer.activation_map, atol=1e-5)
    np.testing.assert_array_equal(np.load(io.BytesIO(scripts.input_file(image))), image)


def test_a_slope_in_the_address_waits_for_its_activation():
    app = open_app({"negative_slope": "-0.5", "size": "128"})
    change(app, activation="PReLU")
    assert settings_of(app).negative_slope == -0.5
    view = Settings(activation="PReLU", negative_slope=-0.5, size=128)
    assert facts_of(app)["headline"] == headline(settings_of(app))
    assert settings_of(app).hyperparameters() == view.hyperparameters()


def test_the_page_speaks_of_cross_correlation_once():
    app = open_app({"why": "true"})
    assert texts(app).count("cross-correlation") == 1


def test_an_error_about_a_file_goes_when_the_file_goes():
    app = upload(open_app({"size": "128"}), "bad.png", b"no picture")
    assert app.error
    change(app, bias=0.5)
    assert app.error
    run(app.segmented_control(key="source").set_value("Camera"))
    assert not app.error


def test_an_error_about_a_file_goes_when_another_picture_is_chosen():
    app = upload(open_app({"size": "128"}), "bad.png", b"no picture")
    pick(app, "Cat")
    assert not app.error


def own_picture(app):
    return app.session_state["uploads"][app.session_state["view"].upload].picture.image


def test_an_upload_that_was_replaced_is_there_when_undo_asks_for_it():
    pictures = [np.random.default_rng(seed).integers(0, 256, (30, 40), np.uint8) for seed in (1, 2)]
    app = open_app()
    numbers = []
    for k, picture in enumerate(pictures):
        upload(app, f"{k}.png", png(picture))
        numbers.append(answer(app)["upload"])
    send(app, {}, upload=numbers[0])
    np.testing.assert_array_equal(own_picture(app), decode(png(pictures[0])))
    assert sent(app)["scope"]["picture"] == sent(app)["shown"]["id"]
    send(app, {}, upload=10**9)
    assert "is not here" in sent(app)["scope"]["description"]
