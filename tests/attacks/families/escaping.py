"""Getting out: to the network, to other processes, into the future, into files of others."""

from tests.attacks.attack import Attack

ATTACKS = [
    Attack(
        "tcp",
        "connects to a server on this machine",
        first="attempt('tcp', lambda: socket.create_connection(('127.0.0.1', PORT), 2))\nattempt('tcp6', lambda: socket.create_connection(('::1', PORT), 2))\ntried()",
    ),
    Attack(
        "tcp-server",
        "listens for connections",
        first="def listen():\n    opened = socket.socket()\n    opened.bind(('0.0.0.0', 0))\n    opened.listen()\n\nattempt('listens', listen)\ntried()",
    ),
    Attack(
        "udp",
        "sends a datagram",
        first="attempt('udp', lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', PORT)))\ntried()",
    ),
    Attack(
        "unix-socket",
        "connects to a local socket of another program",
        first="def connect():\n    opened = socket.socket(socket.AF_UNIX)\n    opened.connect(SOCKET)\n\nattempt('unix', connect)\ntried()",
    ),
    Attack(
        "abstract-socket",
        "connects to an abstract local socket",
        first="def connect():\n    opened = socket.socket(socket.AF_UNIX)\n    opened.connect('\\0' + ABSTRACT)\n\nattempt('abstract', connect)\ntried()",
    ),
    Attack(
        "odd-sockets",
        "opens raw, packet, netlink, vsock and Bluetooth sockets",
        first="for family, kind in ((17, 3), (16, 3), (40, 1), (2, 3), (31, 3), (38, 5), (1, 1), (10, 1)):\n    attempt(f'socket {family}', lambda: socket.socket(family, kind))\ntried()",
    ),
    Attack(
        "raw-system-calls",
        "makes the system calls that Python does not offer: sockets by number, x32, io_uring, keys, bpf",
        first="libc = ctypes.CDLL(None, use_errno=True)\nlibc.syscall.restype = ctypes.c_long\n"
        "for name, number, arguments in (('socket', 41, (2, 1, 0)), ('x32 socket', 0x40000029, (2, 1, 0)), ('io_uring_setup', 425, (8, ctypes.create_string_buffer(200))),\n"
        "    ('add_key', 248, (b'user', b'a', b'b', 1, -3)), ('keyctl', 250, (0, -3, 1)), ('bpf', 321, (0, ctypes.create_string_buffer(200), 120)), ('perf_event_open', 298, (ctypes.create_string_buffer(200), 0, -1, -1, 0)),\n"
        "    ('userfaultfd', 323, (1,)), ('fanotify_init', 300, (0, 0)), ('open_by_handle_at', 304, (-100, 0, 0)), ('mq_open', 240, (b'x', 66, 0o600, 0)), ('shmget', 29, (0, 4096, 0o1600))):\n"
        "    if os.uname().machine != 'x86_64':\n        break\n    if libc.syscall(ctypes.c_long(number), *arguments) >= 0:\n        breach(name)\ntried()",
    ),
    Attack(
        "kill-everything",
        "sends signals to every process that it can name",
        first="for pid in range(2, 40000):\n    if pid not in (os.getpid(), os.getppid(), os.getpgrp()):\n        try:\n            os.kill(pid, 0)\n            named = open(f'/proc/{pid}/comm').read()\n            print(pid, named)\n            os.kill(pid, signal.SIGKILL)\n        except OSError:\n            pass",
        tried=False,
    ),
    Attack(
        "kill-all-at-once",
        "sends SIGKILL to -1, every process of its user",
        first="if os.fork() == 0:\n    os.setsid()\n    os.kill(-1, signal.SIGKILL)\n    os._exit(0)\ntried()",
        tried=False,
    ),
    Attack(
        "kill-parent",
        "stops and kills its parents",
        first="tried()\nfor number in (signal.SIGSTOP, signal.SIGKILL):\n    for pid in (os.getppid(), 1):\n        try:\n            os.kill(pid, number)\n        except OSError as error:\n            print(error)",
        tried=False,
    ),
    Attack(
        "ptrace",
        "attaches to other processes",
        first="libc = ctypes.CDLL(None, use_errno=True)\nfor pid in (os.getppid(), 1, 2, *range(3, 400)):\n    if pid != os.getpid() and pid > 0 and libc.ptrace(16, pid, 0, 0) == 0:\n        breach(f'ptrace {pid}')\ntried()",
    ),
    Attack(
        "daemon",
        "leaves a process behind that goes on when grading has ended",
        first="if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        for number in range(1, 65):\n            try:\n                signal.signal(number, signal.SIG_IGN)\n            except (OSError, ValueError):\n                pass\n        time.sleep(1000)\n    os._exit(0)\ntried()",
    ),
    Attack(
        "many-daemons",
        "leaves many, each making another when it is killed",
        first="def spawn(left):\n    for _ in range(3):\n        if left and os.fork() == 0:\n            os.setsid()\n            spawn(left - 1)\n            time.sleep(1000)\n            os._exit(0)\n\nspawn(2)\ntried()",
    ),
    Attack(
        "namespaces",
        "makes new namespaces, roots and mounts, in which it would be root",
        first="libc = ctypes.CDLL(None, use_errno=True)\nfor flags in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x10020000):\n    if libc.unshare(flags) == 0:\n        breach(f'unshare {flags:x}')\nfor name, arguments in (('mount', (b'none', b'/tmp', b'tmpfs', 0, b'')), ('chroot', (b'.',)), ('umount2', (b'/proc', 2))):\n    if getattr(libc, name)(*arguments) == 0:\n        breach(name)\ntried()",
    ),
    Attack(
        "set-uid",
        "uses programs with set-uid bits",
        first="import shutil\nfor command in (['su', '-c', 'id'], ['mount', '-t', 'tmpfs', 'x', '/tmp'], ['newgrp'], ['passwd', '-S']):\n    if shutil.which(command[0]):\n        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=5)\n        if b'uid=0' in done.stdout or command[0] == 'mount' and done.returncode == 0:\n            breach(command[0])\ntry:\n    os.setuid(0)\n    breach('setuid')\nexcept OSError:\n    pass\ntried()",
        tried=True,
    ),
    Attack(
        "course-files",
        "writes into the course, the home of whoever grades, Python and the checks",
        first="import grader_tests, numpy\nfor path in (COURSE + '/source/u90-arena/x.py', COURSE + '/course_config.py', HOME + '/.ipython/profile_default/startup/evil.py', HOME + '/x',\n"
        "    os.path.dirname(grader_tests.__file__) + '/x.py', os.path.dirname(numpy.__file__) + '/x.py', '/usr/x', '/etc/x', '/x', COURSE + '/autograded/x', COURSE + '/submitted/0-honest/u90-arena/x.py'):\n"
        "    attempt('writes ' + path, lambda: open(path, 'a').write('x'))\ntried()",
    ),
    Attack(
        "startup-hook",
        "writes an IPython start-up file, for all kernels after it",
        first="folder = os.path.expanduser('~/.ipython/profile_default/startup')\nos.makedirs(folder, exist_ok=True)\nopen(folder + '/00-evil.py', 'w').write('import grader_tests\\nprint(\"BREACH: startup hook\")')\nopen(os.path.expanduser('~/.pythonrc.py'), 'w').write('x')\ntried()",
    ),
    Attack(
        "server-socket",
        "writes garbage into every socket and pipe that it has inherited",
        first='import stat\nfor number in range(3, 64):\n    try:\n        if stat.S_ISSOCK(os.fstat(number).st_mode) or stat.S_ISFIFO(os.fstat(number).st_mode):\n            os.set_blocking(number, False)\n            os.write(number, b\'{"do": "kill"}\\n{"event": "ready"}\\nAG garbage\')\n    except OSError:\n        pass\ntried()',
        tried=False,
    ),
    Attack(
        "limits-of-others",
        "changes limits, priorities and cores of other processes",
        first="import resource\nfor pid in (os.getppid(), 1):\n    attempt(f'prlimit {pid}', lambda: resource.prlimit(pid, resource.RLIMIT_NOFILE, (0, 0)) if pid > 0 else 1 / 0)\nattempt('nice', lambda: os.nice(-5))\ntried()",
    ),
    Attack(
        "own-limits",
        "raises its own limits",
        first="import resource\nfor name in (resource.RLIMIT_NPROC, resource.RLIMIT_DATA, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU):\n    soft, hard = resource.getrlimit(name)\n    if hard == resource.RLIM_INFINITY:\n        breach(f'no limit {name}')\n    attempt('raises', lambda: resource.setrlimit(name, (hard + 1, hard + 1)))\ntried()",
    ),
    Attack(
        "terminal",
        "types into a terminal",
        first="import fcntl, pty\n\ndef type_into():\n    leader, follower = pty.openpty()\n    fcntl.ioctl(follower, 0x5412, b'x')\n\nattempt('TIOCSTI', type_into)\ntried()",
    ),
    Attack(
        "container",
        "looks for a container engine",
        first="for path in ('/var/run/docker.sock', '/run/docker.sock', '/run/containerd/containerd.sock', '/run/user/0/bus', '/run/dbus/system_bus_socket'):\n    def connect():\n        opened = socket.socket(socket.AF_UNIX)\n        opened.connect(path)\n    attempt(path, connect)\ntried()",
    ),
    Attack(
        "owner-of-files",
        "changes modes, owners, times, attributes and flags of files that it may not write",
        first="import fcntl, numpy\nlibc = ctypes.CDLL(None, use_errno=True)\n\ndef told(path):\n    try:\n        found = os.stat(path)\n    except OSError:\n        return None\n    return found.st_mode, found.st_uid, found.st_mtime_ns, found.st_ctime_ns, found.st_size\n\n"
        "for path in (COURSE + '/course_config.py', COURSE + '/source', COURSE + '/submitted/0-honest', HOME, HOME + '/secret.txt', numpy.__file__):\n    before = told(path)\n"
        "    for action in (lambda: os.chmod(path, 0o777), lambda: os.chown(path, os.getuid(), os.getgid()), lambda: os.utime(path, (1, 1)), lambda: os.setxattr(path, 'user.x', b'x'), lambda: os.truncate(path, 0),\n"
        "        lambda: libc.syscall(ctypes.c_long(452), -100, path.encode(), 0o777, 0), lambda: os.chmod(os.open(path, os.O_RDONLY), 0o777), lambda: os.utime(os.open(path, os.O_RDONLY), (1, 1)),\n"
        "        lambda: os.chmod(f'/proc/self/fd/{os.open(path, os.O_PATH)}', 0o777), lambda: fcntl.ioctl(os.open(path, os.O_RDONLY), 0x40086602, b'\\x40' + b'\\0' * 7)):\n"
        "        try:\n            action()\n        except OSError as error:\n            print(type(error).__name__)\n    if told(path) != before:\n        breach('changed ' + path)\ntried()",
    ),
    Attack(
        "memory-of-others",
        "reaches for segments, semaphores and queues of its user by their numbers",
        first="libc = ctypes.CDLL(None, use_errno=True)\nlibc.shmat.restype = ctypes.c_long\nroom = ctypes.create_string_buffer(500)\nfor number in range(100):\n"
        "    for name, arguments in (('shmat', (number, 0, 0)), ('shmctl', (number, 13, room)), ('shmctl', (number, 14, room)), ('semctl', (number, 0, 18, room)), ('semop', (number, room, 1)),\n"
        "        ('msgctl', (number, 11, room)), ('msgrcv', (number, room, 1, 0, 0o4000)), ('msgget', (0, 0o1600)), ('semget', (0, 1, 0o1600))):\n"
        "        if getattr(libc, name)(*arguments) >= 0:\n            breach(name)\ntried()",
    ),
    Attack(
        "watches",
        "watches folders of the course, for the names of files and the work of others",
        first="import fcntl\nlibc = ctypes.CDLL(None, use_errno=True)\nfor path in (COURSE, COURSE + '/submitted', HOME, '/tmp', '/proc'):\n    watch = libc.inotify_init1(0o4000)\n"
        "    if watch >= 0 and libc.inotify_add_watch(watch, path.encode(), 0xfff) >= 0:\n        breach('watches ' + path)\n"
        "    watch = libc.fanotify_init(0x200, 0)\n    if watch >= 0 and libc.fanotify_mark(watch, 1, ctypes.c_uint64(0x100), -100, path.encode()) >= 0:\n        breach('watches all of ' + path)\n"
        "attempt('F_NOTIFY', lambda: fcntl.fcntl(os.open('/usr', os.O_RDONLY), 1026, 0x1f))\ntried()",
    ),
    Attack(
        "datagrams",
        "sends datagrams to local sockets that have names, from a socket of a pair",
        first="for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET, socket.SOCK_STREAM):\n    for address in (SOCKET, '\\0' + ABSTRACT, '/dev/log', '/run/systemd/notify', '/run/systemd/journal/socket'):\n"
        "        attempt(f'{kind} {address!r}', lambda: socket.socketpair(socket.AF_UNIX, kind)[0].sendto(b'x', address))\n"
        "        attempt(f'{kind} {address!r}', lambda: socket.socketpair(socket.AF_UNIX, kind)[0].sendmsg([b'x'], [], 0, address))\n"
        "        attempt(f'{kind} {address!r}', lambda: socket.socketpair(socket.AF_UNIX, kind)[0].connect(address))\ntried()",
    ),
    Attack(
        "descriptors-in-flight",
        "leaves so many descriptors in sockets that nobody of its user can send any more",
        first="kept = [socket.socketpair() for _ in range(10)]\nfor one, other in kept:\n    attempt('sends descriptors', lambda: socket.send_fds(one, [b'x'], [other.fileno()] * 200))\ntried()",
    ),
    Attack(
        "signals-of-descriptors",
        "has the signals of a descriptor sent to others, and takes leases on files that others write",
        first="import fcntl, numpy\none, two = socket.socketpair()\nfor pid in (os.getppid(), 1):\n    for action in (lambda: fcntl.fcntl(one, 8, pid), lambda: fcntl.fcntl(one, 15, b'\\1\\0\\0\\0' + pid.to_bytes(4, 'little')), lambda: fcntl.ioctl(one, 0x8901, pid.to_bytes(4, 'little')), lambda: fcntl.ioctl(one, 0x8902, pid.to_bytes(4, 'little'))):\n"
        "        attempt(f'owner {pid}', action)\nattempt('lease', lambda: fcntl.fcntl(os.open(numpy.__file__, os.O_RDONLY), 1024, 0))\ntried()",
    ),
    Attack(
        "out-of-sight",
        "makes itself a process whose memory and files its supervisor may not look up",
        first="libc = ctypes.CDLL(None, use_errno=True)\nif libc.prctl(4, 0, 0, 0, 0) == 0:\n    breach('not dumpable')\n"
        "for flags in (2, 6):\n    if libc.syscall(ctypes.c_long(436), 900, 900, flags) == 0:\n        breach('descriptors of its own')\ntried()",
    ),
    Attack(
        "own-priority",
        "takes back the priority that a student's process has",
        first="import resource, struct\nlibc = ctypes.CDLL(None, use_errno=True)\nbefore = os.getpriority(os.PRIO_PROCESS, 0)\nif before <= 0:\n    breach('runs before the engine')\n"
        "for action in (lambda: os.nice(-1), lambda: os.setpriority(os.PRIO_PROCESS, 0, 0), lambda: resource.setrlimit(resource.RLIMIT_NICE, (40, 40)), lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))):\n    attempt('priority', action)\n"
        "libc.syscall(ctypes.c_long({'x86_64': 314, 'aarch64': 274}[os.uname().machine]), 0, struct.pack('=IIQiIQQQ', 48, 0, 0, 0, 0, 0, 0, 0), 0)\nif os.getpriority(os.PRIO_PROCESS, 0) != before:\n    breach('has changed its priority')\ntried()",
    ),
]
