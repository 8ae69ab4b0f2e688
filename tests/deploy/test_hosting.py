"""docs/HOSTING.md and docs/OPERATIONS.md name every setting with its default; their links lead somewhere."""

import re

from explorer.ui.server.environment import SHARE, Limits
from tests.deploy.manifests import DEPLOY, asked_for, compose, kubernetes

ROOT = DEPLOY.parent
PAGE = (ROOT / "docs" / "HOSTING.md").read_text(encoding="utf-8")
CADDYFILE = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)`(?:, `(\w+)`)?(?:, `(\w+)`)?(?:, `(\w+)`)? \| (.*?) \|", re.MULTILINE)
ROWS = [*ROW.findall(PAGE), *ROW.findall(OPERATIONS)]
DEFAULTS = {name: default for *names, default in ROWS for name in names if name}


def test_every_setting_is_named():
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "explorer").rglob("*.py"))
    of_the_app = set(re.findall(r"\bRELU_EXPLORER_[A-Z]+\b", code))
    of_compose = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    assert of_the_app | of_compose | asked_for(CADDYFILE) <= set(DEFAULTS)
    assert len(DEFAULTS) == sum(bool(name) for *names, _ in ROWS for name in names)  # each in one place


def test_defaults_are_those_of_the_code():
    of_caddy = dict(re.findall(r"\{\$(\w+):([^}]+)\}", CADDYFILE))
    for name in ("RELU_ADDRESS", "RELU_REPLICAS", "RELU_FRAME_ANCESTORS", "RELU_LITE"):
        assert DEFAULTS[name].split(";")[0].strip("`") == of_caddy[name], name
    assert DEFAULTS["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"] == of_caddy["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"]
    app = compose()["services"]["app"]
    assert DEFAULTS["RELU_REPLICA_COUNT"] == app["deploy"]["replicas"]
    assert (
        DEFAULTS["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"] == app["environment"]["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"]
    )
    visitors = Limits().visitors
    assert DEFAULTS["RELU_EXPLORER_VISITORS"] == str(visitors)
    assert f"| {int(DEFAULTS['RELU_REPLICA_COUNT']) * visitors} on" in PAGE
    assert DEFAULTS["RELU_EXPLORER_MEMORY"].startswith(f"{SHARE:.0%}".replace("%", " %"))


def test_all_links_lead_somewhere():
    titles = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
        for title in re.findall("^#+ (.*)$", PAGE, re.M)
    }
    links = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert links
    for link in links:
        file, _, anchor = link.partition("#")
        if not file:
            assert anchor in titles
        elif not file.startswith("https:"):
            assert (ROOT / "docs" / file).exists(), file


def test_commands_name_what_is_there():
    for name in re.findall(r"\bdeploy/[\w./-]+", PAGE):
        assert (DEPLOY / name.removeprefix("deploy/")).exists() or name == "deploy/.env", name
    secret = {
        one["valueFrom"]["secretKeyRef"]["key"]
        for container in kubernetes()["Deployment"]["spec"]["template"]["spec"]["containers"]
        for one in container["env"]
        if "valueFrom" in one
    }
    assert set(re.findall(r"--from-literal=([\w-]+)=", PAGE)) == secret
    assert kubernetes()["Ingress"]["spec"]["tls"][0]["secretName"] in PAGE
    assert re.search(r"docker restart (\S+)-1`", PAGE)[1] == f"{compose()['name']}-app"


def test_readme_leads_here():
    assert "(docs/HOSTING.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
