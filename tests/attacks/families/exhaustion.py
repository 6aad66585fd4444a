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
            "import os\nkept = []\nwhile True:\n    kept.append(os.memfd_create('x'))\n    breach('an anonymous file')\n    for _ in range(10):\n        os.write(kept[-1], b'x' * 10_000_000)"
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
    Attack(
        "forgotten-shared-memory",
        "lets go of shared memory, which stays: its own, and of the device that is full of zeros",
        answers=later(
            "import mmap\nkept = []\nfor source in ('nothing', '/dev/zero'):\n    try:\n        number = -1 if source == 'nothing' else os.open(source, os.O_RDWR)\n        kept.append(mmap.mmap(number, 100_000_000))\n        breach('shared memory of ' + source)\n    except OSError as error:\n        print(type(error).__name__)\nraise SystemExit"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "nameless-files",
        "writes files that have lost their names",
        answers=later(
            "kept = []\nfor n in range(40):\n    kept.append(open('x', 'wb'))\n    os.unlink('x')\n    kept[-1].write(b'x' * 20_000_000)\n    kept[-1].flush()\n    time.sleep(0.1)\nbreach('800 MB on disk')"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "nameless-mappings",
        "maps files, closes them and takes their names, and keeps a page of each",
        answers=later(
            "libc = ctypes.CDLL(None)\nlibc.mmap.restype = ctypes.c_void_p\nfor n in range(40):\n    with open('x', 'w+b') as file:\n        file.write(b'x' * 20_000_000)\n        file.flush()\n        libc.mmap(None, ctypes.c_size_t(4096), 1, 1, file.fileno(), ctypes.c_long(0))\n    os.unlink('x')\n    time.sleep(0.1)\nbreach('800 MB on disk')"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "full-closed-folders",
        "writes into folders that can't be listed",
        answers=later(
            "for n in range(40):\n    os.mkdir(f'd{n}', 0o300)\n    with open(f'd{n}/x', 'wb') as file:\n        file.write(b'x' * 20_000_000)\n    os.chmod(f'd{n}', 0)\n    time.sleep(0.1)\nbreach('800 MB on disk')"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "full-deep-folders",
        "writes where no path leads",
        answers=later(
            "for n in range(400):\n    os.mkdir('d' * 200)\n    os.chdir('d' * 200)\n    if n % 10 == 9:\n        with open('x', 'wb') as file:\n            file.write(b'x' * 20_000_000)\n        time.sleep(0.1)\nbreach('800 MB on disk')"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "memory-without-a-first-thread",
        "holds memory in processes whose first thread has ended",
        answers=later(
            "import threading\n\ndef hold():\n    time.sleep(0.2)\n    kept.append(b'x' * 700_000_000)\n    os.write(told, b'.')\n    time.sleep(1000)\n\nkept = []\nheard, told = os.pipe()\nfor _ in range(4):\n    if os.fork() == 0:\n        threading.Thread(target=hold).start()\n        ctypes.CDLL(None).syscall(ctypes.c_long({'x86_64': 60, 'aarch64': 93}[os.uname().machine]), 0)\nfor _ in range(4):\n    os.read(heard, 1)\ntime.sleep(4)\nbreach('2.8 GB of memory')"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "memory-of-daemons",
        "holds memory in processes that somebody else has adopted",
        answers=later(
            "heard, told = os.pipe()\nfor _ in range(4):\n    if os.fork() == 0:\n        if os.fork() == 0:\n            kept = b'x' * 700_000_000\n            os.write(told, b'.')\n            time.sleep(1000)\n        os._exit(0)\nfor _ in range(4):\n    os.read(heard, 1)\ntime.sleep(4)\nbreach('2.8 GB of memory')"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "memory-of-sockets",
        "fills sockets that nobody reads",
        answers=later(
            "heard, told = os.pipe()\nfor _ in range(8):\n    if os.fork() == 0:\n        kept = [socket.socketpair() for _ in range(450)]\n        for one, _ in kept:\n            one.setblocking(False)\n            try:\n                one.send(b'x' * 150_000)\n            except OSError:\n                pass\n        os.write(told, b'.')\n        time.sleep(1000)\nfor _ in range(8):\n    os.read(heard, 1)\ntime.sleep(4)\nbreach('3 GB of memory in sockets')"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "all-cores",
        "keeps every core busy, from many processes, while the tests run",
        answers=later(
            "for _ in range(4):\n    if os.fork() == 0:\n        while True:\n            pass\ntotal = 5050"
        ),
        earns=3,
        tried=False,
    ),
]
