import keras
import pytest
import tensorflow as tf
from tensorflow.python.client import device_lib

from grader_tests import CheckFailed, check_with_gpus

set_growth = tf.config.experimental.set_memory_growth
FINDERS = {
    "physical": lambda: len(tf.config.list_physical_devices("GPU")) > 0,
    "experimental": lambda: bool(tf.config.experimental.list_physical_devices("GPU")),
    "all-of-them": lambda: any(one.device_type == "GPU" for one in tf.config.list_physical_devices()),
    "logical": lambda: tf.config.list_logical_devices("GPU") != [],
    "visible": lambda: tf.config.get_visible_devices("GPU") != [],
    "name": lambda: tf.test.gpu_device_name() == "/device:GPU:0",
    "keras": lambda: keras.distribution.list_devices("gpu") != [],
    "local": lambda: any(one.device_type == "GPU" for one in device_lib.list_local_devices()),
}
NOT_FINDERS = {
    "always": lambda: True,
    "never": lambda: False,
    "list": lambda: tf.config.list_physical_devices("GPU"),
    "number": lambda: len(tf.config.list_physical_devices("GPU")),
    "none": lambda: None,
    "any-device": lambda: len(tf.config.list_physical_devices()) > 0,
    "odd": lambda: Odd(),
}


class Odd:
    __eq__ = __bool__ = None

    def __getattribute__(self, name):
        raise SystemExit(name)


def grow(let_out=False):
    def growing():
        for gpu in tf.config.list_physical_devices("GPU"):
            try:
                set_growth(gpu, True)
            except RuntimeError:
                if let_out:
                    raise

    return growing


@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS)
@pytest.mark.parametrize("gpus", [0, 1, 3])
def test_whichever_way_tensorflow_is_asked(find, gpus):
    check_with_gpus(find, gpus, returns=gpus > 0, task=1)


@pytest.mark.parametrize("find", NOT_FINDERS.values(), ids=NOT_FINDERS)
def test_another_answer_fails_with_one_or_without(find):
    assert not all(passes(find, gpus) for gpus in (0, 1))


def passes(find, gpus):
    try:
        check_with_gpus(find, gpus, returns=gpus > 0, task=1)
    except CheckFailed:
        return False
    return True


def test_the_lists_are_what_they_were(refused):
    before = tf.config.list_physical_devices(), tf.config.list_logical_devices()
    check_with_gpus(FINDERS["physical"], 2, returns=True, task=1)
    refused(check_with_gpus, lambda: 1 / 0, 2)
    assert (tf.config.list_physical_devices(), tf.config.list_logical_devices()) == before


def test_memory_grows_on_every_gpu(refused):
    check_with_gpus(grow(), 0, grows=True, task=1)
    check_with_gpus(grow(), 3, grows=True, task=1)
    failure = refused(
        check_with_gpus, lambda: set_growth(tf.config.list_physical_devices("GPU")[0], True), 3, grows=True
    )
    assert "every GPU" in str(failure.claim)
    assert str(failure.got) == "1 of 3"
    refused(
        check_with_gpus, lambda: set_growth(tf.config.list_physical_devices("CPU")[0], True), 1, grows=True
    )


def test_when_tensorflow_is_at_work_an_error_must_not_come_out(refused):
    check_with_gpus(grow(), 2, started=True, task=1)
    assert "RuntimeError" in str(refused(check_with_gpus, grow(let_out=True), 2, started=True).claim)


def test_what_is_no_function_fails(refused):
    assert "not a function" in str(refused(check_with_gpus, True, 1, returns=True).claim)
