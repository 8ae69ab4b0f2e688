"""deploy/compose.yaml: what Docker would read of it. There is no Docker where these tests run."""

import json
import re
import tomllib
from importlib.resources import files

import pytest
from jsonschema.validators import validator_for

from benchmarks.proxy import CADDY, MISSING
from tests.deploy.manifests import DEPLOY, FILLED_IN, Missing, asked_for, compose, fill_in, understood
from tests.deploy.recipe import stages

TEXT = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
EXAMPLE = (DEPLOY / ".env.example").read_text(encoding="utf-8")
IMAGES = stages((DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
APP, PROXY = compose()["services"]["app"], compose()["services"]["proxy"]
OF_THE_IMAGE = {"RELU_LITE", "RELU_HTTP_PORT", "RELU_HTTPS_PORT"}
NOT_SET = {"RELU_BIND"}  # Caddy listens everywhere within its container
MINE = re.compile(r"^#?((?:RELU|STREAMLIT)\w+)=(.*)$", re.MULTILINE)


SCHEMA = json.loads(
    (files("check_jsonschema") / "builtin_schemas" / "vendor" / "compose-spec.json").read_text("utf-8")
)
SPECIFICATION = validator_for(SCHEMA)(SCHEMA)


def test_it_follows_the_specification_of_compose():
    assert [fault.message for fault in SPECIFICATION.iter_errors(compose())] == []


@pytest.mark.parametrize(
    ("key", "value"), [("read-only", True), ("read_only", []), ("deploy", {"replica": 3}), ("ports", "80")]
)
def test_what_does_not_follow_it_is_noticed(key, value):
    wrong = compose()
    wrong["services"]["app"][key] = value
    assert not SPECIFICATION.is_valid(wrong)


@pytest.mark.parametrize("name", FILLED_IN)
def test_it_does_not_start_without_an_address_and_secrets(name):
    with pytest.raises(Missing, match=name):
        compose(**{name: ""})


def test_the_example_names_every_setting_with_its_default():
    asked = {
        found[1]: found[3] for found in re.finditer(r"\$\{(\w+)(:[-?])?([^}]*)\}", TEXT)
        if found[1] not in FILLED_IN
    }  # fmt: skip
    named = {name: value.strip('"') for name, value in MINE.findall(EXAMPLE)}
    assert set(named) == set(asked) | set(FILLED_IN)
    assert {name: named[name] for name, default in asked.items() if default and named[name] != default} == {
        "RELU_FRAME_ANCESTORS": "'self' https://moodle.school.example"
    }
    assert [name for name in FILLED_IN if named[name]] == ["RELU_ADDRESS"]


def test_caddy_is_given_every_variable_that_it_reads():
    asked = asked_for((DEPLOY / "Caddyfile").read_text(encoding="utf-8"))
    given = set(PROXY["environment"]) | set(IMAGES["proxy"].variables())
    assert {name for name in given if name.startswith(("RELU_", "STREAMLIT_"))} == asked - NOT_SET
    assert set(IMAGES["proxy"].variables()) & asked == OF_THE_IMAGE


@pytest.mark.skipif(not CADDY, reason=MISSING)
@pytest.mark.parametrize("base", ["", "/relu"])
def test_caddy_understands_what_it_is_given(base, tmp_path):
    given = compose(RELU_BASE_PATH=base, RELU_TRUSTED_PROXIES="private_ranges")["services"]["proxy"][
        "environment"
    ]
    variables = IMAGES["proxy"].variables() | given
    found = understood(variables | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)})
    http = found["apps"]["http"]
    assert (http["http_port"], http["https_port"]) == (8080, 8443)
    dialled = re.findall(r'"dial": "([^"]+)"', json.dumps(http))
    assert set(dialled) == set(given["RELU_REPLICAS"].split())
    assert "relu.school.example" in json.dumps(http)


def test_caddy_knows_every_replica_by_its_name():
    count = int(APP["deploy"]["replicas"])
    port = IMAGES["app"].last("EXPOSE")
    names = [f"{compose()['name']}-app-{number}:{port}" for number in range(1, count + 1)]
    assert PROXY["environment"]["RELU_REPLICAS"].split() == names
    assert set(APP["networks"]) < set(PROXY["networks"])


@pytest.mark.parametrize("service", [APP, PROXY], ids=["app", "proxy"])
def test_each_service_can_do_no_more_than_it_needs(service):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [place.split(":")[0] for place in service["tmpfs"]] == ["/tmp"]
    assert service["restart"] == "unless-stopped"
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory", "pids"}
    assert int(service["stop_grace_period"].removesuffix("s")) >= 15
    assert IMAGES[service["build"]["target"]]


def test_the_app_cannot_reach_the_world_and_the_world_reaches_caddy_alone():
    assert compose()["networks"]["inside"] == {"internal": True}
    assert APP["networks"] == ["inside"]
    assert "ports" not in APP
    inner = {port.split(":")[1] for port in PROXY["ports"]}
    assert inner == set(IMAGES["proxy"].last("EXPOSE").split())
    assert all(int(port) > 1024 for port in inner)  # lower ones need a right that is dropped


def test_caddy_keeps_its_certificates_where_it_may_write():
    (volume,) = PROXY["volumes"]
    name, place = volume.split(":")
    assert name in compose()["volumes"]
    variables = IMAGES["proxy"].variables()
    assert {variables["XDG_DATA_HOME"], variables["XDG_CONFIG_HOME"]} == {f"{place}/data", f"{place}/config"}
    assert f"chown {IMAGES['proxy'].last('USER')} {place}" in " ".join(
        step.rest for step in IMAGES["proxy"].steps
    )


def test_both_services_say_how_they_are():
    assert IMAGES["app"].last("HEALTHCHECK")
    assert f"http://{PROXY['environment']['RELU_ADMIN']}/config/" in PROXY["healthcheck"]["test"]
    assert PROXY["depends_on"] == {"app": {"condition": "service_healthy"}}


def test_the_links_between_app_and_site_lead_to_where_both_are():
    below = compose(RELU_BASE_PATH="/relu")["services"]
    assert below["app"]["environment"]["RELU_EXPLORER_SITE"] == "https://relu.school.example/relu/lite/"
    assert below["proxy"]["build"]["args"] == {
        "SITE_ADDRESS": "https://relu.school.example/relu/lite/",
        "APP_ADDRESS": "https://relu.school.example/relu/",
    }


def test_an_upload_of_the_largest_size_fits_through_caddy():
    config = tomllib.loads((DEPLOY.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    largest = int(APP["environment"]["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"])
    assert largest == config["server"]["maxUploadSize"]
    assert largest == int(PROXY["environment"]["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"])
    raised = compose(STREAMLIT_SERVER_MAX_UPLOAD_SIZE="50")["services"].values()
    assert {one["environment"]["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"] for one in raised} == {"50"}


def test_names_are_filled_in_as_compose_does():
    assert fill_in("${A:-b c}${D}", {}) == "b c"
    assert fill_in("${A:-b}/${D}", {"A": "x", "D": "y"}) == "x/y"


def test_the_settings_of_a_host_are_no_part_of_the_repository():
    assert "deploy/.env" in (DEPLOY.parent / ".gitignore").read_text(encoding="utf-8").split()
