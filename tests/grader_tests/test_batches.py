import numpy as np
import pytest
import tensorflow as tf

from grader_tests import call, check_batches, image_folder

LEVELS = np.arange(50, 130)
PIXELS = (LEVELS[:, None, None] * np.ones((8, 1)) * np.repeat([1.0, 0.5], 4)).astype("uint8")
IMAGES = PIXELS[..., None] / 255
LABELS = np.arange(80) // 10


def shake(images):
    return tf.image.random_crop(tf.pad(images, [(0, 0), (2, 2), (2, 2), (0, 0)]), tf.shape(images))


def plain(x, y):
    return tf.data.Dataset.from_tensor_slices((x[..., None].astype("float32") / 255, y)).batch(16)


def mixed(x, y):
    rows = plain(x, y).unbatch().shuffle(len(x)).batch(16)
    return rows.map(lambda images, labels: (shake(images), labels))


def as_a_list(x, y):
    return [(x[n : n + 16, ..., None] / 255, y[n : n + 16]) for n in range(0, len(x), 16)]


@pytest.mark.parametrize("function", [plain, as_a_list])
def test_batches_in_order_pass_however_they_are_made(function, capsys):
    right = {"batch_size": 16, "shuffled": False, "changed": False}
    check_batches(call(function, PIXELS, LABELS), IMAGES, LABELS, **right, task=1)
    assert "the batches are right" in capsys.readouterr().out


def test_rows_in_random_order_and_changed_anew_in_each_pass_pass():
    check_batches(call(mixed, PIXELS, LABELS), IMAGES, LABELS, shuffled=True, changed=True, task=1)


def mapped(change):
    return lambda x, y: plain(x, y).map(change)


WRONG = {
    "not scaled": (mapped(lambda a, b: (a * 255, b)), {}, "not scaled"),
    "scaled twice": (mapped(lambda a, b: (a / 255, b)), {}, "not scaled"),
    "other labels": (mapped(lambda a, b: (a, b + 1)), {}, "labels of others"),
    "one-hot labels": (mapped(lambda a, b: (a, tf.one_hot(b, 8))), {}, "labels of a batch"),
    "no channel": (mapped(lambda a, b: (a[..., 0], b)), {}, "pictures of a batch"),
    "no pair": (mapped(lambda a, b: a), {}, "no pair"),
    "other pictures": (mapped(lambda a, b: (a * 0.77, b)), {}, "not handed over"),
    "another size": (plain, {"batch_size": 32}, "wrong size"),
    "some left out": (lambda x, y: plain(x, y).take(2), {}, "once in a pass"),
    "repeated": (lambda x, y: plain(x, y).repeat(), {}, "once in a pass"),
    "not shuffled": (plain, {"shuffled": True}, "not in random order"),
    "batches shuffled": (lambda x, y: plain(x, y).shuffle(9), {"shuffled": True}, "not in random order"),
    "shuffled": (mixed, {"shuffled": False}, "another order"),
    "changed": (mixed, {"changed": False}, "should stay"),
    "unchanged": (plain, {"changed": True}, "unchanged"),
    "changed once": (lambda x, y: mixed(x, y).cache(), {"changed": True}, "same way in each pass"),
    "one order": (lambda x, y: mixed(x, y).cache(), {"shuffled": True}, "same order in each pass"),
    "a generator": (lambda x, y: iter(as_a_list(x, y)), {}, "one pass only"),
    "empty": (lambda x, y: [], {}, "holds no batch"),
    "no dataset": (lambda x, y: 7, {}, "stops with an error"),
    "nothing": (lambda x, y: None, {}, "is None"),
}


@pytest.mark.parametrize(("function", "claims", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_dataset_fails_and_says_why(function, claims, told, refused):
    assert told in str(refused(check_batches, call(function, PIXELS, LABELS), IMAGES, LABELS, **claims).claim)


def test_labels_are_left_alone_where_they_are_not_asked_for():
    check_batches(call(mapped(lambda a, b: (a, b + 1)), PIXELS, LABELS), IMAGES, LABELS, labels=False, task=1)


def read(path):
    import keras

    found = keras.utils.image_dataset_from_directory(
        path, image_size=(8, 8), color_mode="grayscale", verbose=False
    )
    return found.map(lambda a, b: (a / 255, b))


def test_a_folder_is_written_for_each_check_and_removed_after_it(tmp_path):
    pictures = {"b": list(PIXELS[:40]), "a": [np.full((9, 5, 3), level) for level in range(150, 170)]}
    expected = np.concatenate(
        [IMAGES[:40], np.arange(150, 170)[:, None, None, None] * np.ones((8, 8, 1)) / 255]
    )
    folder = call(read, image_folder("checked", pictures))
    for _ in range(2):
        check_batches(folder, expected, np.repeat([1, 0], [40, 20]), changed=False, task=1)
        assert not (tmp_path / "checked").exists()


def test_what_else_is_in_the_folder_stays(tmp_path):
    (tmp_path / "checked").mkdir()
    (tmp_path / "checked" / "mine.txt").write_text("mine")
    check_batches(call(read, image_folder("checked", {"a": list(PIXELS)})), IMAGES, 0 * LABELS, task=1)
    assert [path.name for path in (tmp_path / "checked").iterdir()] == ["mine.txt"]
