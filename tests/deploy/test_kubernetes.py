"""deploy/kubernetes: the schemas of Kubernetes, and what no schema knows: that the parts fit one another."""

from copy import deepcopy

import kubernetes_validate
import pytest
import yaml

from benchmarks.proxy import CADDY, MISSING
from tests.deploy.manifests import DEPLOY, compose, kubernetes, understood
from tests.deploy.recipe import stages

PARTS = kubernetes()
NAMES = [name for name in PARTS if name != "Namespace"]
DEPLOYMENT, SERVICE, INGRESS = (PARTS[kind]["spec"] for kind in ("Deployment", "Service", "Ingress"))
POD = DEPLOYMENT["template"]["spec"]
APP, PROXY = POD["containers"]
LABELS = DEPLOYMENT["template"]["metadata"]["labels"]
PORTS = {port["name"]: port["containerPort"] for each in (APP, PROXY) for port in each["ports"]}
COMPOSE = compose()["services"]
IMAGES = stages((DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
OLDEST, NEWEST = "1.30", "1.34"  # the oldest knows `sleep` before a stop


def environment(container):
    return {one["name"]: one.get("value") for one in container["env"]}


def megabytes(amount):
    """Return MiB, from the notation of Kubernetes or of Compose."""
    units = {"mi": 1, "m": 1, "gi": 1024, "g": 1024}
    number = amount.rstrip("GMgi")
    return int(number) * units[amount[len(number) :].lower()]


def seconds(text):
    return int(text.removesuffix("s"))


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
@pytest.mark.parametrize("kind", PARTS)
def test_each_manifest_follows_the_schema_of_kubernetes(kind, version):
    kubernetes_validate.validate(PARTS[kind], version, strict=True)


@pytest.mark.parametrize("wrong", [{"replica": 3}, {"minReadySeconds": "soon"}, {"strategy": {"type": 1}}])
def test_what_does_not_follow_it_is_noticed(wrong):
    manifest = deepcopy(PARTS["Deployment"])
    manifest["spec"] |= wrong
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(manifest, NEWEST, strict=True)


def test_every_manifest_is_named_and_applied():
    files = {path.name for path in (DEPLOY / "kubernetes").glob("*.yaml")}
    listed = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))
    assert {*listed["resources"], "kustomization.yaml"} == files
    assert len(listed["resources"]) == len(PARTS)
    assert listed["namespace"] == PARTS["Namespace"]["metadata"]["name"]
    assert {one["name"] for one in listed["images"]} == {APP["image"], PROXY["image"]}
    assert {PARTS[kind]["metadata"]["name"] for kind in NAMES} == {"relu-explorer"}


def test_all_selectors_find_the_pods():
    selectors = [
        DEPLOYMENT["selector"]["matchLabels"],
        SERVICE["selector"],
        PARTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        PARTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
        POD["topologySpreadConstraints"][0]["labelSelector"]["matchLabels"],
    ]
    assert selectors == [LABELS] * 5


def test_each_way_leads_to_a_port_that_is_there():
    (offered,) = SERVICE["ports"]
    (path,) = INGRESS["rules"][0]["http"]["paths"]
    assert path["backend"]["service"] == {
        "name": PARTS["Service"]["metadata"]["name"],
        "port": {"name": offered["name"]},
    }
    let_in = [port["port"] for rule in PARTS["NetworkPolicy"]["spec"]["ingress"] for port in rule["ports"]]
    probed = [
        next(iter(probe[kind]["port"] for kind in ("httpGet", "tcpSocket") if kind in probe))
        for each in (APP, PROXY)
        for name, probe in each.items()
        if name.endswith("Probe")
    ]
    assert {offered["targetPort"], *let_in, *probed} <= set(PORTS)
    assert str(PORTS["app"]) == DEPLOYMENT["template"]["metadata"]["annotations"]["prometheus.io/port"]


def test_caddy_passes_on_to_the_app_in_its_pod():
    given = environment(PROXY)
    assert (
        given["RELU_REPLICAS"] == f"127.0.0.1:{PORTS['app']}" == f"127.0.0.1:{IMAGES['app'].last('EXPOSE')}"
    )
    assert given["RELU_ADDRESS"] == f":{PORTS['web']}"
    assert given["RELU_HTTP_PORT"] != str(PORTS["web"])
    assert given["RELU_TRUSTED_PROXIES"]


