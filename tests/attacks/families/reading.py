"""Reading what a student may not know: tests, solutions, rows, marks, other people's work, secrets."""

import sqlite3

from tests.attacks.attack import Attack


def read_all(pattern: str) -> str:
    return (
        f"import glob\nfor path in glob.glob({pattern!r}, recursive=True):\n"
        "    if os.path.isfile(path):\n        read(path)\ntried()"
    )


ATTACKS = [
    Attack(
        "own-notebook",
        "reads its own notebook, in which nbgrader has put the hidden tests",
        first=read_all("./**") + "\nread('u90-arena.ipynb')",
    ),
    Attack(
        "source",
        "reads the unit's source with its solutions",
        first="read(COURSE + '/source/u90-arena/u90-arena.md')\nread('../../../source/u90-arena/u90-arena.ipynb')\n"
        + read_all("../../**/*"),
    ),
    Attack(
        "gradebook",
        "reads the gradebook",
        first="read(COURSE + '/gradebook.db')\nread('../../../gradebook.db')\ntried()",
    ),
    Attack(
        "write-gradebook",
        "writes its marks into the gradebook",
        first="import sqlite3\n\ndef write():\n    base = sqlite3.connect(f'file:{COURSE}/gradebook.db?mode=rw', uri=True)\n"
        "    base.execute('update grade set manual_score = 99')\n    base.commit()\n\n"
        "attempt('writes the gradebook', write)\ntried()",
    ),
    Attack(
        "other-submissions",
        "reads what others handed in",
        first="read(COURSE + '/submitted/0-honest/u90-arena/u90-arena.ipynb')\n"
        + read_all("../../*/u90-arena/*"),
    ),
    Attack(
        "held-out-rows",
        "reads the rows that are held out",
        first="read(COURSE + '/heldout/u90-arena/notes.txt')\nread('heldout/rows.npz')\nread('heldout/notes.txt')\ntried()",
    ),
    Attack(
        "home",
        "reads the home of whoever grades",
        first="read(HOME + '/secret.txt')\nread(os.path.expanduser('~/secret.txt'))\n"
        + read_all("/home/**/*"),
    ),
    Attack(
        "environment",
        "reads the variables of whoever grades",
        first="look(dict(os.environ))\nfor pid in ['self', *filter(str.isdigit, listed('/proc'))]:\n    read(f'/proc/{pid}/environ')\ntried()",
    ),
    Attack(
        "told-of-grading",
        "looks for a variable that says that it is being graded",
        first="if 'NBGRADER_EXECUTION' in os.environ or any('GRADE' in name.upper() for name in os.environ):\n    breach('NBGRADER_EXECUTION')\ntried()",
    ),
    Attack(
        "other-processes",
        "reads command lines, folders, descriptors and memory of all processes",
        first="for pid in filter(str.isdigit, listed('/proc')):\n    if int(pid) == os.getpid():\n        continue\n"
        "    for name in ('cmdline', 'environ', 'maps', 'mem'):\n        read(f'/proc/{pid}/{name}', 1 << 16)\n"
        "    for place in (f'/proc/{pid}/fd', f'/proc/{pid}/cwd', f'/proc/{pid}/root' + COURSE):\n        for name in listed(place):\n            read(f'{place}/{name}', 1 << 16)\ntried()",
    ),
    Attack(
        "own-memory",
        "searches the memory that it shares with the process it was forked from",
        first="import re\nmaps = open('/proc/self/maps').read().splitlines()\nwith open('/proc/self/mem', 'rb', 0) as memory:\n"
        "    for line in maps:\n        part = re.match(r'([0-9a-f]+)-([0-9a-f]+) (r)', line)\n        if part and '[v' not in line:\n"
        "            start, end = (int(number, 16) for number in part.groups()[:2])\n            try:\n                memory.seek(start)\n"
        "                look(memory.read(min(end - start, 1 << 26)))\n            except (OSError, ValueError, OverflowError):\n                pass\ntried()",
    ),
    Attack(
        "modules",
        "imports the engine, the sources of the tests, the course's settings",
        first="for name in ('autograde.session', 'autograde.marks', 'course_config', 'tests.attacks.arena', 'nbgrader.apps'):\n    try:\n        found = __import__(name, fromlist=['x'])\n        if not name.startswith('nbgrader'):\n            breach('imports ' + name)\n    except Exception as error:\n        print(type(error).__name__)\ntried()",
    ),
    Attack(
        "inherited-descriptors",
        "reads and writes all descriptors that it did not open",
        first="import stat\nfor number in range(3, 256):\n    try:\n        kind = os.fstat(number).st_mode\n        if stat.S_ISREG(kind) or stat.S_ISDIR(kind):\n"
        "            where = os.readlink(f'/proc/self/fd/{number}')\n            print(number, where)\n            look(where)\n            if stat.S_ISREG(kind):\n                look(os.pread(number, 1 << 20, 0))\n"
        "    except OSError:\n        pass\ntried()",
    ),
    Attack(
        "shared-memory",
        "reads what others left in /dev/shm and /tmp",
        first=read_all("/dev/shm/*") + "\n" + read_all("/tmp/**/*"),
    ),
    Attack(
        "history",
        "reads the IPython history of whoever grades",
        first="read(HOME + '/.ipython/profile_default/history.sqlite')\nfor line in get_ipython().history_manager.search('*'):\n    look(line)\ntried()",
    ),
    Attack(
        "sibling",
        "reads the folder of a kernel that runs beside it",
        first="import glob\nfor pattern in ('/tmp/autograde-*/**/*', '/tmp/*/stage/home/**/*', '../../../../*/stage/home/*/*', '/run/**/*'):\n    for path in glob.glob(pattern, recursive=True):\n        if os.path.isfile(path) and not os.path.abspath(path).startswith(os.path.expanduser('~')):\n            read(path)\ntried()",
    ),
    Attack(
        "system",
        "reads the machine's secrets",
        first="for path in ('/etc/shadow', '/etc/sudoers', os.path.expanduser('~root') + '/.bash_history', '/proc/1/environ', '/proc/kcore', '/dev/mem', '/dev/kmsg'):\n    try:\n        if open(path, 'rb').read(10) and path != '/proc/1/environ':\n            breach('reads ' + path)\n    except OSError as error:\n        print(type(error).__name__)\ntried()",
    ),
    Attack(
        "through-the-tests",
        "reads secrets by names of files that the tests open for it",
        answers={
            "u90-save": "import os\n\ndef save_and_reload(model, path):\n    os.symlink(COURSE + '/gradebook.db', path)\n    return model"
        },
        first="tried()",
    ),
]
assert sqlite3.sqlite_version  # the attack above opens a real database
