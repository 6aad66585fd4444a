"""What a test cell can examine of a student who is in another process: right answers pass, wrong ones fail.

Each case is a notebook of three cells: the course's set-up, the student's answer, the test. The same test must
say the same when all three run in one process, as in the student's own kernel.
"""

import contextlib
import io
import os
from dataclasses import dataclass

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde.engine import run
from autograde.job import Job, Limits
from tests.units.exercises import run as run_here

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

pytestmark = [
    pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning"),  # Keras variables
    pytest.mark.filterwarnings("ignore::DeprecationWarning:keras_tuner"),
]

SETUP = """import keras
import numpy as np
from keras import layers
import grader_tests

random = np.random.default_rng(3)
x = random.normal(size=(60, 4)).astype("float32")
y = (x @ np.array([1.0, -2.0, 0.5, 3.0]) > 0).astype("float32")
started = keras.ops.zeros(1)
"""


@dataclass(frozen=True)
class Case:
    name: str
    right: str
    wrong: str
    test: str


CASES = [
    Case(
        "adapted-layer",
        "def build(x):\n    scale = layers.Normalization()\n    scale.adapt(x)\n"
        "    return keras.Sequential([keras.Input((4,)), scale])",
        "def build(x):\n    return keras.Sequential([keras.Input((4,)), layers.Normalization()])",
        "from grader_tests import call, check_array, probe\n"
        "wide = 5 + 3 * x\nscaled = (wide - wide.mean(axis=0)) / wide.std(axis=0)\n"
        "built = call(build, wide)\n"
        "check_array(probe('call_on', built, wide), scaled, atol=1e-3, task=1)\n"
        "check_array(built.reach()(wide), scaled, atol=1e-3, task=1)",
    ),
    Case(
        "dropout-that-is-always-on",
        "def build():\n    inputs = keras.Input((4,))\n"
        "    return keras.Model(inputs, layers.Dense(3)(layers.Dropout(0.5)(inputs, training=True)))",
        "def build():\n    inputs = keras.Input((4,))\n"
        "    return keras.Model(inputs, layers.Dense(2)(layers.Dropout(0.5)(inputs, training=True)))",
        "from grader_tests import call, check_layers, layer\n"
        "check_layers(call(build), [..., layer('Dense', units=3)], task=1)",
    ),
    Case(
        "images-of-any-size",
        "def build():\n    return keras.applications.MobileNetV2(\n"
        "        weights=None, include_top=False, alpha=0.35, input_shape=(None, None, 3))",
        "def build():\n    return keras.applications.MobileNetV2(\n"
        "        weights=None, include_top=False, alpha=0.5, input_shape=(None, None, 3))",
        "from grader_tests import call, check_layers\ncheck_layers(call(build), parameters=410_208, task=1)",
    ),
    Case(
        "layer-added-to-a-given-model",
        "def grow(model):\n    model.add(layers.Dense(2))\n    return model",
        "def grow(model):\n    model.add(layers.Dense(3))\n    return model",
        "from grader_tests import call, check_layers, layer\n"
        "given = keras.Sequential([keras.Input((4,)), layers.Dense(5), layers.Dense(6, name='dense_12')])\n"
        "check_layers(call(grow, given), [..., layer('Dense', units=2)], task=1)",
    ),
    Case(
        "plain-function",
        "def double(values):\n    return 2 * values",
        "def double(values):\n    return values + values[0]",
        "from grader_tests import call, check_array\ncheck_array(call(double, x), 2 * x, task=1)",
    ),
    Case(
        "custom-layer",
        "class Twice(layers.Layer):\n    def call(self, inputs):\n        return 2 * inputs\n\n"
        "def build():\n    return keras.Sequential([keras.Input((4,)), Twice()])",
        "class Twice(layers.Layer):\n    def call(self, inputs):\n        return 3 * inputs\n\n"
        "def build():\n    return keras.Sequential([keras.Input((4,)), Twice()])",
        "from grader_tests import check_array, probe, call\n"
        "check_array(probe('call_on', call(build), x), 2 * x, task=1)",
    ),
    Case(
        "custom-layer-parameters",
        "class Scale(layers.Layer):\n    def build(self, shape):\n        self.s = self.add_weight(shape=(shape[-1],))\n\n"
        "    def call(self, inputs):\n        return self.s * inputs\n\n"
        "def build():\n    return keras.Sequential([keras.Input((4,)), Scale(), layers.Dense(1)])",
        "class Scale(layers.Layer):\n    def build(self, shape):\n        self.s = self.add_weight(shape=())\n\n"
        "    def call(self, inputs):\n        return self.s * inputs\n\n"
        "def build():\n    return keras.Sequential([keras.Input((4,)), Scale(), layers.Dense(1)])",
        "from grader_tests import check_layers, call, layer\n"
        "check_layers(call(build), [layer('Scale'), layer('Dense', units=1)], parameters=9, task=1)",
    ),
    Case(
        "subclassed-model",
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n"
        "        self.hidden = layers.Dense(8, activation='relu')\n        self.out = layers.Dense(1, activation='sigmoid')\n\n"
        "    def call(self, inputs):\n        return self.out(self.hidden(inputs))\n\n"
        "def train(x, y):\n    model = Net()\n    model.compile('adam', 'binary_crossentropy')\n"
        "    model.optimizer.learning_rate = 0.05\n    model.fit(x, y, epochs=15, verbose=0)\n    return model",
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n"
        "        self.hidden = layers.Dense(8, activation='relu')\n        self.out = layers.Dense(1, activation='sigmoid')\n\n"
        "    def call(self, inputs):\n        return self.out(self.hidden(inputs))\n\n"
        "def train(x, y):\n    model = Net()\n    model.compile('adam', 'binary_crossentropy')\n"
        "    model.build((None, 4))\n    return model",
        "from grader_tests import check_reaches, check_trained, call\n"
        "trained = call(train, x, y)\n"
        "check_trained(trained, x, y.reshape(-1, 1), loss='binary_crossentropy', task=1)\n"
        "check_reaches(trained, x, y, at_least=0.8, task=1)",
    ),
    Case(
        "two-outputs",
        "def build():\n    inputs = keras.Input((4,))\n    trunk = layers.Dense(5, activation='relu')(inputs)\n"
        "    return keras.Model(inputs, {'a': layers.Dense(1)(trunk), 'b': layers.Dense(3, activation='softmax')(trunk)})",
        "def build():\n    inputs = keras.Input((4,))\n    trunk = layers.Dense(5)(inputs)\n"
        "    return keras.Model(inputs, {'a': layers.Dense(1)(trunk), 'b': layers.Dense(3, activation='softmax')(trunk)})",
        "from grader_tests import check_layers, call\n"
        "check_layers(call(build), parameters=49, hidden_nonlinearity=True, task=1)",
    ),
    Case(
        "custom-loss",
        "def loss(y_true, y_pred):\n    return keras.ops.mean(keras.ops.square(y_true - y_pred), axis=-1)",
        "def loss(y_true, y_pred):\n    return keras.ops.mean(keras.ops.abs(y_true - y_pred), axis=-1)",
        "from grader_tests import call, check_array, probe\n"
        "given = np.array([[1.0, 2.0], [0.0, 0.5]], 'float32')\n"
        "found = np.array([[0.5, 2.5], [1.0, 0.5]], 'float32')\n"
        "check_array(call(loss, given, found), [0.25, 0.5], task=1)\n"
        "check_array(probe('gradient', loss, given, found), found - given, task=1)",
    ),
    Case(
        "loss-without-gradient",
        "def loss(y_true, y_pred):\n    return keras.ops.mean(keras.ops.square(y_true - y_pred), axis=-1)",
        "def loss(y_true, y_pred):\n    return np.mean(np.square(np.asarray(y_true) - np.asarray(y_pred)), axis=-1)",
        "from grader_tests import check_array, probe\n"
        "given, found = np.zeros((2, 2), 'float32'), np.ones((2, 2), 'float32')\n"
        "check_array(probe('gradient', loss, given, found), found, task=1)",
    ),
    Case(
        "custom-loss-compiled",
        "def my_mse(y_true, y_pred):\n    return keras.ops.mean(keras.ops.square(y_true - y_pred), axis=-1)\n\n"
        "def build():\n    model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])\n"
        "    model.compile(keras.optimizers.SGD(0.1), loss=my_mse)\n    return model",
        "def mean_squared_error(y_true, y_pred):\n    return keras.ops.mean(keras.ops.abs(y_true - y_pred), axis=-1)\n\n"
        "def build():\n    model = keras.Sequential([keras.Input((4,)), layers.Dense(1)])\n"
        "    model.compile(keras.optimizers.SGD(0.1), loss=mean_squared_error)\n    return model",
        "from grader_tests import call, check_loss, check_optimizer\n"
        "check_optimizer(call(build), kind='SGD', learning_rate=0.1, task=1)\n"
        "check_loss(call(build), y[:8], fits='mean_squared_error', task=1)",
    ),
    Case(
        "loss-with-an-argument",  # that Keras leaves out of its configuration
        "def compiled(model):\n    model.compile('sgd', keras.losses.Huber(delta=2.0))",
        "def compiled(model):\n    model.compile('sgd', keras.losses.Huber(delta=1.0))",
        "from grader_tests import call, check_loss\n"
        "made = keras.Sequential([keras.Input((4,)), layers.Dense(1)])\n"
        "far = np.linspace(-5, 5, 9, dtype='float32').reshape(-1, 1)\n"
        "check_loss(call(compiled, made).argument(0), far, fits=keras.losses.Huber(delta=2.0), task=1)",
    ),
    Case(
        "compiled-with-what-has-no-configuration",
        "class Falling(keras.optimizers.schedules.LearningRateSchedule):\n    def __call__(self, step):\n"
        "        return 0.1 / (1 + keras.ops.cast(step, 'float32') / 50)\n\n"
        "def train(model, x, y):\n    model.compile(keras.optimizers.Adam(Falling()), 'binary_crossentropy')\n"
        "    model.fit(x, y, epochs=15, verbose=0)",
        "class Own(keras.Sequential):\n    def call(self, inputs, training=None, mask=None):\n"
        "        return keras.ops.cast(inputs @ [[1.0], [-2.0], [0.5], [3.0]] > 0, 'float32')\n\n"
        "def train(model, x, y):\n    model.__class__ = Own",
        "from grader_tests import call, check_reaches, check_trained\n"
        "def ready():\n    made = keras.Sequential([keras.Input((4,)), layers.Dense(1, activation='sigmoid')])\n"
        "    made.compile('sgd', 'binary_crossentropy')\n    return made\n\n"
        "trained = call(train, ready(), x, y).argument(0)\n"
        "check_reaches(trained, x, y, at_least=0.8, task=1)\n"
        "check_trained(trained, x, y.reshape(-1, 1), loss='binary_crossentropy', fresh=ready, task=1)",
    ),
    Case(
        "metric-class",
        "class Largest(keras.metrics.Metric):\n    def __init__(self, name='largest'):\n        super().__init__(name=name)\n"
        "        self.most = self.add_variable((), 'zeros')\n\n    def update_state(self, y_true, y_pred, sample_weight=None):\n"
        "        self.most.assign(keras.ops.maximum(self.most, keras.ops.max(keras.ops.abs(y_true - y_pred))))\n\n"
        "    def result(self):\n        return self.most\n\n    def reset_state(self):\n        self.most.assign(0.0)",
        "class Largest(keras.metrics.Metric):\n    def __init__(self, name='largest'):\n        super().__init__(name=name)\n"
        "        self.most = self.add_variable((), 'zeros')\n\n    def update_state(self, y_true, y_pred, sample_weight=None):\n"
        "        self.most.assign(keras.ops.maximum(self.most, keras.ops.max(keras.ops.abs(y_true - y_pred))))\n\n"
        "    def result(self):\n        return self.most\n\n    def reset_state(self):\n        pass",
        "from grader_tests import check_array, probe\n"
        "batches = [(np.zeros(2, 'float32'), np.ones(2, 'float32')), (np.zeros(1, 'float32'), np.full(1, 4, 'float32'))]\n"
        "check_array(probe('metric_results', Largest, batches), [1, 4, 1], task=1)",
    ),
    Case(
        "callback-class",
        "class StopAt(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n"
        "        if logs['loss'] < 0.5:\n            self.model.stop_training = True",
        "class StopAt(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n"
        "        if epoch >= 2:\n            self.model.stop_training = True",
        "from grader_tests import call, check_array, probe\n"
        "losses = [{'loss': value} for value in (0.9, 0.7, 0.6, 0.4, 0.3)]\n"
        "check_array(probe('drive_callback', call(StopAt), losses)['epochs'], 4, task=1)",
    ),
    Case(
        "early-stopping",
        "def make():\n    return keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True)",
        "def make():\n    return keras.callbacks.EarlyStopping(patience=2)",
        "from grader_tests import call, check_array, probe\n"
        "losses = [{'loss': 1.0, 'val_loss': value} for value in (0.9, 0.5, 0.6, 0.7, 0.4)]\n"
        "driven = probe('drive_callback', call(make), losses)\n"
        "check_array(driven['epochs'], 4, task=1)\ncheck_array(driven['weight'], 2, task=1)",
    ),
    Case(
        "checkpoint-files",
        "def make():\n    return keras.callbacks.ModelCheckpoint('best.keras', save_best_only=True)",
        "def make():\n    return keras.callbacks.ModelCheckpoint('best.keras')",
        "from grader_tests import call, check_array, probe\n"
        "losses = [{'loss': 1.0, 'val_loss': value} for value in (0.9, 0.5, 0.6)]\n"
        "driven = probe('drive_callback', call(make), losses, files='*.keras')\n"
        "check_array(driven['files']['best.keras'], 2, task=1)",
    ),
    Case(
        "build-model-with-hp",
        "def build_model(hp):\n    units = hp.Int('units', 4, 16, step=4)\n"
        "    model = keras.Sequential([keras.Input((4,)), layers.Dense(units, activation='relu'), layers.Dense(1)])\n"
        "    model.compile(keras.optimizers.Adam(hp.Float('rate', 1e-4, 1e-1, sampling='log')), 'mse')\n    return model",
        "def build_model(hp):\n    hp.Int('units', 4, 16, step=4)\n"
        "    model = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation='relu'), layers.Dense(1)])\n"
        "    model.compile(keras.optimizers.Adam(hp.Float('rate', 1e-4, 1e-1, sampling='log')), 'mse')\n    return model",
        "from grader_tests import check_array, probe\n"
        "made = probe('search_space', build_model, {'units': 12, 'rate': 0.02})\n"
        "check_array(made['layers'][0][1]['units'], 12, task=1)\n"
        "check_array(made['optimizer']['learning_rate'], 0.02, task=1)\n"
        "check_array(made['space']['units']['max_value'], 16, task=1)",
    ),
    Case(
        "build-model-called-with-a-probe",
        "def build_model(hp):\n    return keras.Sequential([keras.Input((4,)), layers.Dense(hp.Int('units', 4, 16))])",
        "def build_model(hp):\n    return keras.Sequential([keras.Input((4,)), layers.Dense(16)])",
        "import keras_tuner\nfrom grader_tests import call, check_layers, layer\n"
        "fixed = keras_tuner.HyperParameters()\nfixed.Fixed('units', 7)\n"
        "check_layers(call(build_model, fixed), [layer('Dense', units=7)], task=1)",
    ),
    Case(
        "finished-tuner",
        "import keras_tuner\n\ndef build_model(hp):\n"
        "    model = keras.Sequential([keras.Input((4,)), layers.Dense(hp.Int('units', 1, 3)), layers.Dense(1)])\n"
        "    model.compile('adam', 'mse')\n    return model\n\n"
        "tuner = keras_tuner.RandomSearch(build_model, 'val_loss', max_trials=2, seed=1, directory='t', overwrite=True)\n"
        "tuner.search(x, y, validation_data=(x, y), epochs=1, verbose=0)",
        "import keras_tuner\n\ndef build_model(hp):\n"
        "    model = keras.Sequential([keras.Input((4,)), layers.Dense(hp.Int('units', 1, 3)), layers.Dense(1)])\n"
        "    model.compile('adam', 'mse')\n    return model\n\n"
        "tuner = keras_tuner.RandomSearch(build_model, 'val_loss', max_trials=2, seed=1, directory='t', overwrite=True)",
        "from grader_tests import check_array, probe\n"
        "check_array(probe('trials', tuner)[1]['values']['units'], 2, atol=1, task=1)",
    ),
    Case(
        "data-pipeline",
        "import tensorflow as tf\n\ndef make(x, y):\n    return tf.data.Dataset.from_tensor_slices((x, y)).batch(16)",
        "import tensorflow as tf\n\ndef make(x, y):\n    return tf.data.Dataset.from_tensor_slices((x, y[::-1])).batch(16)",
        "from grader_tests import call, check_array, probe\n"
        "taken = probe('batches', call(make, x, y), 2)\n"
        "check_array(taken[1][0], x[16:32], task=1)\ncheck_array(taken[1][1], y[16:32], task=1)",
    ),
    Case(
        "generator",
        "def make(x):\n    while True:\n        yield x[:3]",
        "def make(x):\n    yield x[:3]",
        "from grader_tests import call, check_array, probe\n"
        "check_array(probe('batches', call(make, x), 2)[1], x[:3], task=1)",
    ),
    Case(
        "saved-file",
        "def save(model, path):\n    model.save(path)\n    return keras.models.load_model(path)",
        "def save(model, path):\n    keras.models.clone_model(model).save(path)\n    return keras.models.load_model(path)",
        "from grader_tests import call, check_saved\n"
        "made = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\n"
        "check_saved(call(save, made, 'm.keras'), 'm.keras', like=made, x=x, task=1)",
    ),
    Case(
        "saved-file-with-a-custom-layer",
        "@keras.saving.register_keras_serializable()\nclass Twice(layers.Layer):\n    def call(self, inputs):\n"
        "        return 2 * inputs\n\n"
        "def save(path):\n    keras.Sequential([keras.Input((4,)), Twice()]).save(path)\n"
        "    return keras.models.load_model(path)",
        "class Twice(layers.Layer):\n    def call(self, inputs):\n        return 2 * inputs\n\n"
        "def save(path):\n    keras.Sequential([keras.Input((4,)), Twice()]).save(path)\n"
        "    return keras.models.load_model(path)",
        "from grader_tests import call, check_saved\n"
        "like = keras.Sequential([keras.Input((4,)), layers.Rescaling(2.0)])\n"
        "check_saved(call(save, 'm.keras'), 'm.keras', like=like, x=x, task=1)",
    ),
    Case(
        "file-that-the-test-makes",
        "def load(path):\n    return keras.saving.load_model(path)",
        "def load(path):\n    return keras.models.clone_model(keras.saving.load_model(path))",
        "from grader_tests import call, check_loaded, model_file\n"
        "made = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\n"
        "check_loaded(call(load, model_file(made, 'm.h5')), like=made, x=x, task=1)\n"
        "check_loaded(call(load, model_file(made, 'm.keras')), like=made, x=x, task=1)",
    ),
    Case(
        "file-with-a-layer-of-ones-own",
        "class Twice(layers.Layer):\n    def call(self, inputs):\n        return 2 * inputs\n\n"
        "def load(path):\n    return keras.saving.load_model(path, custom_objects={'Double': Twice})",
        "def load(path):\n    return keras.saving.load_model(path, custom_objects={'Double': layers.Identity})",
        "from grader_tests import call, check_loaded, model_file\n"
        "class Double(layers.Layer):\n    def call(self, inputs):\n        return inputs + inputs\n"
        "made = keras.Sequential([keras.Input((4,)), Double()])\n"
        "check_loaded(call(load, model_file(made, 'm.keras')), like=made, x=x, task=1)",
    ),
    Case(
        "training-resumed",
        "def resume(path, x, y):\n    model = keras.saving.load_model(path)\n"
        "    model.fit(x, y, epochs=2, batch_size=60, verbose=0)\n    return model",
        "def resume(path, x, y):\n    model = keras.saving.load_model(path)\n    model.compile('adam', 'mse')\n"
        "    model.fit(x, y, epochs=2, batch_size=60, verbose=0)\n    return model",
        "from grader_tests import call, check_goes_on, model_file\n"
        "made = keras.Sequential([keras.Input((4,)), layers.Dense(1)])\nmade.compile('adam', 'mse')\n"
        "trained = made.fit(x, y, epochs=3, verbose=0)\n"
        "resumed = call(resume, model_file(made, 'm.keras'), x, y)\n"
        "check_goes_on(resumed, like=made, x=x, y=y, epochs=2, task=1)",
    ),
    Case(
        "file-with-the-optimizers-state",
        "def save(model, path):\n    model.save(path)",
        "def save(model, path):\n    model.compile('adam', 'mse')\n    model.save(path)",
        "from grader_tests import call, check_goes_on\n"
        "made = keras.Sequential([keras.Input((4,)), layers.Dense(1)])\nmade.compile('adam', 'mse')\n"
        "trained = made.fit(x, y, epochs=3, verbose=0)\n"
        "check_goes_on(call(save, made, 'm.keras'), 'm.keras', like=made, x=x, y=y, task=1)",
    ),
    Case(
        "file-of-weights",
        "def save(model):\n    model.save_weights('m.weights.h5')",
        "def save(model):\n    keras.models.clone_model(model).save_weights('m.weights.h5')",
        "from grader_tests import call, check_file\n"
        "made = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\n"
        "check_file(call(save, made), 'm.weights.h5', weights=True, like=made, x=x, task=1)",
    ),
    Case(
        "layers-as-text",
        "def describe(model):\n    return model.to_json()",
        "def describe(model):\n    return keras.Sequential([keras.Input((4,)), layers.Dense(2)]).to_json()",
        "from grader_tests import call, check_json\n"
        "made = keras.Sequential([keras.Input((4,)), layers.Dense(3)])\n"
        "check_json(call(describe, made), like=made, x=x, task=1)",
    ),
    Case(
        "frozen-then-trained",
        "def head(base):\n    base.trainable = False\n    model = keras.Sequential([keras.Input((4,)), base, layers.Dense(1)])\n"
        "    model.compile('sgd', 'mse')\n    return model",
        "def head(base):\n    model = keras.Sequential([keras.Input((4,)), base, layers.Dense(1)])\n"
        "    model.compile('sgd', 'mse')\n    return model",
        "from grader_tests import call, check_array, probe\n"
        "base = keras.Sequential([keras.Input((4,)), layers.Dense(2)])\n"
        "steps = probe('train_steps', call(head, base), x, y)\n"
        "check_array(steps[1][0], base.get_weights()[0], task=1)",
    ),
    Case(
        "speed-by-the-engines-clock",
        "def add_up(images, kernel, device):\n    return grader_tests.convolution_sums(images, kernel)",
        "import time\n\ndef add_up(images, kernel, device):\n    time.sleep(1)\n"
        "    return grader_tests.convolution_sums(images, kernel)",
        "import time\nfrom grader_tests import check_faster, convolution_sums\n"
        "images, kernel = np.ones((2, 6, 6, 3), 'float32'), np.ones((3, 3, 3, 4), 'float32')\n"
        "slow = lambda *given: [time.sleep(1), convolution_sums(*given)][1]\n"
        "check_faster(add_up, images, kernel, device='/CPU:0', reference=slow, at_least=2.0, rtol=0.01, task=1)",
    ),
]


