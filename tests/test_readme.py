"""What README counts is what there is."""

import re
from pathlib import Path

import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.kernels import KERNELS
from explorer.images import samples
from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.sources import lessons_of_our_own
from explorer.view.experiments import EXPERIMENTS
from explorer.view.network_experiments import NETWORK_EXPERIMENTS

README = " ".join((Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8").split())
OWN = len(lessons_of_our_own())


@pytest.mark.parametrize(
    ("what", "count"),
    [
        ("kernels", len(KERNELS)),
        ("activations", len(ACTIVATIONS)),
        ("pictures", len(samples())),
        ("ready-made experiments", len(EXPERIMENTS) + len(NETWORK_EXPERIMENTS)),
        ("lessons", len(CHAPTERS)),
    ],
)
def test_readme_counts_what_there_is(what, count):
    assert f"**{count} {what}**" in README


def test_readme_says_how_many_lessons_go_beyond_the_tutorial_and_its_papers():
    found = re.search(r"(\d+) lessons start from the tutorial and the two papers .*?, (\d+) are ours", README)
    assert found
    assert [int(number) for number in found.groups()] == [len(CHAPTERS) - OWN, OWN]
