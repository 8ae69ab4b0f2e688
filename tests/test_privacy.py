"""An upload lives in its visitor's session and nowhere else."""

import gc
import weakref

import cv2
import numpy as np

from tests.test_app import open_app, sent


def test_an_upload_is_gone_from_memory_with_its_session():
    app = open_app({"source": "Upload"})
    rows, cols = np.mgrid[0:70, 0:90]
    file = cv2.imencode(".png", ((3 * rows * cols) % 256).astype(np.uint8))[1].tobytes()
    app.file_uploader(key="upload").upload("mine.png", file, "image/png").run()
    assert sent(app)["shown"]["description"].startswith("Your picture, 90 × 70")
    held = weakref.ref(app.session_state["own_picture"].image)
    assert held() is not None
    del app.session_state["own_picture"]
    app.run()  # whatever the thread of the last run had is let go
    gc.collect()
    assert held() is None