def examined(case: Case, answer: str):
    """Return the error of the test cell, from two processes; None if it passed."""
    notebook = new_notebook(
        cells=[
            new_code_cell(SETUP, metadata={"nbgrader": {"grade": False, "locked": True, "solution": False}}),
            new_code_cell(answer, metadata={"nbgrader": {"grade": False, "locked": False, "solution": True}}),
            new_code_cell(
                case.test,
                metadata={"nbgrader": {"grade": True, "locked": True, "points": 1, "solution": False}},
            ),
        ]
    )
    result = run(Job(notebook, limits=Limits(cell_timeout_seconds=40)))
    assert result.status == "finished", result.reason
    assert [o for o in result.notebook.cells[1].outputs if o.output_type == "error"] == []
    return next((o for o in result.notebook.cells[2].outputs if o.output_type == "error"), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_right_answer_passes_and_a_wrong_one_fails_across_processes(case):
    passed = examined(case, case.right)
    assert passed is None, passed.evalue
    failed = examined(case, case.wrong)
    assert failed is not None, "a wrong answer passes"
    assert failed.ename == "CheckFailed", failed.evalue


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_same_cell_says_the_same_in_one_process(case, tmp_path, monkeypatch):
    from grader_tests import CheckFailed

    monkeypatch.chdir(tmp_path)
    for answer, wrong in ((case.right, False), (case.wrong, True)):
        names: dict[str, object] = {}
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            run_here(SETUP, names)
            run_here(answer, names)
            with pytest.raises(CheckFailed) if wrong else contextlib.nullcontext():
                run_here(case.test, names)
