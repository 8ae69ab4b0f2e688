from explorer.view.readouts import PARAMETER_MESSAGES, slope_message
from tests.parity.node import ask, call, constant


def test_every_slope_is_told_in_the_same_words():
    slopes = [hundredths / 100 for hundredths in range(-100, 101)] + [-0.0, 0.125, 0.99999, 1 / 3]
    answers = ask(call("core/readouts", "slopeMessage", slope) for slope in slopes)
    assert answers == [slope_message(slope) for slope in slopes]


def test_the_same_parameters_have_a_sentence():
    (functions,) = ask([constant("core/readouts", "PARAMETER_MESSAGES")])
    assert set(functions) == set(PARAMETER_MESSAGES)
