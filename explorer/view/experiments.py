"""Ready-made experiments: views of the explorer, each with what is seen and what to ask a class."""

from dataclasses import dataclass, replace
from typing import Any

from explorer.core.kernels import KERNELS
from explorer.view.settings import Settings, showing, weight_values


@dataclass(frozen=True, slots=True)
class Experiment:
    """One ready view."""

    name: str
    group: str
    sentence: str  # what is seen; tests/view/test_experiments.py checks it by the numbers
    question: str  # what to ask the class
    settings: Settings


def _view(kernel: str, picture: str, size: int = 512, **more: Any) -> Settings:
    """Return a view of a picture at its telling place, unless `more` names another one.

    A drawn picture is as small as what is seen in it allows, so that a class sees single pixels.
    """
    return Settings(**weight_values(KERNELS[kernel].weights) | showing(picture, size) | more)


EXPERIMENTS: tuple[Experiment, ...] = (
    Experiment(
        "White, grey, black",
        "Streaks",
        "One light bar gives a white streak at its left side and a black one at its right. ReLU turns the "
        "black one grey: grey is zero here.",
        "Where is the black streak now? Read its numbers before and after.",
        _view("Sobel right", "Thin bar", size=128, palette="Signed grey"),
    ),
    Experiment(
        "Two lobes, one corner",
        "Streaks",
        "Up to the middle the blob gets lighter: the map is positive. Then it gets darker: negative. ReLU "
        "erases that half and leaves a corner.",
        "Which half would the opposite kernel keep?",
        _view("Sobel right", "Soft blob", size=64),
    ),
    Experiment(
        "Brick after brick",
        "Streaks",
        "Along this row the map swings from white to black again and again. After ReLU nothing is darker "
        "than the grey of zero.",
        "Did ReLU make any step larger? Compare the largest step before and after.",
        _view("Sobel right", "Brick wall", palette="Signed grey"),
    ),
    Experiment(
        "A street at dusk",
        "Streaks",
        "Window after window, white and black streaks take turns along this row. ReLU makes every black one "
        "grey.",
        "Which sides of the lit windows are still there, the left or the right ones?",
        _view("Sobel right", "Street at dusk", size=128, palette="Signed grey"),
    ),
    Experiment(
        "Sixteen crossings",
        "Streaks",
        "Eight waves, and along every row the map crosses zero 16 times. ReLU cuts off the lower half of "
        "each wave.",
        "How many corners does the profile have after ReLU?",
        _view("Sobel right", "Sine grating", size=128),
    ),
    Experiment(
        "Lighter to the right",
        "Sign",
        "Where the picture gets lighter to the right the map is positive, where it gets darker negative. "
        "ReLU keeps the positive side only.",
        "Which edges are lost? Would you still know the cup?",
        _view("Sobel right", "Coffee cup"),
    ),
    Experiment(
        "The opposite kernel",
        "Sign",
        "Every sign is swapped. What ReLU kept of Sobel right is lost now, and what it lost is kept.",
        "With both maps after ReLU, could you build the map before ReLU again?",
        _view("Sobel left", "Coffee cup"),
    ),
    Experiment(
        "Both sides at once",
        "Sign",
        "The absolute value keeps both sides of every edge. The opposite kernel gives exactly the same map.",
        "What can this map no longer tell you about an edge?",
        _view("Sobel right", "Coffee cup", activation="Absolute value"),
    ),
    Experiment(
        "Light from one corner",
        "Sign",
        "The weights add up to 1, so flat areas keep their brightness. One side of the stroke turns "
        "negative, and ReLU cuts it off.",
        "From which corner does the light seem to come?",
        _view("Emboss", "Handwritten digit", size=128),
    ),
    Experiment(
        "One edge",
        "Edges",
        "The map is zero but for two columns at the edge. There it is 2: a step of 0.5, times 4.",
        "The picture gets lighter to the right. What would the map show if it got darker?",
        _view("Sobel right", "Step edge", size=64),
    ),
    Experiment(
        "Blind to this edge",
        "Edges",
        "The same edge, with the kernel turned by a quarter. Nothing changes from top to bottom, so the map "
        "is zero everywhere.",
        "How must an edge run for this kernel to see it?",
        _view("Sobel bottom", "Step edge", size=64),
    ),
    Experiment(
        "Plus and minus in turn",
        "Edges",
        "Seven vertical borders cross this row: four of them give −2, three give 2. ReLU keeps the three.",
        "Go 8 pixels down. How many does ReLU keep there?",
        _view("Sobel right", "Checkerboard", size=64),
    ),
    Experiment(
        "A star of spokes",
        "Edges",
        "Vertical spokes give strong answers, horizontal ones weak answers: this kernel compares left with "
        "right.",
        "Which spokes would Sobel bottom show best?",
        _view("Sobel right", "Siemens star", size=128),
    ),
    Experiment(
        "A slope is no edge",
        "Edges",
        "The picture gets lighter all the way, in even steps. The Laplacian answers only at the two sides, "
        "where the climb begins and ends.",
        "What does a Laplacian measure, if not the slope?",
        _view("Laplacian (4 neighbours)", "Slow ramp", size=64),
    ),
    Experiment(
        "Nothing to cut",
        "Blur",
        "A blur takes means, and a mean of brightness is never negative: ReLU changes nothing.",
        "Change one weight so that ReLU has something to do. Which one, and how far?",
        _view("Gaussian blur", "Cat", row=153, col=336),
    ),
    Experiment(
        "One step becomes three",
        "Blur",
        "The picture goes up by 0.5 in one step. After the blur it takes three steps, each a third as high.",
        "How many steps would a blur of 5×5 pixels make?",
        _view("Box blur", "Step edge", size=64),
    ),
    Experiment(
        "Sharper than the picture",
        "Blur",
        "Sharpening overshoots: the dark side falls to −0.25, the light side rises to 1.25. The picture has "
        "0.25 and 0.75.",
        "Which of the two overshoots does ReLU cut off?",
        _view("Sharpen", "Step edge", size=64),
    ),
    Experiment(
        "Slope 1",
        "Leak",
        "With slope 1 the activation is a straight line: both maps are the same, number by number.",
        "Two such layers one after the other: could one layer do the same?",
        _view("Sobel right", "Photographer", activation="PReLU", negative_slope=1.0),
    ),
    Experiment(
        "A quarter leaks through",
        "Leak",
        "Every negative number is kept at a quarter of its size. Nothing is set to zero.",
        "What does the profile look like at a zero crossing: is there still a corner?",
        _view("Sobel right", "Photographer", activation="PReLU", negative_slope=0.25),
    ),
    Experiment(
        "Slope −1",
        "Leak",
        "With slope −1 every negative number loses its sign: this is the absolute value.",
        "Move the slope slowly from −1 to 1. Where is it ReLU?",
        _view("Sobel right", "Photographer", activation="PReLU", negative_slope=-1.0),
    ),
    Experiment(
        "A leak one cannot see",
        "Leak",
        "It looks like ReLU, but not one value was set to zero: what was negative is still there, a hundred "
        "times smaller.",
        "How can you tell it from ReLU? Click a pixel and read the numbers.",
        _view("Sobel right", "Photographer", activation="Leaky ReLU"),
    ),
    Experiment(
        "The island",
        "Bias",
        "The kernel copies the picture, the bias lowers it by 0.5. Only what was lighter than 0.5 stays "
        "above the sea.",
        "Move the bias until the island is gone. What is its height?",
        _view("Identity", "Soft blob", size=64, col=32, bias=-0.5),
    ),
    Experiment(
        "Only strong edges",
        "Bias",
        "A bias of −1 brings every answer of 1 or less down to zero or below. After ReLU only the stronger "
        "edges are left.",
        "Raise the bias step by step. At which bias does the grass come back?",
        _view("Sobel right", "Photographer", bias=-1.0),
    ),
    Experiment(
        "Lifted clear of zero",
        "Bias",
        "This kernel's sums are never below −4. A bias of 4 lifts all of them to zero or more: ReLU changes "
        "nothing.",
        "Why can a sum of this kernel not be below −4?",
        _view("Sobel right", "Brick wall", bias=4.0),
    ),
    Experiment(
        "Yes or no",
        "Bias",
        "A mean of nine pixels, lowered by 0.5, then Step: 1 where the mean is above 0.5, and 0 elsewhere.",
        "Raise the bias. Where does the tripod disappear and the coat stay?",
        _view("Box blur", "Photographer", bias=-0.5, activation="Step"),
    ),
    Experiment(
        "Drowned",
        "All or nothing",
        "No mean of a picture is above 1. With a bias of −1 nothing is left above zero, and ReLU gives "
        "nothing but zeros.",
        "How far must the bias go up until the first pixel comes back?",
        _view("Gaussian blur", "Brick wall", bias=-1.0),
    ),
    Experiment(
        "Waiting for the wrong edge",
        "All or nothing",
        "To the right the picture only gets lighter, and this kernel looks for the opposite. Every value is "
        "negative, and every one becomes 0.",
        "What is the smallest change that brings values back?",
        _view("Sobel left", "Slow ramp", size=64),
    ),
    Experiment(
        "The same ramp, all kept",
        "All or nothing",
        "The same ramp with the opposite kernel: every value is positive, and ReLU changes none.",
        "What must a picture have so that ReLU takes a part of it?",
        _view("Sobel right", "Slow ramp", size=64),
    ),
    Experiment(
        "A leak keeps it alive",
        "All or nothing",
        "Every value is negative: ReLU would leave only zeros. Leaky ReLU keeps a hundredth of each value: "
        "small, but nowhere zero.",
        "What can you still read in this map? Compare with ReLU.",
        _view("Sobel left", "Slow ramp", size=64, activation="Leaky ReLU"),
    ),
    Experiment(
        "The edge that is not there",
        "Traps",
        "Zero padding sees black beyond the border. The strongest answer, −3, stands at the right border, "
        "where the picture has no edge.",
        "Which padding makes the false edges disappear?",
        _view("Sobel right", "Step edge", size=64, col=63, padding="zeros"),
    ),
    Experiment(
        "Zero changes its colour",
        "Traps",
        "Here each map has its own scale. Zero is a middle grey before ReLU and black after it. No zero has "
        "changed.",
        "How can you find out where zero is in each map?",
        _view("Sobel right", "Brick wall", palette="Auto-scaled grey"),
    ),
    Experiment(
        "The bar that vanished",
        "Traps",
        "With a stride of 4 the kernel steps over both edges of the bar: the map is zero everywhere.",
        "At which strides is the bar found?",
        _view("Sobel right", "Thin bar", size=128, col=64, stride=4),
    ),
    Experiment(
        "ReLU on a picture",
        "Traps",
        "The kernel copies the picture. A picture has no negative numbers, so ReLU changes nothing. Black "
        "stays black.",
        "Where does the black that ReLU removes come from?",
        _view("Identity", "Photographer"),
    ),
    Experiment(
        "A real jump",
        "Traps",
        "ReLU makes no step larger. This is not ReLU but Step: every value is 0 or 1, and the height jumps.",
        "Change Step to ReLU. What is left of the jump?",
        _view("Sobel right", "Sine grating", size=128, activation="Step"),
    ),
    Experiment(
        "Zero goes in, 0.69 comes out",
        "Traps",
        "Softplus is a ReLU with its corner rounded off, and it never gives zero: flat areas become 0.69.",
        "Where does Softplus come closest to ReLU?",
        _view("Sobel right", "Step edge", size=64, activation="Softplus"),
    ),
)

TITLE = "Experiment {number} of {count}, {name}: {question}"
LOOKS = ("row", "col", "direction", "palette")
"""An experiment that is shown is recognised whatever these settings are changed to."""


def experiment_shown(settings: Settings, last: int | None) -> int | None:
    """Return the index in `EXPERIMENTS` of the experiment that these settings show, None if they show none.

    The one shown last, `last`, is recognised with another palette and another line, too.
    """
    for place, row in enumerate(EXPERIMENTS):
        if row.settings == settings:
            return place
    if last is None:
        return None
    looks = {name: getattr(settings, name) for name in LOOKS}
    return last if replace(EXPERIMENTS[last].settings, **looks) == settings else None


def title(place: int | None) -> str:
    """Return the number, the name and the question of an experiment; "" for None.

    >>> title(0).startswith(f"Experiment 1 of {len(EXPERIMENTS)}, White, grey, black: ")
    True
    """
    if place is None:
        return ""
    row = EXPERIMENTS[place]
    return TITLE.format(number=place + 1, count=len(EXPERIMENTS), name=row.name, question=row.question)
