"""What can be chosen of the visitor's own file: a frame, and what a transparent picture lies over."""

import numpy as np
from PIL import Image

from explorer.images import read
from explorer.ui.features import uploads
from explorer.ui.features.uploads import KEPT
from explorer.ui.state.session import ViewState
from explorer.view.settings import YOUR_PICTURE
from tests.chapters.opened import again, opened
from tests.images.hostile import saved
from tests.messages.reader import taken_apart
from tests.ui.components import answer, command, component, report
from tests.ui.page import open_app, png, sent, upload

SMALL = {"size": "128"}


def frames(count):
    made = [Image.new("L", (8, 6), 10 * k) for k in range(count)]
    return saved(made[0], "TIFF", save_all=True, append_images=made[1:])


PLAIN = {"problem": None, "frame": 0, "frames": 1, "isDocument": False, "hasStill": False, "over": ""}


def told(app):
    return sent(app)["scope"]["file"]


def chosen(app):
    file = told(app)
    assert file["upload"] == answer(app)["upload"]
    return {name: value for name, value in file.items() if name not in ("said", "upload")}


def reread(app, **choice):
    return command(app, "reread", **{"upload": answer(app)["upload"], "frame": 0, "over": "white"} | choice)


def kept(app):
    return app.session_state["uploads"]


def level(app):
    """Return the level of the first pixel of the visitor's own picture."""
    return round(float(kept(app)[answer(app)["upload"]].picture.image[0, 0]) * 255)


def test_a_page_of_a_file_is_chosen_and_so_many_are_kept(monkeypatch):
    monkeypatch.setattr(uploads, "READINGS", 4)
    app = upload(open_app(SMALL), "mine.tiff", frames(20))
    first = answer(app)["upload"]
    assert told(app)["said"] == []
    assert chosen(app) == PLAIN | {"frames": 20, "isDocument": True}
    for page in (7, 3):
        reread(app, frame=page)
        assert (told(app)["frame"], level(app)) == (page, 10 * page)
    assert {first, answer(app)["upload"]} <= set(kept(app))
    last = answer(app)["upload"]
    for nonsense in ({"frame": "5"}, {"over": []}, {"upload": 10**9}, {"frame": 3}):
        reread(app, **{"frame": 9} | nonsense)
    assert answer(app)["upload"] == last
    reread(app, frame=10**6)
    assert told(app)["frame"] == 19
    for page in (4, 5):
        reread(app, frame=page)
    assert len(kept(app)) == 4
    assert first not in kept(app)
    for seed in range(KEPT):
        upload(app, "next.png", png(np.random.default_rng(seed).integers(0, 256, (9, 9), np.uint8)))
    assert len(kept(app)) == KEPT
    assert not any(one.file for one in kept(app).values())
    assert chosen(app) == PLAIN


def test_a_picture_that_vanishes_over_white_says_so_and_is_put_over_black():
    clear = Image.new("RGBA", (8, 6), (255, 255, 255, 0))
    clear.paste((250, 250, 250, 255), (2, 2, 6, 4))
    app = upload(open_app(SMALL), "white.png", saved(clear, "PNG"))
    assert "over white hardly anything of it can be seen" in told(app)["said"][0]
    reread(app, over="black")
    assert (told(app)["said"], told(app)["over"]) == (
        ["It is transparent in places, and lies over black."],
        "black",
    )
    assert level(app) == 0


def test_a_page_that_cannot_be_read_says_so_until_another_one_is_shown():
    made = [Image.new("L", size, level) for size, level in (((8, 6), 0), ((2, 6), 10), ((8, 6), 20))]
    app = upload(open_app(SMALL), "one.tiff", saved(made[0], "TIFF", save_all=True, append_images=made[1:]))
    shown = answer(app)["upload"]
    for number in (1, 2):
        reread(app, frame=1)
        assert (told(app)["frame"], answer(app)["upload"], level(app)) == (0, shown, 0)
        assert told(app)["problem"] == {
            "text": "Page 2 of 3 cannot be read: choose another one, or open the file in another program, "
            "save it again and try the new copy.",
            "number": number,
        }
    reread(app, frame=2)
    assert (told(app)["problem"], level(app)) == (None, 20)
    command(app, "reread", upload=shown, frame=1, over="white")
    assert (told(app)["frame"], told(app)["problem"]) == (2, None)


def test_a_still_picture_before_an_animation_is_a_choice_of_its_own():
    made = [Image.new("L", (8, 6), 10 * k) for k in range(3)]
    data = saved(made[0], "PNG", save_all=True, append_images=made[1:], default_image=True)
    app = upload(open_app(SMALL), "still.png", data)
    assert chosen(app) == PLAIN | {"frames": 3, "hasStill": True}
    for frame in (1, 2):
        reread(app, frame=frame)
        assert (told(app)["frame"], level(app)) == (frame, 10 * frame)


def test_a_lesson_tells_of_the_file_and_lets_one_choose():
    first, second = (Image.fromarray(np.full((8, 6), level, np.uint16)) for level in (0, 60_000))
    data = saved(first, "TIFF", save_all=True, append_images=[second])
    upload = uploads.UploadedImage(read(data, long_side=512), data)
    state = {"uploads": {upload.number: upload}, "view": ViewState(upload=upload.number)}
    app = opened("number_types", picture=YOUR_PICTURE, **state)
    file = lesson_file(app)["file"]
    assert file["said"] == ["0 to 65535 in the file became 0 to 1, all that its 16 bits can count."]
    assert (file["frame"], file["frames"], file["isDocument"]) == (0, 2, True)
    asked = {"upload": upload.number, "frame": 1, "over": "white", "session": "another", "at": 1}
    report(app, "picture_file", {"asked": asked})
    assert lesson_file(app)["file"] == file
    report(app, "picture_file", {"asked": asked | {"session": lesson_file(app)["session"]}})
    shown = lesson_file(app)["file"]
    assert shown["frame"] == 1
    again(app)
    assert lesson_file(app)["file"] == shown


def lesson_file(app):
    return taken_apart(component(app, "picture_file").bytes)[0]
