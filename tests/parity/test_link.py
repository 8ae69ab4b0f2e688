import numpy as np

from explorer.core.kernels import KERNELS
from explorer.view.experiments import EXPERIMENTS
from explorer.view.link import write_link
from explorer.view.options import TEXTS, Options
from explorer.view.settings import DEFAULTS, DOMAINS, Between, Settings, apply, weight_values
from tests.parity.node import ask, call
from tests.view.test_link import CASES, opened_by

MODULE = "core/link"


def plain(opened):
    settings = {name: getattr(opened.settings, name) for name in DEFAULTS}
    return {
        "settings": settings,
        "options": {name: getattr(opened.options, name) for name in TEXTS},
        "hidden": list(opened.hidden),
    }


def read(queries):
    """Return what JavaScript opens for each query."""
    return ask(
        call(MODULE, "readLink", parameters)
        for parameters in ask(call(MODULE, "parametersOf", query) for query in queries)
    )


def some_settings(seed=0, count=300):
    """Yield the experiments, every kernel, and settings drawn at random."""
    yield from (row.settings for row in EXPERIMENTS)
    yield from (Settings(**weight_values(row.weights)) for row in KERNELS.values())
    rng = np.random.default_rng(seed)
    for _ in range(count):
        patch = {}
        for name in rng.permutation(list(DOMAINS))[: rng.integers(1, len(DOMAINS) + 1)]:
            domain = DOMAINS[name]
            if isinstance(domain, Between):
                value = rng.choice([rng.uniform(domain.low, domain.high), domain.low, 0, 1e-8, 1 / 3])
                patch[name] = type(DEFAULTS[name])(value)
            else:
                patch[name] = list(domain.names)[rng.integers(len(domain.names))]
        yield apply(Settings(), patch)


def test_the_same_query_opens_the_same_in_both_languages():
    found = read(case["query"] for case in CASES)
    said = ask(call("core/spelling", "notUnderstood", one.pop("unread")) for one in found)
    assert found == [plain(opened_by(case)) for case in CASES]
    assert said == [case["said"] for case in CASES]


def test_the_same_view_is_written_alike():
    views = [(view, Options(), ()) for view in some_settings()]
    views += [(Settings(), opened_by(case).options, opened_by(case).hidden) for case in CASES]
    given = [plain(type(opened_by(CASES[0]))(*view)) for view in views]
    found = ask(call(MODULE, "writeLink", *one.values()) for one in given)
    assert found == [write_link(*view) for view in views]
    assert len({str(one) for one in found}) > 300
