import itertools

import keras
import numpy as np
import pytest

from grader_tests import check_fit, check_history, probe

LABELS = np.repeat([0, 1, 2], 10)
NUMBERS = 1 + np.arange(30)
HELD_BACK = 1001 + np.arange(6)


def rows(numbers):
    drawn = np.random.default_rng(1).normal(size=(len(numbers), 5)).astype("float32")
    drawn[:, 0] = numbers
    return drawn


def watched(function, make_model):
    train, val = (rows(NUMBERS), LABELS), (rows(HELD_BACK), LABELS[:6])
    return probe("watch_fit", function, make_model(), train, val)


def trains(**settings):
    """A function that trains as the keywords of `fit` say, by default right."""

    def train(model, train, val):
        given = {"validation_data": val, "epochs": 2, "batch_size": 4, "verbose": 0, **settings}
        return model.fit(*train, **given)

    return train


RIGHT = {"train": NUMBERS, "validation": HELD_BACK, "epochs": 2, "batch_size": 4}


def by_hand(model, train, val):
    for _ in range(2):
        for start in range(0, 30, 4):
            model.train_on_batch(train[0][start : start + 4], train[1][start : start + 4])
        model.evaluate(*val, verbose=0)


def looks_around(model, train, val):
    model.evaluate(*train, verbose=0)
    model.compile("rmsprop", "sparse_categorical_crossentropy", run_eagerly=True)
    history = trains()(model, train, val)
    model.predict(train[0], verbose=0)
    return history


def from_a_dataset(model, train, val):
    import tensorflow as tf

    batches = tf.data.Dataset.from_tensor_slices(train).shuffle(30).batch(4)
    return model.fit(batches, validation_data=val, epochs=2, verbose=0)


@pytest.mark.parametrize("function", [trains(), trains(shuffle=False), by_hand, looks_around, from_a_dataset])
def test_training_as_the_task_says_passes_however_it_is_written(function, make_model, capsys):
    check_fit(watched(function, make_model), **RIGHT, task=1)
    assert "handles the rows as the task says" in capsys.readouterr().out


def on_a_copy(model, train, val):
    copy = keras.models.clone_model(model)
    copy.compile("adam", "sparse_categorical_crossentropy")
    return trains()(copy, train, val)


def swapped(model, train, val):
    return trains()(model, val, train)


def twice(model, train, val):
    trains()(model, train, val)
    return trains()(model, train, val)


WRONG = {
    "does not train": on_a_copy,
    "used for training": swapped,
    "number of times": twice,
    "one epoch more": trains(epochs=3),
    "no validation": trains(validation_data=None),
    "on training rows": trains(validation_data=(rows(NUMBERS), LABELS)),
    "larger batches": trains(batch_size=8),
    "some validation rows": trains(validation_data=(rows(HELD_BACK[:4]), LABELS[:4])),
    "nothing at all": lambda model, train, val: None,
}


@pytest.mark.parametrize("what", WRONG)
def test_other_rows_times_or_batches_fail(what, make_model, refused):
    refused(check_fit, watched(WRONG[what], make_model), **RIGHT)


def divided(order, **settings):
    def fit(model, train, val):
        x, y = train[0][order], train[1][order]
        return model.fit(x, y, **{"validation_split": 0.2, "epochs": 2, "verbose": 0, **settings})

    return fit


SHARE = {"train": NUMBERS, "share": 0.2, "epochs": 2, "classes": LABELS}
MIXED = np.arange(30).reshape(3, 10).T.ravel()


def test_a_share_is_held_back_with_every_class_in_it(make_model, refused):
    check_fit(watched(divided(MIXED), make_model), **SHARE, task=1)
    failure = refused(check_fit, watched(divided(np.arange(30)), make_model), **SHARE)
    assert "random order" in str(failure.next)
    refused(check_fit, watched(divided(MIXED, validation_split=0.5), make_model), **SHARE)
    refused(check_fit, watched(divided(MIXED[:20]), make_model), **SHARE)
    overlapping = divided(MIXED, validation_split=0, validation_data=(rows(NUMBERS[:6]), LABELS[:6]))
    assert "too" in str(refused(check_fit, watched(overlapping, make_model), **SHARE).claim)


def streamed(**settings):
    def fit(model, streams, steps):
        given = {"steps_per_epoch": steps, "validation_steps": 2, "epochs": 2, "verbose": 0, **settings}
        return model.fit(streams[0], validation_data=streams[1], **given)

    return fit


@pytest.mark.filterwarnings("ignore:Your input ran out of data")
def test_batches_of_streams_are_counted(make_model, refused):
    streams = [(rows(NUMBERS), LABELS, 5), (rows(HELD_BACK), LABELS[:6], 3)]
    right = {"train": NUMBERS, "validation": HELD_BACK, "steps": 4, "validation_steps": 2, "epochs": 2}

    def seen(function):
        return probe("watch_fit", function, make_model(), 4, streams=streams)

    check_fit(seen(streamed()), **right, task=1)
    for wrong in ({"steps_per_epoch": 8}, {"validation_steps": 4}, {"epochs": 1}, {"steps_per_epoch": None}):
        refused(check_fit, seen(streamed(**wrong)), **right)


def test_what_came_back_is_there_to_be_checked(make_model, refused):
    assert watched(trains(), make_model)["returned"].reach().epoch == [0, 1]
    failure = refused(check_history, watched(lambda model, train, val: None, make_model)["returned"])
    assert failure.render("en").startswith("✗ The result of `function` is not the history of a training.")


def test_a_second_training_is_told_from_too_many_epochs(make_model, refused):
    assert "more than once" in str(refused(check_fit, watched(twice, make_model), **RIGHT).next)
    assert "passes" in str(refused(check_fit, watched(trains(epochs=3), make_model), **RIGHT).next)


def test_a_second_training_validates_the_right_rows_all_the_same(make_model):
    check_fit(watched(twice, make_model), validation=HELD_BACK, epochs=2, task=1)


@pytest.mark.parametrize("record", [None, 3, {}, {"trained": [["a"]], "validated": []}, {"trained": 1}])
def test_what_is_no_record_fails(record, refused):
    refused(check_fit, record, **RIGHT)


def test_a_stream_ends_though_it_is_said_to_be_endless(make_model):
    def counts(model, streams):
        return len(list(itertools.islice(streams[0], 10_000)))

    found = probe("watch_fit", counts, make_model(), streams=[(rows(NUMBERS), LABELS, 5)])["returned"]
    assert found.reach() == 200
