"""What crosses between the processes comes out as it went in; what can't cross is a handle or refused."""

import inspect
import math

import keras
import numpy as np
import pytest

from autograde.values import Decoder, Encoder, Unsendable, from_npy, npy
from autograde.wire import Limits, Malformed, pack

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def across(value, keep=None):
    """Encode, pack as JSON, decode; what is not plain comes out as its tree."""
    encoder = Encoder(keep or (lambda kept: 7))
    tree = encoder.encode(value)
    pack({"value": tree}, encoder.buffers, Limits())  # it is JSON
    return Decoder(encoder.buffers, lambda kind, tree, decoder: dict(tree)).decode(tree)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -5,
        2**70,
        1.5,
        math.inf,
        "слово",
        b"\0\1",
        [1, [2.5, "x"]],
        (1, (2,)),
        {"a": 1, 2: (3,)},
    ],
    ids=repr,
)
def test_plain_values_keep_their_kind(value):
    found = across(value)
    assert found == value
    assert type(found) is type(value)


def test_nan_is_nan():
    assert math.isnan(across(math.nan))


@pytest.mark.parametrize("dtype", ["float32", "int64", "bool", "complex128", "U3", "uint8"])
def test_arrays_keep_shape_dtype_and_numbers(dtype):
    array = np.arange(6).reshape(2, 3).astype(dtype)
    found = across(array)
    assert found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)


def test_tensors_and_variables_become_arrays():
    np.testing.assert_array_equal(across(keras.ops.ones((2, 2))), np.ones((2, 2)))
    np.testing.assert_array_equal(across(keras.Variable([1.0, 2.0])), [1, 2])


def test_a_scalar_of_numpy_stays_one():
    assert across(np.float32(0.5)) == 0.5
    assert across(np.int64(3)).dtype == np.int64


class Liar(float):
    def __float__(self):
        return 1e9

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def test_a_subclass_crosses_as_the_plain_value_below_it():
    assert across(Liar(0.25)) == 0.25
    assert type(across(Liar(0.25))) is float


def test_keras_own_function_goes_by_name_and_another_of_that_name_does_not():
    assert across(keras.losses.mean_squared_error) == {
        "is": "public",
        "module": "keras.losses",
        "name": "mean_squared_error",
    }

    def mean_squared_error(y_true, y_pred):
        return 0.0

    found = across(mean_squared_error)
    assert found["is"] == "handle"
    assert found["parameters"] == ["y_true", "y_pred"]
    assert found["callable"]


def test_a_loss_of_the_students_own_is_not_called_keras_own():
    def mean_squared_error(y_true, y_pred):
        return keras.ops.mean(keras.ops.abs(y_true - y_pred), axis=-1)

    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", loss=mean_squared_error)
    assert "compile" not in across(model)
    model.compile("sgd", loss=keras.losses.MeanSquaredError())
    assert across(model)["compile"] is not None


def _settings_of_losses():
    """Yield every public loss, each with a setting that is not the default."""
    for name, kind in sorted(vars(keras.losses).items()):
        if isinstance(kind, type) and kind is not keras.losses.Loss:
            for setting, parameter in inspect.signature(kind.__init__).parameters.items():
                if isinstance(parameter.default, bool):
                    yield pytest.param(kind, {setting: not parameter.default}, id=f"{name}-{setting}")
                elif isinstance(parameter.default, (int, float)):
                    step = 1 if isinstance(parameter.default, int) else 0.3
                    yield pytest.param(kind, {setting: parameter.default + step}, id=f"{name}-{setting}")


def _told(value, part):
    """Return a configuration as the other side reads it."""
    encoder = Encoder(lambda kept: 7)
    tree = encoder.encode(value)
    return Decoder(encoder.buffers, lambda kind, tree, decoder: dict(tree)).decode(tree[part])


@pytest.mark.parametrize(("kind", "setting"), list(_settings_of_losses()))
def test_a_loss_tells_all_that_it_was_made_with(kind, setting):
    loss = kind(**setting)
    told = _told(loss, "config")
    assert setting.items() <= told["config"].items()
    assert _told(keras.saving.deserialize_keras_object(told), "config") == told
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile("sgd", loss=loss)
    assert _told(model, "compile")["loss"]["config"] == told["config"]


def test_what_a_loss_tells_the_student_is_left_as_keras_has_it():
    before = keras.losses.Loss.get_config
    across(keras.losses.Huber(delta=2.0))
    assert keras.losses.Loss.get_config is before


def test_what_holds_itself_is_refused():
    endless: list = []
    endless.append(endless)
    with pytest.raises(Unsendable):
        across(endless)


def test_without_a_keeper_an_instructors_object_is_refused_but_what_can_be_imported_is_named():
    with pytest.raises(Unsendable):
        Encoder().encode(lambda: None)
    assert Encoder().encode(np.mean) == {"is": "import", "module": "numpy", "name": "mean"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an array",
        npy(np.arange(10))[:-8],
        npy(np.arange(10)) + b"more",
        npy(np.zeros((3, 3))).replace(b"(3, 3)", b"(3, 9)"),
        npy(np.zeros(3)).replace(b"'<f8'", b"'|O' "),
    ],
)
def test_a_damaged_array_is_refused(data):
    with pytest.raises(Malformed):
        from_npy(data)


def test_a_pickle_in_an_array_is_not_read(tmp_path):
    with (tmp_path / "evil.npy").open("wb") as file:
        np.save(file, np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(Malformed):
        from_npy((tmp_path / "evil.npy").read_bytes())


@pytest.mark.parametrize(
    "tree", [{"is": "array", "buffer": 5, "kind": "array"}, {"is": "int", "value": "x"}, {"is": 3}, {}, [1]]
)
def test_a_damaged_tree_is_refused(tree):
    with pytest.raises(Malformed):
        Decoder([], lambda kind, tree, decoder: None).decode(tree)
