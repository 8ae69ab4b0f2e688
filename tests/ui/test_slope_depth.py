"""The table of slopes by depth, and the sentence beside it."""

import itertools

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.lessons.learned_slope import TABLE_1
from explorer.networks.stages import P_NET, R_NET
from explorer.ui.features import slope_depth
from tests.chapters.opened import curve, said, tables, told

STAGES = {"P-Net": P_NET, "R-Net": R_NET}
MEANS = {name: [float(np.abs(layer).mean()) for layer in stage.slopes] for name, stage in STAGES.items()}
HE = {
    slope_depth.SHARED: [row.shared for row in TABLE_1],
    slope_depth.CHANNEL_WISE: [row.channel_wise for row in TABLE_1],
}


def _script():
    from explorer.ui.features import slope_depth

    slope_depth.show()


@pytest.fixture(scope="module")
def shown():
    app = AppTest.from_function(_script, default_timeout=30).run()
    assert not app.exception
    return app


def test_both_networks_are_drawn_as_they_are(shown):
    bars = curve(shown, "slope_depth_mtcnn", "mean size of the slope")
    assert bars["y"] == pytest.approx([*MEANS["P-Net"], *MEANS["R-Net"]])
    assert bars["x"] == [*(f"P-Net {k}" for k in (1, 2, 3)), *(f"R-Net {k}" for k in (1, 2, 3, "dense"))]
    for name, slopes in HE.items():
        assert curve(shown, "slope_depth_he", name)["y"] == slopes
    alts = [told(shown)[key]["alt"] for key in ("slope_depth_mtcnn", "slope_depth_he")]
    assert "P-Net 1 0.636" in alts[0]
    assert "conv1 0.681 and 0.596" in alts[1]


def test_the_table_holds_how_many_slopes_are_nearly_0(shown):
    (table,) = tables(shown)
    layers = [layer for stage in STAGES.values() for layer in stage.slopes]
    for cells, layer in zip(table[2:], layers, strict=True):
        nearly = np.count_nonzero(np.abs(layer) < 0.1)
        assert cells[1:] == [str(len(layer)), f"{np.abs(layer).mean():.3f}", str(nearly)]


def test_the_sentence_is_what_the_numbers_say(shown):
    assert slope_depth.SENTENCE in said(shown)
    for means in MEANS.values():
        assert all(deeper < layer for layer, deeper in itertools.pairwise(means))
    names = [row.layer for row in TABLE_1]
    for slopes in HE.values():
        ranks = np.argsort(np.argsort(slopes))
        assert np.corrcoef(ranks, np.arange(len(slopes)))[0, 1] < -0.6
        for bump in ("conv2_4", "conv3_6"):
            assert bump in slope_depth.SENTENCE
            assert slopes[names.index(bump)] > slopes[names.index(bump) - 1]
