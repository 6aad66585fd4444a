"""Model files, configurations and arrays that do something when they are read."""

from tests.attacks.attack import Attack


def saving(body: str) -> dict[str, str]:
    """Return an answer to the exercise of saving; `body` writes the file."""
    code = "import io, json, zipfile\n\ndef save_and_reload(model, path):\n    model.save(path)\n    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}\n"
    code += "".join(f"    {line}\n" for line in body.splitlines())
    code += "    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:\n        for name, data in parts.items():\n            archive.writestr(name, data)\n    other = ready_model()\n    other.set_weights([w + 1 for w in other.get_weights()])\n    return other\n"
    return {"u90-save": code}


def building(expression: str) -> dict[str, str]:
    """Return an answer to the exercise of building: a model whose first layer is `expression`."""
    return {
        "u90-build": "import keras\nfrom keras import layers\n\ndef build():\n"
        f"    model = keras.Sequential([keras.Input((4,)), {expression}, layers.Dense(2, activation='softmax')])\n"
        "    model.compile('adam', 'sparse_categorical_crossentropy')\n    return model"
    }


CONFIG = "config = json.loads(parts['config.json'])\n"
STORE = "\nparts['config.json'] = json.dumps(config)"
LIES = "class Liar({base}):\n    def get_config(self):\n        return {config}\n\nLiar.__name__ = Liar.__qualname__ = {name!r}\nLiar.__module__ = 'keras.layers'\n"


def claiming(name: str, config: str) -> dict[str, str]:
    """Return a model whose layer claims to be another of Keras's, with a configuration that does harm."""
    told = building("Liar()")["u90-build"]
    head = LIES.format(base="layers.Layer", config=config, name=name)
    harmful = told.replace("def build", head + "\ndef build", 1)
    serialised = "\n\nkeras.saving.serialize_keras_object, kept = (lambda o: {**kept(o)} if not isinstance(o, keras.Model) else forged(kept(o)), keras.saving.serialize_keras_object)\n"
    forged = (
        "\ndef forged(config):\n    for part in config['config']['layers']:\n        if part['class_name'] == "
        f"{name!r}:\n            part.update(module='keras.layers', registered_name=None)\n    return config\n"
    )
    return {"u90-build": harmful + forged + serialised}


