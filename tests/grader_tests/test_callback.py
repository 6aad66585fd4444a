from pathlib import Path

import numpy as np
import pytest
from keras.callbacks import Callback, EarlyStopping, LambdaCallback, ModelCheckpoint, ReduceLROnPlateau

from grader_tests import call, check_callback
from grader_tests.probes import drive_callback

VAL = {"val_loss": [0.9, 0.5, 0.7, 0.8, 0.4, 0.6, 0.7, 0.8, 0.9]}


class SavesByHand(Callback):
    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def on_train_begin(self, logs):  # Keras always hands `logs` over
        self.best = float("inf")

    def on_epoch_end(self, epoch, logs):
        if logs["val_loss"] < self.best:
            self.best = logs["val_loss"]
            Path(self.folder).mkdir(exist_ok=True)
            self.model.save(f"{self.folder}/{epoch + 1}.keras")


def stops_when_low():
    callback = LambdaCallback(
        on_epoch_end=lambda epoch, logs: setattr(callback.model, "stop_training", logs["val_loss"] < 0.45)
    )
    return callback


def test_the_end_of_a_training(refused, capsys):
    check_callback(
        call(EarlyStopping, patience=3, restore_best_weights=True), VAL, epochs=8, ends_with=5, task=1
    )
    assert "right on 9 epochs" in capsys.readouterr().out
    check_callback(call(stops_when_low), VAL, epochs=(4, 6), ends_with=5, task=1)
    early = refused(check_callback, call(EarlyStopping), VAL, epochs=(8, 9))
    assert "too early" in early.render("en")
    assert "after epoch 3" in str(early.got)
    assert "too late" in refused(check_callback, call(EarlyStopping, patience=9), VAL, epochs=8).render("en")
    assert "another epoch" in refused(check_callback, EarlyStopping(patience=3), VAL, ends_with=5).render(
        "en"
    )


def test_a_callback_may_watch_accuracy():
    record = {"val_accuracy": [0.1, 0.6, 0.5, 0.4]}
    check_callback(EarlyStopping("val_accuracy", patience=1), record, epochs=3, task=1)


def test_learning_rates(refused):
    rates = [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2]
    halves = call(ReduceLROnPlateau, factor=0.5, patience=2, min_lr=0.2)
    check_callback(halves, VAL, epochs=9, rates=rates, task=1)
    failure = refused(check_callback, call(ReduceLROnPlateau, factor=0.5, patience=3), VAL, rates=rates)
    assert str(failure.expected) == "0.5 after epoch 4"


@pytest.mark.parametrize(
    "make",
    [
        SavesByHand,
        lambda folder: ModelCheckpoint(
            f"{folder}/m-{{epoch:03d}}-{{val_loss:.1f}}.keras", save_best_only=True
        ),
    ],
)
def test_saved_epochs(make):
    for _ in range(2):  # a student runs the cell again
        check_callback(call(make, "made"), VAL, saves=[1, 2, 5], named=True, folder="made", task=1)
    assert not Path("made").exists()


def test_files_that_were_there_stay():
    Path("made").mkdir()
    kept = Path("made/other.keras")
    kept.write_bytes(b"a student's own")
    check_callback(call(SavesByHand, "made"), VAL, saves=[1, 2, 5], folder="made", task=1)
    assert kept.exists()


@pytest.mark.parametrize(
    ("callback", "word"),
    [
        (ModelCheckpoint("made/m-{epoch}.keras"), "1, 2, 3, 4"),
        (ModelCheckpoint("made/last.keras", save_best_only=True), "epochs: 5"),
        (ModelCheckpoint("made/m-{epoch}.weights.h5", save_weights_only=True), "no `.keras` file"),
        (ModelCheckpoint("m-{epoch}.keras"), "no `.keras` file"),
    ],
)
def test_other_files(refused, callback, word):
    failure = refused(check_callback, callback, VAL, saves=[1, 2, 5], folder="made")
    assert word in str(failure.got)
    hidden = refused(check_callback, callback, VAL, saves=[1, 2, 5], folder="made", hidden=True)
    assert hidden.got is hidden.expected is None


def test_names_of_files(refused):
    class FromZero(SavesByHand):
        def on_epoch_end(self, epoch, logs):
            super().on_epoch_end(epoch - 1, logs)

    failure = refused(check_callback, call(FromZero, "made"), VAL, named=True, folder="made")
    assert "1 in the name" in str(failure.expected)
    refused(check_callback, Callback(), VAL, named=True, folder="made")


def test_one_object_goes_through_several_trainings(refused):
    class Forgets(Callback):
        best, waited = float("inf"), 0

        def on_epoch_end(self, epoch, logs):
            self.waited = 0 if logs["val_loss"] < self.best else self.waited + 1
            self.best = min(self.best, logs["val_loss"])
            self.model.stop_training = self.waited >= 3

    check_callback(call(Forgets), VAL, epochs=8, task=1)
    refused(check_callback, call(Forgets), VAL, epochs=8, trainings=2)
    check_callback(call(EarlyStopping, patience=3), VAL, epochs=8, trainings=2, task=1)


def raises():
    return LambdaCallback(on_epoch_end=lambda epoch, logs: logs["accuracy"])


@pytest.mark.parametrize(
    "thing", [None, 3, "callback", EarlyStopping, [EarlyStopping()], np.zeros(3), raises()]
)
@pytest.mark.parametrize("hidden", [True, False])
def test_what_is_no_callback_fails(refused, thing, hidden):
    refused(check_callback, thing, VAL, epochs=9, hidden=hidden)


def test_hooks_get_what_fit_gives_them():
    seen = []

    class Notes(Callback):
        def on_train_begin(self, logs):
            seen.append(("begin", logs))

        def on_epoch_begin(self, epoch, logs):
            seen.append((epoch, logs))

        def on_train_batch_end(self, batch, logs):
            seen.append((batch, logs))

        def on_train_end(self, logs):
            seen.append(("end", logs))

    assert drive_callback(Notes(), [{"loss": 2.0, "val_loss": 3.0}])["epochs"] == 1
    assert seen == [("begin", {}), (0, {}), (0, {"loss": 2.0}), ("end", {"loss": 2.0, "val_loss": 3.0})]
