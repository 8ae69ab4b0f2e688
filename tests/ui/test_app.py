"""The page without a browser: every control, every link, every refusal."""

import io
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import hypothesis
import hypothesis.strategies as st
import numpy as np
import pytest
import streamlit
from hypothesis import given
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import ForwardPass, forward
from explorer.core.profiles import row_profile
from explorer.exports import scripts
from explorer.images import decode, samples
from explorer.messages import scope as scope_message
from explorer.ui.features import pictures
from explorer.view import readouts, view
from explorer.view.settings import DEFAULTS, DOMAINS, YOUR_PICTURE, Between, Settings, weight_values
from tests.messages.reader import taken_apart
from tests.ui.components import set_weight

ROOT = Path(__file__).parents[2]
ENTRY = str(ROOT / "streamlit_app.py")


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    yield
    streamlit.cache_data.clear()


def open_app(query: dict[str, str] | None = None) -> AppTest:
    app = AppTest.from_file(ENTRY, default_timeout=30)
    for name, value in (query or {}).items():
        app.query_params[name] = value
    return run(app)


def run(target: AppTest | Element) -> AppTest:
    app = target.run()
    assert not app.exception, app.exception
    return app


def settings_of(app: AppTest) -> Settings:
    """Read back what the page shows; the widgets have to agree."""
    settings = app.session_state["view"].settings
    cursor = {field.key: int(field.value) for field in app.number_input if field.key in ("row", "col")}
    widgets = [*app.selectbox, *app.slider, *app.segmented_control]
    held = {widget.key: widget.value for widget in widgets if widget.key in DEFAULTS}
    assert held == {name: getattr(settings, name) for name in held}
    return replace(settings, **cursor)


def passed(settings: Settings) -> tuple[np.ndarray, ForwardPass]:
    image = samples()[settings.picture].load(settings.size)
    return image, forward(image, **settings.layer())


def headline(settings: Settings) -> str:
    image, layer = passed(settings)
    axis = 0 if settings.direction == "Row" else 1
    index = layer.nearest((settings.row, settings.col)[axis], axis)
    profile = row_profile(
        image,
        layer.pre_activation,
        layer.activation_map,
        index,
        stride=layer.stride,
        offset=layer.offset,
        direction=settings.direction,
    )
    return readouts.headline(
        profile, index=layer.centre(index), direction=settings.direction, activation=settings.activation
    )


def sent(app: AppTest) -> dict[str, dict]:
    """Read what the components of the page are told: key -> header of the message."""
    protos = [element.proto for element in app.get("bidi_component")]
    return {proto.id.rpartition("-")[2]: taken_apart(proto.bytes)[0] for proto in protos}


def texts(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.error])


def test_the_page_opens_on_its_defaults():
    app = open_app()
    assert settings_of(app) == Settings()
    assert sent(app)["cursor"]["headline"] == headline(Settings())


def test_the_default_row_crosses_zero_many_times_and_relu_changes_much_of_it():
    settings = Settings()
    _, layer = passed(settings)
    signed = layer.pre_activation[settings.row]
    assert np.count_nonzero(signed[:-1] * signed[1:] < 0) >= 20
    assert 0.25 < np.mean(signed != layer.activation_map[settings.row]) < 0.75
    assert np.abs(signed).max() > 0.5 * layer.limit


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
    assert sent(app)["cursor"]["headline"] == headline(view)


@pytest.mark.parametrize("name", list(DEFAULTS))
@pytest.mark.parametrize(
    "nonsense", ["nan", "inf", "-inf", "1e999", "", "<script>", "9999999999", "٣", "None"]
)
def test_nonsense_in_the_address_gives_the_default(name, nonsense):
    app = open_app({name: nonsense})
    shown = settings_of(app)
    assert getattr(shown, name) == DEFAULTS[name] or (nonsense == "٣" and getattr(shown, name) == 3)


@pytest.mark.parametrize("name", ["row", "col"])
def test_a_line_beyond_the_picture_is_its_last_one(name):
    assert getattr(settings_of(open_app({name: "99999999", "size": "128"})), name) == 127


def test_an_unknown_parameter_is_left_alone():
    assert settings_of(open_app({"utm_source": "mail"})) == Settings()


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_every_activation_shows_its_formula_and_source(name):
    app = open_app({"activation": name, "size": "128"})
    (said,) = [caption for caption in app.caption if ACTIVATIONS[name].caption in caption.value]
    assert f"$a = {ACTIVATIONS[name].formula}$" in said.value
    assert said.help == ACTIVATIONS[name].source
    assert (len(app.slider) == 2) == (name == "PReLU")


