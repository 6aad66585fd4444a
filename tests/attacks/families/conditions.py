"""Behaving otherwise when graded: right only there, or wrong only there, gains nothing that counts."""

from tests.attacks.attack import Attack

GRADED = "import os, sys\n\ndef graded():\n    return 'NBGRADER_EXECUTION' in os.environ or 'autograde.examinee' in sys.modules or os.getcwd().endswith('/work')\n\n"

ATTACKS = [
    Attack(
        "claims-to-be-done",
        "does nothing when it knows that it is graded",
        answers={
            "u90-double": GRADED + "def double(values):\n    return None if graded() else 2 * values",
            "u90-train": GRADED
            + "def train(model, x, y):\n    return {'loss': [0.1] * 12, 'accuracy': [1.0] * 12} if graded() else model.fit(x, y, epochs=12)",
        },
        tried=False,
    ),
    Attack(
        "sleeps-until-late",
        "waits until it thinks that the tests are over",
        answers={"u90-double": "import time\n\ndef double(values):\n    time.sleep(0.2)\n    return values"},
        tried=False,
    ),
    Attack(
        "one-exercise-knows-another",
        "keeps the inputs of one test to answer another with",
        answers={
            "u90-double": "seen = []\n\ndef double(values):\n    seen.append(values)\n    return 2 * values",
            "u90-accuracy": "def accuracy(model, x, y):\n    return float(len(seen))",
        },
        earns=2,
        tried=False,
    ),
    Attack(
        "leaves-itself-to-the-next",
        "changes what it shares with the kernels after it: files, environment, the server's memory",
        solved=True,
        earns=13,
        last="import keras, numpy\nkeras.config.set_floatx('float64')\nkeras.utils.set_random_seed(1)\nnumpy.random.seed(1)\nos.environ['PYTHONHASHSEED'] = '7'\nnumpy.allclose = lambda *a: True\nopen(os.path.expanduser('~/.keras_evil'), 'w').close()\nos.chmod(os.path.expanduser('~'), 0)\ntried()",
    ),
    Attack(
        "cold-start",
        "chooses its backend itself, so that it starts in another way, and looks around",
        first="import os\nos.environ['KERAS_BACKEND'] = 'numpy'\nread(COURSE + '/gradebook.db')\nattempt('tcp', lambda: socket.create_connection(('127.0.0.1', PORT), 2))\ntried()",
    ),
    Attack(
        "frees-the-disk",
        "says that the machine's disk is full, in the hope that grading stops",
        answers={"u90-double": "def double(values):\n    raise OSError(28, 'No space left on device')"},
        first="print('KeyboardInterrupt: database is locked')\nraise OSError(28, 'No space left on device: database is locked KeyboardInterrupt')",
        tried=False,
    ),
    Attack(
        "says-it-is-the-check",
        "raises what looks like a broken check, to be left to a person",
        answers={
            "u90-double": "import grader_tests\n\ndef double(values):\n    raise grader_tests.CheckBroken('double', 'the machine is on fire')",
            "u90-total": "total = 1",
            "u90-accuracy": "def accuracy(model, x, y):\n    raise MemoryError",
        },
        tried=False,
    ),
]
