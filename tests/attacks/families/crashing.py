"""Ending or damaging its own kernel, in the hope that grading ends with it or forgets what was lost."""

from tests.attacks.attack import Attack
from tests.attacks.families.exhaustion import DOUBLE, later

ATTACKS = [
    Attack("exit", "ends its process at once", answers=later("import os\nos._exit(0)"), earns=2, tried=False),
    Attack(
        "segmentation-fault",
        "reads address 0",
        answers=later("import ctypes\nctypes.string_at(0)"),
        earns=2,
        tried=False,
    ),
    Attack("abort", "aborts", answers=later("import os\nos.abort()"), earns=2, tried=False),
    Attack(
        "kill-self",
        "kills itself",
        answers=later("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"),
        earns=2,
        tried=False,
    ),
    Attack(
        "stop-self",
        "stops itself, so that it neither lives nor dies",
        answers=later("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)"),
        earns=2,
        tried=False,
    ),
    Attack(
        "restart",
        "asks for a restart of its kernel",
        answers=later(
            "get_ipython().kernel.do_shutdown(True)\nimport IPython\nIPython.Application.instance().kernel.io_loop.stop()"
        ),
        earns=2,
        tried=False,
    ),
    Attack("quit", "quits", answers=later("quit()"), earns=2, tried=False),
    Attack(
        "exit-in-a-test",
        "ends its process when a test calls it",
        answers={**DOUBLE, "u90-accuracy": "import os\n\ndef accuracy(model, x, y):\n    os._exit(0)"},
        earns=2,
        tried=False,
    ),
    Attack(
        "system-exit",
        "raises SystemExit, KeyboardInterrupt and GeneratorExit in its answers",
        answers={
            "u90-double": "def double(values):\n    raise SystemExit(0)",
            "u90-accuracy": "def accuracy(model, x, y):\n    raise KeyboardInterrupt",
            "u90-build": "def build():\n    raise GeneratorExit",
        },
        tried=False,
    ),
    Attack(
        "odd-exceptions",
        "raises exceptions that break whoever reads them",
        answers={
            "u90-double": "class Odd(Exception):\n    def __str__(self):\n        raise self\n\n    __repr__ = __str__\n    args = property(__str__)\n\ndef double(values):\n    raise Odd",
            "u90-accuracy": "def accuracy(model, x, y):\n    raise type('\\ud800' * 3 + 'x' * 10_000, (BaseException,), {})('\\ud800<script>')",
        },
        tried=False,
    ),
    Attack(
        "recursion",
        "overflows the stack",
        answers=later(
            "import sys\nsys.setrecursionlimit(10**9)\n\ndef down(n):\n    return down(n + 1)\n\ndown(0)"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "malformed-messages",
        "sends garbage in place of Jupyter's messages",
        answers=later(
            "kernel = get_ipython().kernel\nsession = kernel.session\nfor content in (5, None, [], {'data': 5}, {'name': 5, 'text': {}}, {'ename': [], 'evalue': {}, 'traceback': 7}, {'execution_state': 'idle'}):\n"
            "    for kind in ('stream', 'display_data', 'execute_result', 'error', 'status', 'clear_output', 'update_display_data', 'comm_open', 'nonsense'):\n"
            "        session.send(kernel.iopub_socket, kind, content, parent=kernel.get_parent('shell'))\n"
            "total = 5050"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "raw-frames",
        "sends frames that are no messages",
        answers=later(
            "kernel = get_ipython().kernel\nsocket = kernel.iopub_thread.socket if hasattr(kernel, 'iopub_thread') else kernel.iopub_socket\nfor frames in ([b''], [b'<IDS|MSG>'], [b'x'] * 100, [b'<IDS|MSG>', b'', b'{', b'}', b'', b'']):\n    kernel.iopub_thread.schedule(lambda frames=frames: socket.send_multipart(frames))\nimport time\ntime.sleep(0.5)\ntotal = 5050"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "closed-descriptors",
        "closes every descriptor that it has",
        answers=later("import os\nos.closerange(0, 1000)"),
        earns=2,
        tried=False,
    ),
    Attack(
        "closed-agent",
        "closes the socket of the agent alone",
        answers=later(
            "import gc\nfor thing in gc.get_objects():\n    if type(thing).__name__ == 'Agent':\n        thing.channel.connection.close()\ntotal = 5050"
        ),
        earns=2,
        tried=False,
    ),
    Attack(
        "wild-signals",
        "handles every signal with an exception",
        answers=later(
            "import signal\n\ndef raiser(*_):\n    raise RuntimeError\n\nfor number in range(1, 65):\n    try:\n        signal.signal(number, raiser)\n    except (OSError, ValueError):\n        pass\ntotal = 5050"
        ),
        earns=3,
        tried=False,
    ),
    Attack(
        "forged-reply",
        "answers its request twice, first with success",
        answers={
            "u90-total": "kernel = get_ipython().kernel\nparent = kernel.get_parent('shell')\nfor _ in range(3):\n    kernel.session.send(kernel.shell_stream if hasattr(kernel, 'shell_stream') else kernel.shell_socket, 'execute_reply', {'status': 'ok', 'execution_count': 1, 'user_expressions': {}, 'payload': []}, parent=parent)\nraise ValueError"
        },
        tried=False,
    ),
    Attack(
        "stdin",
        "asks whoever grades for a password",
        answers=later("total = int(input('password? '))"),
        earns=2,
        tried=False,
    ),
]