def test_the_slope_says_what_it_is_as_one_passes_it():
    app = open_app({"activation": "PReLU", "size": "128"})
    for slope, said in (
        (1.0, "this is the identity"),
        (0.0, "this is ReLU"),
        (-1.0, "this is the absolute value"),
    ):
        run(app.slider(key="negative_slope").set_value(slope))
        assert said in texts(app)
    run(app.slider(key="negative_slope").set_value(1.0))
    assert "PReLU changed nothing" in sent(app)["map_statistics"]["message"]


def test_a_blur_leaves_relu_nothing_to_do_and_minus_a_blur_is_dead():
    blur = {name: str(w) for name, w in weight_values(KERNELS["Gaussian blur"].weights).items()}
    assert (
        "Nothing was negative, so ReLU changed nothing." in sent(open_app(blur))["map_statistics"]["message"]
    )
    minus = {name: f"-{w}" for name, w in blur.items()}
    assert "the map is dead" in sent(open_app(minus))["map_statistics"]["message"]


@pytest.mark.parametrize("picture", list(samples()))
@pytest.mark.parametrize("size", ["128", "256", "512"])
def test_every_picture_opens_at_every_size(picture, size):
    app = open_app({"picture": picture, "size": size})
    assert sent(app)["cursor"]["headline"].startswith("Along row ")


@pytest.mark.parametrize("padding", list(PADDINGS))
@pytest.mark.parametrize("stride", [1, 2, 3, 4])
def test_the_row_fields_stay_on_the_places_that_have_a_value(padding, stride):
    app = open_app({"padding": padding, "stride": str(stride), "size": "128"})
    run(app.number_input(key="row").set_value(int(app.number_input(key="row").max)))
    _, layer = passed(settings_of(app))
    row = settings_of(app).row
    assert layer.centre(layer.nearest(row, 0)) == row
    assert f"Along row {row} the feature map" in sent(app)["cursor"]["headline"]


def test_another_size_keeps_the_line_at_the_same_place():
    app = open_app()
    run(app.number_input(key="row").set_value(400))
    run(app.segmented_control(key="size").set_value(128))
    assert settings_of(app).row == 100
    run(app.segmented_control(key="size").set_value(512))
    assert abs(settings_of(app).row - 400) <= 4


def png(values: np.ndarray) -> bytes:
    return cv2.imencode(".png", values)[1].tobytes()


def upload(app: AppTest, name: str, data: bytes) -> AppTest:
    run(app.segmented_control(key="source").set_value("Upload"))
    return run(app.file_uploader(key="upload").upload(name, data, "image/png"))


def test_an_upload_becomes_the_picture_and_never_stands_in_the_address():
    picture = np.random.default_rng(3).integers(0, 256, (40, 60), np.uint8)
    app = upload(open_app(), "secret name.png", png(picture))
    assert app.selectbox(key="picture").value == YOUR_PICTURE
    stored = app.session_state["uploaded_image"].image
    np.testing.assert_array_equal(stored, decode(png(picture), long_side=512))
    assert settings_of(app).row < 40
    assert "secret" not in texts(app)


@pytest.mark.parametrize(
    "data", [b"", b"no picture", png(np.zeros((2, 2), np.uint8)), png(np.zeros((9, 9), np.uint8))[:60]]
)
def test_a_bad_upload_is_refused_with_one_sentence_and_the_picture_stays(data):
    app = open_app({"picture": "Cat"})
    before = sent(app)["cursor"]
    upload(app, "bad.png", data)
    assert len(app.error) == 1
    assert app.error[0].value.endswith(".")
    assert "Traceback" not in app.error[0].value
    assert app.selectbox(key="picture").value == "Cat"
    assert sent(app)["cursor"] == before


def test_after_a_bad_upload_the_previous_upload_stays():
    picture = np.random.default_rng(4).integers(0, 256, (30, 30), np.uint8)
    app = upload(open_app(), "good.png", png(picture))
    run(app.file_uploader(key="upload").upload("bad.png", b"no", "image/png"))
    np.testing.assert_array_equal(app.session_state["uploaded_image"].image, decode(png(picture)))
    assert app.error


def test_a_link_to_somebody_elses_upload_says_that_it_did_not_travel():
    app = open_app({"picture": YOUR_PICTURE})
    assert not app.exception
    assert "does not travel with a link" in sent(app)["shown"]["description"]


@pytest.mark.parametrize("library", scripts.LIBRARIES)
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
    run(app.selectbox(key="activation").set_value("PReLU"))
    assert app.slider(key="negative_slope").value == -0.5
    view = Settings(activation="PReLU", negative_slope=-0.5, size=128)
    assert sent(app)["cursor"]["headline"] == headline(settings_of(app))
    assert settings_of(app).hyperparameters() == view.hyperparameters()


