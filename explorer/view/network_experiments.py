"""Ready-made experiments with the real network: views of its page, each with what is seen and what to ask."""

from dataclasses import dataclass

from explorer.view.network import NetworkSettings


@dataclass(frozen=True, slots=True)
class NetworkExperiment:
    """One ready view of the page of the real network."""

    name: str  # not that of an experiment in `explorer.view.experiments`
    sentence: str  # what is seen; tests/view/test_network_experiments.py checks it by the numbers
    question: str  # what to ask the class
    settings: NetworkSettings


GROUP = "A real network"
"""The name of their group among the other experiments."""

NETWORK_EXPERIMENTS: tuple[NetworkExperiment, ...] = (
    NetworkExperiment(
        "Without rectifiers",
        "Every slope of the first stage is 1, so no rectifier is left. 7,213 of 9,704 places look like a "
        "face; with the learned slopes 115 do.",
        "Which parts of the picture still do not look like a face?",
        NetworkSettings(slopes="1"),
    ),
    NetworkExperiment(
        "The negative of a face",
        "Light and dark are exchanged, the slopes are the learned ones. The second stage confirms no face.",
        "You still see a face. What did the network learn about light and dark?",
        NetworkSettings(change="Negative"),
    ),
    NetworkExperiment(
        "One layer is enough",
        "Only the second layer is changed: its slopes are −1, the absolute value. Of 9,704 places none looks "
        "like a face any more.",
        "Set the slopes of this layer to 1 instead. What happens?",
        NetworkSettings(slopes="2:-1"),
    ),
)