@pytest.mark.skipif(not CADDY, reason=MISSING)
def test_caddy_understands_what_it_is_given(tmp_path):
    given = {name: "secret" if value is None else value for name, value in environment(PROXY).items()}
    variables = IMAGES["proxy"].variables() | given
    found = understood(variables | {"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)})
    ways = [way for server in found["apps"]["http"]["servers"].values() for way in server["listen"]]
    assert sorted(ways) == [f":{PORTS['web']}", ":8081", ":8443"]


def test_the_autoscaler_counts_the_work_of_the_app_which_says_what_it_asks_for():
    scaler = PARTS["HorizontalPodAutoscaler"]["spec"]
    assert scaler["scaleTargetRef"]["name"] == PARTS["Deployment"]["metadata"]["name"]
    (metric,) = scaler["metrics"]
    assert metric["containerResource"]["container"] == APP["name"]
    assert metric["containerResource"]["name"] in APP["resources"]["requests"]
    assert "replicas" not in DEPLOYMENT  # or each new version would undo what the autoscaler has chosen
    assert PARTS["PodDisruptionBudget"]["spec"]["maxUnavailable"] < scaler["minReplicas"]


@pytest.mark.parametrize("container", [APP, PROXY], ids=["app", "proxy"])
def test_each_container_can_do_no_more_than_it_needs(container):
    """As the standard `restricted`, to which the namespace holds all pods."""
    rights = POD["securityContext"] | container["securityContext"]
    user = f"{rights['runAsUser']}:{rights['runAsGroup']}"
    assert user == IMAGES["app"].last("USER") == IMAGES["proxy"].last("USER")
    assert rights["runAsNonRoot"] is rights["readOnlyRootFilesystem"] is True
    assert rights["allowPrivilegeEscalation"] is False
    assert rights["capabilities"] == {"drop": ["ALL"]}
    assert rights["seccompProfile"] == {"type": "RuntimeDefault"}
    assert set(container["resources"]) == {"requests", "limits"}
    volumes = {one["name"]: one["emptyDir"]["sizeLimit"] for one in POD["volumes"]}
    assert {one["name"] for one in container["volumeMounts"]} <= set(volumes)
    assert POD["automountServiceAccountToken"] is False


def test_a_pod_goes_only_when_no_new_visitor_comes_and_then_has_time_to_stop():
    waits = [each["lifecycle"]["preStop"]["sleep"]["seconds"] for each in (APP, PROXY)]
    assert waits[0] == waits[1] >= 5
    spare = POD["terminationGracePeriodSeconds"] - waits[0]
    assert spare >= seconds(COMPOSE["app"]["stop_grace_period"])


def test_a_cookie_keeps_each_visitor_with_a_pod():
    sticky = "traefik.ingress.kubernetes.io/service.sticky.cookie"
    notes = PARTS["Service"]["metadata"]["annotations"]
    assert notes[sticky] == notes[f"{sticky}.secure"] == notes[f"{sticky}.httponly"] == "true"
    assert notes[f"{sticky}.samesite"] == "none"  # or it does not go along from a course page
    assert notes[f"{sticky}.name"] != "relu_replica"  # which is Caddy's
    assert INGRESS["ingressClassName"] == "traefik"
    (tls,) = INGRESS["tls"]
    assert [rule["host"] for rule in INGRESS["rules"]] == tls["hosts"]
    assert environment(APP)["RELU_EXPLORER_SITE"] == f"https://{tls['hosts'][0]}/lite/"


def test_it_has_the_settings_of_compose():
    of_its_own = {"RELU_HTTP_PORT"}
    for container, service in ((APP, COMPOSE["app"]), (PROXY, COMPOSE["proxy"])):
        assert set(environment(container)) - of_its_own == set(service["environment"])
        assert container["image"] == service["image"]
    same = ("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "RELU_EXPLORER_MEMORY", "RELU_EXPLORER_SITE")
    assert [environment(APP)[name] for name in same] == [COMPOSE["app"]["environment"][name] for name in same]
    same = ("RELU_BASE_PATH", "RELU_FRAME_ANCESTORS", "STREAMLIT_SERVER_MAX_UPLOAD_SIZE")
    assert [environment(PROXY)[name] for name in same] == [
        COMPOSE["proxy"]["environment"][name] for name in same
    ]
    for name, limit in APP["resources"]["limits"].items():
        ours = COMPOSE["app"]["deploy"]["resources"]["limits"]["cpus" if name == "cpu" else name]
        assert limit == ours if name == "cpu" else megabytes(limit) == megabytes(ours)


def test_secrets_stand_in_no_manifest():
    secret = {
        one["name"]: one["valueFrom"]["secretKeyRef"]["key"]
        for each in (APP, PROXY)
        for one in each["env"]
        if "valueFrom" in one
    }
    assert secret == {
        "STREAMLIT_SERVER_COOKIE_SECRET": "streamlit-cookie-secret",
        "RELU_COOKIE_SECRET": "cookie-secret",
    }