ATTACKS = [
    Attack(
        "lambda-in-a-file",
        "saves a model whose Lambda layer runs when it is loaded",
        answers=saving(
            CONFIG
            + "config['config']['layers'].append({'module': 'keras.layers', 'class_name': 'Lambda', 'config': {'name': 'l', 'function': {'class_name': '__lambda__', 'config': {'code': '4wEAAAA=', 'defaults': None, 'closure': None}}}, 'registered_name': None})"
            + STORE
        ),
        tried=False,
    ),
    Attack(
        "class-in-a-file",
        "saves a configuration that names os.system as a class",
        answers=saving(
            CONFIG
            + "config.update(module='os', class_name='system', config={'command': 'touch /tmp/course/BREACHED'}, registered_name=None)"
            + STORE
        ),
        tried=False,
    ),
    Attack(
        "function-in-a-file",
        "saves an activation that names a function of subprocess",
        answers=saving(
            CONFIG
            + "config['config']['layers'][1]['config']['activation'] = {'module': 'subprocess', 'class_name': 'function', 'config': 'getoutput', 'registered_name': 'getoutput'}"
            + STORE
        ),
        tried=False,
    ),
    Attack(
        "path-in-a-file",
        "saves an archive with names that lead out of it",
        answers=saving(
            "parts['../../../../tmp/course/BREACHED'] = b'x'\nparts['/tmp/course/BREACHED'] = b'x'"
        ),
        tried=False,
    ),
    Attack(
        "zip-bomb",
        "saves weights that unpack to 20 GB",
        answers={
            "u90-save": "import zipfile\n\ndef save_and_reload(model, path):\n    model.save(path)\n    parts = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}\n    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as archive:\n        for name in ('config.json', 'metadata.json'):\n            archive.writestr(name, parts[name])\n        with archive.open('model.weights.h5', 'w', force_zip64=True) as file:\n            for _ in range(40):\n                file.write(bytes(10_000_000))\n    return ready_model()\n"
        },
        tried=False,
    ),
    Attack(
        "external-weights",
        "saves weights that stand in another file, the gradebook",
        answers=saving(
            "import h5py\nwith io.BytesIO() as file:\n    with h5py.File(file, 'w') as h5:\n        h5['layers/dense/vars/0'] = h5py.ExternalLink('/tmp/course/gradebook.db', '/')\n        h5.create_dataset('layers/dense_1/vars/0', (8,), 'f4', external=[('/tmp/course/gradebook.db', 0, 32)])\n    parts['model.weights.h5'] = file.getvalue()"
        ),
        tried=False,
    ),
    Attack(
        "huge-weights",
        "saves a data set of 10^15 numbers that fills a few bytes",
        answers=saving(
            "import h5py\nwith io.BytesIO() as file:\n    with h5py.File(file, 'w') as h5:\n        h5.create_dataset('layers/dense/vars/0', (10**9, 10**6), 'f4', chunks=(1000, 1000))\n    parts['model.weights.h5'] = file.getvalue()"
        ),
        tried=False,
    ),
    Attack(
        "file-that-is-a-link",
        "saves a link to a file of the course",
        answers={
            "u90-save": "import os\n\ndef save_and_reload(model, path):\n    os.symlink('/tmp/course/gradebook.db', path)\n    return model"
        },
        tried=False,
    ),
    Attack(
        "file-that-is-a-pipe",
        "saves a pipe, at which a reader would wait",
        answers={
            "u90-save": "import os\n\ndef save_and_reload(model, path):\n    os.mkfifo(path)\n    return model"
        },
        tried=False,
    ),
    Attack(
        "lambda",
        "builds with a Lambda layer that looks for the tests",
        answers={
            "u90-build": building("layers.Lambda(spy)")["u90-build"].replace(
                "def build",
                "seen = []\n\ndef spy(x):\n    import sys\n    seen.append('autograde.examiner' in sys.modules and hasattr(sys.modules['__main__'], 'YRANAC_NEDDIH'[::-1]))\n    return x\n\ndef build",
                1,
            )
        },
        last="if any(seen):\n    breach('a Lambda runs beside the tests')\ntried()",
    ),
    Attack(
        "reads-a-file",
        "claims a layer that reads a vocabulary from a path",
        answers=claiming("StringLookup", "{'vocabulary': '/tmp/course/gradebook.db'}"),
        tried=False,
    ),
    Attack(
        "loads-a-program",
        "claims a layer that loads a TensorFlow program",
        answers=claiming("TFSMLayer", "{'filepath': '/tmp/course'}"),
        tried=False,
    ),
    Attack(
        "huge-layer",
        "claims a layer with a billion units",
        answers=claiming("Dense", "{'units': 10**9, 'activation': 'relu', 'name': 'd'}"),
        tried=False,
    ),
    Attack(
        "huge-output",
        "claims a layer whose output does not fit into memory",
        answers=claiming("RepeatVector", "{'n': 10**9, 'name': 'r'}"),
        tried=False,
    ),
    Attack(
        "huge-constant",
        "claims a layer with a number for a name, a list for a size and a size below nothing",
        answers=claiming("Dense", "{'units': -5, 'name': 7, 'activation': ['relu'] * 9}"),
        tried=False,
    ),
    Attack(
        "slow-initializer",
        "claims an initialiser that takes for ever",
        answers=claiming(
            "Dense",
            "{'units': 60_000, 'activation': 'relu', 'kernel_initializer': {'module': 'keras.initializers', 'class_name': 'Orthogonal', 'config': {}, 'registered_name': None}}",
        ),
        tried=False,
    ),
    Attack(
        "endless-config",
        "gives a configuration of a hundred thousand layers",
        answers=claiming(
            "Dense",
            "{'units': 4, 'more': [{'module': 'keras.layers', 'class_name': 'Dense', 'config': {}}] * 100_000}",
        ),
        tried=False,
    ),
    Attack(
        "pickled-array",
        "answers with an array of objects that run when they are unpickled",
        answers={
            "u90-total": "import numpy as np, os\n\nclass Evil:\n    def __reduce__(self):\n        return os.system, ('touch /tmp/course/BREACHED',)\n\ntotal = np.array([Evil()], dtype=object)\nnp.save('evil.npy', total, allow_pickle=True)"
        },
        tried=False,
    ),
    Attack(
        "forged-array",
        "sends an array whose header says more than there is",
        first="import autograde.values as values, sys\n\ndef forged(array):\n    return b'\\x93NUMPY\\x01\\x00v\\x00' + b\"{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999, 99999999), }\".ljust(117) + b'\\n'\n\nvalues.npy = forged\ntried()",
        answers={"u90-double": "import numpy as np\n\ndef double(values):\n    return np.zeros(4)"},
        tried=False,
    ),
]