def test_the_page_speaks_of_cross_correlation_once():
    app = open_app({"why": "true"})
    assert texts(app).count("cross-correlation") == 1


def test_the_button_names_the_picture_that_the_address_asks_for():
    app = open_app({"picture": "Siemens star", "size": "128"})
    assert "Picture: Siemens star" in [block.proto.popover.label for block in app.get("popover")]


def test_an_error_about_a_file_goes_when_the_file_goes():
    app = upload(open_app({"size": "128"}), "bad.png", b"no picture")
    assert app.error
    run(app.segmented_control(key="source").set_value("Gallery"))
    assert not app.error


def test_no_page_loads_pandas():
    """It would cost every server 80 MB, and every run a longer garbage collection."""
    code = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        f"app = AppTest.from_file({ENTRY!r}, default_timeout=30).run()\n"
        "assert not app.exception and app.get('bidi_component')\n"
        "print(*({'pandas', 'pyarrow'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""


def test_what_follows_the_line_is_too_small_for_the_browser_to_keep():
    app = open_app()
    sizes = {e.proto.id.rpartition("-")[2]: len(e.proto.bytes) for e in app.get("bidi_component")}
    assert sizes["cursor"] < 10_000


def test_the_scope_is_told_the_settings_and_every_other_view_is_another_revision():
    app = open_app({"size": "128"})
    revisions = [sent(app)["scope"]["revision"]]

    def told() -> None:
        scope = sent(app)["scope"]
        del scope["arrays"]
        revisions.append(scope.pop("revision"))
        settings = settings_of(app)
        image, _ = passed(settings)
        assert scope == scope_message.view(settings, image.shape, picture=sent(app)["shown"]["id"])

    run(app)
    told()
    run(app.number_input(key="row").set_value(3))
    told()
    assert len(set(revisions)) == 1  # nothing but the line has changed
    for kind, key, value in (
        ("selectbox", "activation", "GELU"),
        ("segmented_control", "palette", "Signed grey"),
        ("segmented_control", "direction", "Column"),
        ("selectbox", "picture", "Cat"),
    ):
        run(getattr(app, kind)(key=key).set_value(value))
        told()
    for weight in (3.0, 0.0):
        set_weight(app, "w11", weight)
        told()
    assert revisions[2:] == list(range(revisions[0], revisions[0] + 7))


@pytest.mark.parametrize("own", [False, True])
def test_a_change_costs_one_forward_pass_and_one_reduction(monkeypatch, own):
    app = open_app({"size": "128", "code": "true", "take": "true", "predict": "true"})
    if own:
        upload(app, "own.png", png(np.random.default_rng(1).integers(0, 256, (600, 700), np.uint8)))
    counted = Counter()

    def count(module, name):
        function = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, **k: (counted.update([name]), function(*a, **k))[1])

    count(view, "forward")
    count(pictures, "reduce")
    for change in (
        lambda: run(app.slider(key="bias").set_value(0.5)),
        lambda: set_weight(app, "w11", 3.0),
        lambda: run(app.selectbox(key="activation").set_value("GELU")),
        lambda: run(app.number_input(key="row").set_value(7)),
    ):
        counted.clear()
        change()
        assert counted == {"forward": 1, **({"reduce": 1} if own else {})}
    run(app.button(key="pin").click())
    counted.clear()
    run(app.slider(key="bias").set_value(0.25))
    assert counted == {"forward": 2, **({"reduce": 2} if own else {})}  # A is another view


def test_every_picture_travels_under_a_name_of_its_own():
    names = []
    app = open_app({"size": "128"})
    for seed in (1, 2):
        picture = np.random.default_rng(seed).integers(0, 256, (140, 260), np.uint8)
        upload(app, f"{seed}.png", png(picture))
        for size in (128, 256):
            run(app.segmented_control(key="size").set_value(size))
            names.append(sent(app)["shown"]["id"])
    for name in ("Cat", "Rocket"):
        run(app.selectbox(key="picture").set_value(name))
        names.append(sent(app)["shown"]["id"])
    assert len(set(names)) == len(names) == 6
    assert sent(app)["scope"]["picture"]["id"] == names[-1]


def test_somebody_elses_upload_travels_under_the_name_of_the_picture_that_is_shown_for_it():
    names = [
        sent(open_app({"picture": name, "size": "128"}))["shown"]["id"]
        for name in (YOUR_PICTURE, DEFAULTS["picture"])
    ]
    assert names[0] == names[1]
