"""The passages of the tutorial that the app quotes: word for word, each once, and no more of it.

The tutorial is "Convolutional Neural Networks (CNN): Step 1(b) – ReLU Layer" (SuperDataScience, 17 August
2018). A test holds every passage in quotation marks that is said to be the tutorial's against this list.
"""

from enum import StrEnum

TITLE = "Convolutional Neural Networks (CNN): Step 1(b) – ReLU Layer"


class Quote(StrEnum):
    """A passage of the tutorial.

    >>> f"It says “{Quote.BLACK_AND_WHITE}”."
    'It says “black and white image”.'
    """

    NO_COMPONENT = "not a separate component"
    SUPPLEMENT = "a supplementary step to the convolution operation"
    PURPOSE = "to increase the non-linearity in our images"
    NATURALLY = "images are naturally non-linear"
    FEATURES = "non-linear features (e.g. the transition between pixels, the borders, the colors, etc.)"
    FURTHER = "to break up the linearity even further"
    IMPOSED = "to make up for the linearity that we might impose"
    BLACK_AND_WHITE = "black and white image"
    SHADES = "pixels that vary from white to black with many shades of gray in between"
    REMOVED = (
        "remove all the black elements from it, keeping only those carrying a positive value "
        "(the grey and white colors)"
    )
    STREAK = "a white streak is followed by a grey one and then a black one"
    ABRUPT = "you will find the colors changing more abruptly"
    GRADUAL = "The gradual change is no longer there."
    DISPOSED = "That indicates that the linearity has been disposed of."
    NON_TECHNICAL = "a basic non-technical understanding"
    MATHEMATICS = "unnecessary here and would be pretty complex at this point"
    LENS = "through a more mathematical lens"
    MODIFIED = "propose a modified form of the rectifier function"
