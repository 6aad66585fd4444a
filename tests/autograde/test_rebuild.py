"""Which of a student's models are made anew, and which configurations are never read."""

import io
import json
import time
import zipfile

import h5py
import keras
import numpy as np
import pytest
from keras import layers

from autograde import rebuild
from autograde.rebuild import Refused

pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def models():
    inputs = keras.Input((8, 8, 1))
    hidden = layers.Flatten()(layers.MaxPooling2D()(layers.Conv2D(3, 3, padding="same")(inputs)))
    two = keras.Model(inputs, [layers.Dense(2, name="a")(hidden), layers.Dense(1, name="b")(hidden)])
    text = keras.Sequential([keras.Input((5,), dtype="int32"), layers.Embedding(9, 4), layers.LSTM(3)])
    plain = keras.Sequential(
        [keras.Input((4,)), layers.Dense(3, "relu", kernel_regularizer="l2"), layers.Dropout(0.5)]
    )
    return [plain, two, text]


@pytest.mark.parametrize("number", range(3))
def test_a_model_of_keras_own_layers_is_made_anew_with_its_weights(number):
    model = models()[number]
    rebuilt = rebuild.build_model(keras.saving.serialize_keras_object(model), model.get_weights())
    for ours, theirs in zip(rebuilt.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def with_layer(config):
    base = keras.saving.serialize_keras_object(keras.Sequential([keras.Input((4,)), layers.Dense(1)]))
    base["config"]["layers"][1] = config
    return base


EVIL = {
    "lambda": {"module": "keras.layers", "class_name": "Lambda", "config": {}, "registered_name": None},
    "saved model": {"module": "keras.layers", "class_name": "TFSMLayer", "config": {"filepath": "/etc"}},
    "vocabulary": {
        "module": "keras.layers",
        "class_name": "StringLookup",
        "config": {"vocabulary": "/etc/passwd"},
        "registered_name": None,
    },
    "other module": {"module": "os", "class_name": "system", "config": {"command": "true"}},
    "custom": {"module": None, "class_name": "Evil", "config": {}, "registered_name": "Custom>Evil"},
    "keras internals": {"module": "keras.src.utils.python_utils", "class_name": "func_load", "config": {}},
    "function": {
        "module": "builtins",
        "class_name": "function",
        "config": "os.system",
        "registered_name": "f",
    },
}


@pytest.mark.parametrize("name", EVIL)
def test_a_configuration_that_could_run_or_read_is_refused_unread(name):
    with pytest.raises(Refused):
        rebuild.build_model(with_layer(EVIL[name]), None)


def test_a_huge_model_is_refused_before_it_takes_memory():
    dense = {
        "module": "keras.layers",
        "class_name": "Dense",
        "config": {"units": 10**10},
        "registered_name": None,
    }
    with pytest.raises(Refused, match="parameters"):
        rebuild.build_model(with_layer(dense), None)


def test_a_configuration_that_holds_itself_is_refused():
    endless = with_layer({})
    endless["config"]["layers"].append(endless)
    with pytest.raises(Refused):
        rebuild.build_model(endless, None)


def test_weights_of_other_shapes_are_refused():
    model = models()[0]
    with pytest.raises(Refused, match="weights"):
        rebuild.build_model(keras.saving.serialize_keras_object(model), [np.zeros(3)])


def saved(tmp_path, **changes):
    """Return the bytes of a saved model, with entries of its archive replaced."""
    path = tmp_path / "model.keras"
    keras.Sequential([keras.Input((4,)), layers.Dense(2)]).save(path)
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, changes.pop(entry.split(".")[0], lambda same: same)(content))
        for name, content in changes.items():
            new.writestr(name, content(b""))
    return made.getvalue()


def test_a_saved_model_is_loaded_whatever_else_the_archive_holds(tmp_path):
    model = rebuild.load_file(saved(tmp_path, **{"../../evil.txt": lambda _: b"x"}))
    assert model.count_params() == 10
    assert not (tmp_path.parent.parent / "evil.txt").exists()


def linked(content):
    file = io.BytesIO(content)
    with h5py.File(file, "r+") as weights:
        weights["more"] = h5py.ExternalLink("/etc/passwd", "/")
    return file.getvalue()


def kept_elsewhere(content):
    file = io.BytesIO(content)
    with h5py.File(file, "r+") as weights:
        weights.create_dataset("more", (10,), "uint8", external=[("/etc/hostname", 0, 10)])
    return file.getvalue()


