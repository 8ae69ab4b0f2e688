"""A short history of the rectifier, one line for each step."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Milestone:
    """One line of the history."""

    year: int
    source: str  # key of a Source
    text: str


HISTORY = (
    Milestone(
        1969,
        "fukushima1969",
        "Fukushima builds a network for seeing. As readers report, its units do what we call ReLU: nothing "
        "below a threshold, and above it more and more.",
    ),
    Milestone(
        2000,
        "hahnloser2000",
        "Hahnloser and colleagues build a model of the brain’s cortex as an electronic circuit with "
        "feedback. Readers name it as an early network of rectifiers.",
    ),
    Milestone(
        2010,
        "glorot2010",
        "Glorot and Bengio ask why deep networks learn so badly from random first weights, and draw them in "
        "a better way.",
    ),
    Milestone(
        2010,
        "nair2010",
        "Nair and Hinton put “rectified linear units” into a title. Such units learn better features than "
        "those that answer only 0 or 1.",
    ),
    Milestone(
        2012,
        "krizhevsky2012",
        "A variant of AlexNet, a large network with ReLU, wins the ILSVRC contest: name what is in a "
        "photograph. With five guesses it is wrong in 15.3 % of the pictures, the second best in 26.2 %.",
    ),
    Milestone(
        2015,
        "he2015",
        "He and colleagues let the slope left of zero be learned (PReLU), and work out the first weights for "
        "ReLU. Six such networks together are wrong in 4.94 % of the pictures, again with five guesses.",
    ),
    Milestone(
        2015,
        "he2016",
        "The same four build residual networks: each block adds its input to its output. They are up to 152 "
        "layers deep. Several of them together win the contest of that year with an error of 3.57 %.",
    ),
)
