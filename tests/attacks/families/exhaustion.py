"""Using things up: processes, memory, disk, output, time."""

from tests.attacks.attack import Attack

# What an honest answer before the attack has earned stays.
DOUBLE = {"u90-double": "def double(values):\n    return 2 * values"}


def later(code: str) -> dict[str, str]:
    """Return an honest first answer, and `code` where the second should be."""
    return {**DOUBLE, "u90-total": code}


ATTACKS = [
    Attack(
        "fork-bomb",
        "forks without end",
        answers=later(
            "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "threads",
        "starts threads without end",
        answers=later(
            "import threading, time\nwhile True:\n    threading.Thread(target=time.sleep, args=(1000,)).start()"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "heap",
        "allocates memory without end",
        answers=later("kept = []\nwhile True:\n    kept.append(bytearray(50_000_000))"),
        earns=2,
        tried=False,
    ),
    Attack(
        "swallowed-memory-error",
        "allocates, and goes on when it is refused",
        answers=later(
            "kept = []\nwhile True:\n    try:\n        kept.append(b'x' * 20_000_000)\n    except MemoryError:\n        pass"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "shared-mappings",
        "allocates shared memory, which the limit of the heap does not count",
        answers=later(
            "import mmap\nkept = []\nwhile True:\n    part = mmap.mmap(-1, 100_000_000)\n    for start in range(0, len(part), 4096):\n        part[start] = 1\n    kept.append(part)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "dev-shm",
        "fills /dev/shm and files in memory",
        answers=later(
            "import os\nwith open('/dev/shm/x', 'wb') as file:\n    while True:\n        file.write(b'x' * 10_000_000)\n        file.flush()"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "memfd",
        "fills anonymous files",
        answers=later(
            "import os\nkept = []\nwhile True:\n    kept.append(os.memfd_create('x'))\n    for _ in range(10):\n        os.write(kept[-1], b'x' * 10_000_000)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "memory-of-many",
        "shares a large appetite out among many processes",
        answers=later(
            "import os, time\nfor _ in range(30):\n    if os.fork() == 0:\n        kept = b'x' * 150_000_000\n        time.sleep(1000)\ntime.sleep(1000)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "one-large-file",
        "writes one file without end",
        answers=later(
            "with open('x', 'wb') as file:\n    while True:\n        file.write(b'x' * 10_000_000)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "many-files",
        "writes many files without end",
        answers=later(
            "n = 0\nwhile True:\n    n += 1\n    with open(f'f{n}', 'wb') as file:\n        file.write(b'x' * 1_000_000)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "empty-files",
        "makes empty files and folders without end",
        answers=later(
            "import os\nn = 0\nwhile True:\n    n += 1\n    os.makedirs(f'd{n % 100}/e{n}', exist_ok=True)\n    open(f'd{n % 100}/f{n}', 'w').close()"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "deep-folders",
        "makes folders in folders, too deep for a path",
        answers=later("import os\nfor _ in range(3000):\n    os.mkdir('d')\n    os.chdir('d')\ntotal = 5050"),
        earns=3,
        tried=False,
    ),
    Attack(
        "closed-folders",
        "leaves folders that nobody may enter",
        answers=later(
            "import os\nos.makedirs('a/b/c')\nopen('a/b/c/f', 'w').close()\nos.chmod('a/b', 0)\nos.chmod('a', 0)\ntotal = 5050"
        ),
        earns=3,
        tried=False,
    ),
    Attack(
        "output",
        "prints without end",
        answers=later("while True:\n    print('x' * 100_000)"),
        earns=2,
        tried=False,
    ),
    Attack(
        "output-that-catches",
        "prints without end and swallows every interrupt",
        answers=later(
            "while True:\n    try:\n        print('x' * 100_000)\n    except BaseException:\n        pass"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "one-large-output",
        "displays one object of 60 MB",
        answers=later(
            "total = 5050\nfrom IPython.display import display, HTML\ndisplay(HTML('x' * 60_000_000))"
        ),
        earns=3,
        tried=False,
    ),
    Attack(
        "many-outputs",
        "displays thousands of things",
        answers=later(
            "total = 5050\nfrom IPython.display import display\nfor n in range(3_000):\n    display(n)"
        ),
        earns=3,
        tried=False,
    ),
    Attack(
        "raw-descriptors",
        "writes to descriptors 1 and 2 without end",
        answers=later(
            "import os\nwhile True:\n    os.write(1, b'x' * 100_000)\n    os.write(2, b'x' * 100_000)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "endless", "never ends", answers=later("while True:\n    pass"), earns=2, tried=False, says=("6 с",)
    ),
    Attack(
        "endless-and-deaf",
        "never ends and catches every interrupt",
        answers=later(
            "while True:\n    try:\n        while True:\n            pass\n    except BaseException:\n        pass"
        ),
        earns=2,
        tried=False,
        says=("6 с",),
    ),
    Attack(
        "ignores-signals",
        "blocks all signals and sleeps",
        answers=later(
            "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\ntime.sleep(1000)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "endless-in-a-test",
        "never ends when a test calls it",
        answers={**DOUBLE, "u90-accuracy": "def accuracy(model, x, y):\n    while True:\n        pass"},
        earns=2,
        tried=False,
    ),
    Attack(
        "deaf-in-a-test",
        "never ends when a test calls it, and catches the interrupt",
        answers={
            **DOUBLE,
            "u90-accuracy": "def accuracy(model, x, y):\n    while True:\n        try:\n            while True:\n                pass\n        except BaseException:\n            pass",
        },
        earns=2,
        tried=False,
    ),
    Attack(
        "busy-threads",
        "leaves threads that compute while the tests run",
        answers=later(
            "import threading\n\ndef burn():\n    while True:\n        pass\n\nfor _ in range(6):\n    threading.Thread(target=burn, daemon=True).start()\ntotal = 5050"
        ),
        earns=3,
        tried=False,
    ),
    Attack(
        "huge-array",
        "returns an array that is small here and huge there",
        answers={
            **DOUBLE,
            "u90-accuracy": "import numpy as np\n\ndef accuracy(model, x, y):\n    return np.broadcast_to(np.float64(0.5), (10**6, 10**6))",
        },
        earns=2,
        tried=False,
    ),
    Attack(
        "endless-list",
        "returns a list that holds itself, and a generator without end",
        answers={
            **DOUBLE,
            "u90-total": "total = []\ntotal.append(total)",
            "u90-accuracy": "import itertools\n\ndef accuracy(model, x, y):\n    return itertools.count()",
        },
        earns=2,
        tried=False,
    ),
    Attack(
        "long-text",
        "answers with a string of 500 MB and an integer of a million digits",
        answers={
            **DOUBLE,
            "u90-total": "total = 'x' * 500_000_000",
            "u90-accuracy": "def accuracy(model, x, y):\n    return 10 ** 1_000_000",
        },
        earns=2,
        tried=False,
    ),
    Attack(
        "open-files",
        "opens files without end",
        answers=later("kept = []\nwhile True:\n    kept.append(open('x', 'w'))"),
        earns=2,
        tried=False,
    ),
]
