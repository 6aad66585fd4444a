import keras
import numpy as np
import pytest
from keras import layers

from grader_tests import call, check_augmented, marked_images

MARKED = marked_images(100, 48)
BLACK = {"fill_mode": "constant"}
SHIFT = layers.RandomTranslation(0.15, 0.15, **BLACK)
TURN = layers.RandomRotation(15 / 360, **BLACK)


def through(*steps):
    return lambda images: keras.Sequential(list(steps))(images, training=True)


ALL = {"shift": 0.15, "rotation": 15, "form": True, "black": True}


@pytest.mark.parametrize("steps", [(SHIFT, TURN), (TURN, SHIFT)])
def test_shifted_and_turned_in_either_order_passes(steps, capsys):
    check_augmented(call(through(*steps), MARKED), MARKED, **ALL, task=1)
    assert "as the task says" in capsys.readouterr().out


def test_whole_pixels_pass():
    nearest = layers.RandomRotation(15 / 360, interpolation="nearest", **BLACK)
    check_augmented(call(through(SHIFT, nearest), MARKED), MARKED, **ALL, task=1)


WRONG = {
    "nothing": ((), {"shift": 0.15}, "or not at all"),
    "not turned": ((SHIFT,), {"rotation": 15}, "or not at all"),
    "not shifted": ((TURN,), {"shift": 0.15}, "or not at all"),
    "down only": ((layers.RandomTranslation((0, 0.15), 0.15, **BLACK),), {"shift": 0.15}, "shifted up"),
    "too far": ((layers.RandomTranslation(0.25, 0.25, **BLACK),), {"shift": 0.15}, "farther"),
    "lost": ((layers.RandomTranslation(0.9, 0.9, **BLACK),), {"shift": 0.15}, "are lost"),
    "turned too far": ((layers.RandomRotation(0.3, **BLACK),), {"rotation": 15}, "turned farther"),
    "one way": ((layers.RandomRotation((0, 15 / 360), **BLACK),), {"rotation": 15}, "same way"),
    "mirrored": ((layers.RandomFlip("horizontal"),), {"form": True}, "mirrored"),
    "zoomed": ((layers.RandomZoom(0.1, **BLACK),), {"form": True}, "zoomed"),
    "sheared": ((layers.RandomShear(0.3, 0.3, **BLACK),), {"form": True}, "sheared"),
    "reflected": ((layers.RandomTranslation(0.15, 0.15), TURN), {"black": True}, "not black"),
    "corners": ((SHIFT, layers.RandomRotation(15 / 360)), {"black": True}, "not black"),
    "not moved": ((), {"black": True}, "hardly move"),
    "another size": ((layers.Resizing(20, 20),), {}, "wrong shape"),
    "another scale": ((layers.Rescaling(255),), {}, "leave the range"),
}


@pytest.mark.parametrize(("steps", "claims", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_augmentation_fails_and_says_why(steps, claims, told, refused):
    function = through(*steps) if steps else np.array
    assert told in str(refused(check_augmented, call(function, MARKED), MARKED, **claims).claim)


@pytest.mark.parametrize("answer", [None, "text", np.zeros(3), np.full_like(MARKED, np.nan), [[1], [2, 3]]])
def test_an_odd_answer_fails(answer, refused):
    refused(check_augmented, call(lambda images: answer, MARKED), MARKED, **ALL)


def test_black_pictures_fail(refused):
    refused(check_augmented, call(np.zeros_like, MARKED), MARKED, **ALL)