def renamed(content):
    config = json.loads(content)
    config["config"]["layers"][1] = EVIL["lambda"]
    return json.dumps(config).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"config": renamed},
        {"config": lambda _: b"{" * 100_000},
        {"model": linked},
        {"model": kept_elsewhere},
        {"model": lambda _: b"not HDF5"},
    ],
    ids=["lambda", "json", "link", "external", "weights"],
)
def test_a_damaged_or_hostile_file_is_refused(tmp_path, changes):
    with pytest.raises(Refused):
        rebuild.load_file(saved(tmp_path, **changes))


def test_a_zip_bomb_is_refused_by_what_it_says_of_itself(tmp_path, monkeypatch):
    monkeypatch.setattr(rebuild, "_FILE_BYTES", 10_000)
    bomb = saved(tmp_path, config=lambda content: content + b" " * 1_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(Refused, match="bytes"):
        rebuild.load_file(bomb)


def test_the_optimizer_comes_back_with_its_steps():
    model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), "mse")
    model.fit(np.ones((8, 4)), np.ones(8), epochs=3, batch_size=4, verbose=0)
    rebuilt = rebuild.build_model(keras.saving.serialize_keras_object(model), model.get_weights())
    state = [np.asarray(variable) for variable in model.optimizer.variables]
    rebuild.compile_model(rebuilt, model.get_compile_config(), state)
    assert int(rebuilt.optimizer.iterations) == 6
    assert float(rebuilt.optimizer.learning_rate) == pytest.approx(0.01)


def test_a_layer_that_was_adapted_computes_as_the_students():
    rows = np.random.default_rng(1).normal(5, 3, size=(50, 4)).astype("float32")
    scale = layers.Normalization()
    scale.adapt(rows)
    model = keras.Sequential([keras.Input((4,)), scale, layers.Dense(2)])
    config = keras.saving.serialize_keras_object(model)
    rebuilt = rebuild.build_model(config, model.get_weights())
    np.testing.assert_allclose(rebuilt(rows), model(rows), rtol=1e-5)


def sequential(*parts, shape=(4,)):
    with rebuild._shapes_alone():
        return keras.saving.serialize_keras_object(keras.Sequential([keras.Input(shape), *parts]))


HUGE = {
    "repeated": lambda: sequential(layers.RepeatVector(10**8)),
    "categories": lambda: sequential(layers.CategoryEncoding(10**9, output_mode="one_hot"), shape=(1,)),
    "input": lambda: sequential(layers.Flatten(), shape=(2 * 10**8,)),
    "steps": lambda: sequential(layers.SimpleRNN(2), shape=(2 * 10**6, 1)),
    "steps both ways": lambda: sequential(layers.Bidirectional(layers.LSTM(2)), shape=(2 * 10**6, 1)),
    "orthogonal": lambda: sequential(layers.Dense(6000, kernel_initializer="orthogonal"), shape=(6000,)),
    "images": lambda: sequential(layers.UpSampling2D(5000), shape=(8, 8, 3)),
    "a layer alone": lambda: {
        "module": "keras.layers",
        "class_name": "Dense",
        "config": {"name": "d", "units": 10**5},
        "registered_name": None,
        "build_config": {"input_shape": [None, 10**5]},
    },
}


@pytest.mark.parametrize("name", HUGE)
def test_what_is_large_to_run_is_refused_before_it_is_run(name):
    started = time.monotonic()
    with pytest.raises(Refused):
        rebuild.build_object(HUGE[name]())
    assert time.monotonic() - started < 10


def test_what_was_only_measured_is_never_made():
    from keras.src.backend.common.variables import initialize_all_variables

    with pytest.raises(Refused):
        rebuild.build_object(sequential(layers.Dense(10**6), shape=(10**6,)))
    initialize_all_variables()  # as Keras does at many places; 4 TB


def test_ordinary_models_are_not_too_large():
    for model in (
        keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(None, None, 3)),
        keras.applications.MobileNetV2(weights=None, input_shape=(224, 224, 3)),
        keras.Sequential([keras.Input((200,)), layers.Embedding(20_000, 128), layers.LSTM(128)]),
    ):
        config = keras.saving.serialize_keras_object(model)
        assert rebuild.build_model(config, model.get_weights()).count_params() == model.count_params()


def test_what_is_frozen_in_a_model_stays_frozen():
    """Keras thaws it: a functional model that is read gives its own state to all its layers."""
    base = keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.BatchNormalization()], name="base")
    base.layers[0].trainable = False
    inputs = keras.Input((4,))
    model = keras.Model(inputs, layers.Dense(2)(layers.Dense(4, trainable=False)(base(inputs))))
    rebuilt = rebuild.build_model(keras.saving.serialize_keras_object(model), model.get_weights())
    wanted = [weight.path.split("/")[-2:] for weight in model.trainable_weights]
    assert len(wanted) == 4  # gamma, beta; kernel and bias of the last layer
    assert [weight.path.split("/")[-2:] for weight in rebuilt.trainable_weights] == wanted
