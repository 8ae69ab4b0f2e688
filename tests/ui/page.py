"""Opens the app as a visitor does, without a browser, and reads what the page shows."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element

from explorer.core.layer import ForwardPass, forward
from explorer.core.profiles import row_profile
from explorer.core.stretch import stretched
from explorer.images import samples
from explorer.view import readouts
from explorer.view.settings import Settings
from tests.messages.reader import taken_apart
from tests.ui.components import answer, command

ROOT = Path(__file__).parents[2]
ENTRY = str(ROOT / "streamlit_app.py")


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
    """Return the settings that the browser is told; those of the session have to be the same."""
    settings = Settings(**answer(app)["settings"])
    assert settings == app.session_state["view"].settings
    return settings


def facts_of(app: AppTest) -> dict[str, Any]:
    """Return what Python tells the browser to say about the view."""
    found: dict[str, Any] = sent(app)["scope"]["facts"]
    return found


def passed(settings: Settings) -> tuple[np.ndarray, ForwardPass]:
    image = samples()[settings.picture].load(settings.size)
    image = stretched(image) if settings.is_stretched else image
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
    return readouts.headline(profile, direction=settings.direction, activation=settings.activation)


def sent(app: AppTest) -> dict[str, dict]:
    """Read what the components of the page are told: key -> header of the message."""
    protos = [element.proto for element in app.get("bidi_component")]
    return {proto.id.rpartition("-")[2]: taken_apart(proto.bytes)[0] for proto in protos}


def texts(app: AppTest) -> str:
    return "\n".join(element.value for element in [*app.markdown, *app.caption, *app.error])


def png(values: np.ndarray) -> bytes:
    return cv2.imencode(".png", values)[1].tobytes()


def upload(app: AppTest, name: str, data: bytes) -> AppTest:
    return run(command(app, "upload").file_uploader(key="upload").upload(name, data, "image/png"))
