"""Nothing is done twice: what a student's code produced is kept, and what the tests say of it."""

import copy
import os
import threading
import time

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograde import engine
from autograde.bundle import verdict_key
from autograde.engine import run
from autograde.job import Job, Limits
from autograde.kernels import client as kernels
from autograde.store import Store

LIMITS = Limits(cell_timeout_seconds=10, notebook_timeout_seconds=60)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def course_cell(source, name, **meta):
    told = {"locked": True, "solution": False, "grade_id": name, "grade": False, **meta}
    return new_code_cell(source, metadata={"nbgrader": told})


ANSWER = "import os\ndef double(x):\n    return 2 * x\n\nstarted = os.urandom(4).hex()\nprint(started)"
TEST = "from grader_tests import call, check_array\ncheck_array(call(double, n), [2, 4], task=1)"


def job(answer=ANSWER, test=TEST, setup="import numpy as np\nn = np.array([1, 2])", **more):
    cells = [
        course_cell(setup, "setup"),
        new_code_cell(answer),
        course_cell(test, "first", grade=True, points=1),
        course_cell("assert len(started) == 8", "second", grade=True, points=1),
    ]
    return Job(new_notebook(cells=cells), limits=LIMITS, **more)


def texts(result):
    """Return what each cell printed, or the name of its error."""
    return [
        next((output.get("ename") for output in cell.outputs if "ename" in output), None)
        or "".join(output.get("text", "") for output in cell.outputs)
        for cell in result.notebook.cells
    ]


@pytest.fixture
def no_kernels(monkeypatch):
    def forbid():
        def none(*arguments):
            raise AssertionError("a kernel was started")

        monkeypatch.setattr(kernels, "shared", none)

    return forbid


def test_the_same_job_is_run_once(store, no_kernels):
    submitted = job()
    first = run(submitted, store)
    no_kernels()
    again = run(submitted, store)
    assert again.notebook == first.notebook
    assert (again.status, again.files, again.level) == (first.status, first.files, first.level)
    assert again.student_cpu_seconds == 0


def test_a_changed_test_examines_the_stored_answer(store):
    first = run(job(), store)
    changed = run(job(test=TEST.replace("[2, 4]", "[2, 5]")), store)
    assert texts(first)[1] == texts(changed)[1]  # drawn from the system: it was not run again
    assert texts(first)[2] != "CheckFailed"
    assert texts(changed)[2] == "CheckFailed"
    assert changed.student_cpu_seconds == 0 < changed.tests_cpu_seconds


def test_a_changed_test_asks_what_it_asked_when_others_ran_before_it(store):
    second = TEST.replace("[2, 4]", "doubled") + "\ncheck_array(call(double, 3 * n), 3 * doubled, task=1)"
    cells = "import numpy as np\nn = np.array([1, 2])\ndoubled = 2 * n"
    both = job(setup=cells)
    both.notebook.cells[3].source = second
    first = run(both, store)
    changed = copy.deepcopy(both)
    changed.notebook.cells[3].source = second.replace("3 * doubled", "4 * doubled")
    again = run(changed, store)
    assert texts(first)[3].startswith("✓")
    assert texts(again)[3] == "CheckFailed"
    assert again.student_cpu_seconds == 0 < again.tests_cpu_seconds


def test_a_changed_test_hands_over_the_same_model_whichever_tests_ran_before_it(store):
    given = (
        "import keras\nfrom keras import layers\ndef net():\n"
        "    return keras.Sequential([keras.Input(shape=(2,)), layers.Dense(1)])"
    )
    answer = "def parameters(model):\n    return model.count_params()\nstarted = 'started.'"
    test = "from grader_tests import call, check_array\ncheck_array(call(parameters, net()), 3, task=1)"
    both = job(setup=given, answer=answer, test=test)
    both.notebook.cells[3].source = test
    first = run(both, store)
    changed = copy.deepcopy(both)
    changed.notebook.cells[3].source = test.replace("3", "4")
    again = run(changed, store)
    assert texts(first)[2:] == [texts(first)[2]] * 2
    assert texts(first)[2].startswith("✓")
    assert texts(again)[3] == "CheckFailed"
    assert again.student_cpu_seconds == 0 < again.tests_cpu_seconds


def test_a_test_that_takes_something_from_another_runs_the_submission_again_whole(store):
    taking = job(test=TEST.replace("[2, 4]", "expected"))
    taking.notebook.cells[2].source = "expected = [2, 4]\n" + taking.notebook.cells[2].source
    taking.notebook.cells[3].source = TEST.replace("[2, 4]", "expected")
    changed = copy.deepcopy(taking)
    changed.notebook.cells[3].source += "\n# changed"
    first, again = run(taking, store), run(changed, store)
    assert texts(first)[3] == texts(again)[3]
    assert texts(again)[3].startswith("✓")
    assert texts(again)[1] != texts(first)[1]


def test_a_call_that_was_never_made_runs_the_submission_again_whole(store, no_kernels):
    first = run(job(), store)
    asked = job(test=TEST + "\ncheck_array(call(double, 7), 14, task=1)")
    changed = run(asked, store)
    assert texts(changed)[1] != texts(first)[1]
    assert texts(changed)[2] != "CheckFailed"
    no_kernels()
    assert texts(run(asked, store)) == texts(changed)


@pytest.mark.parametrize(
    "other",
    [
        {"answer": ANSWER + "\n"},
        {"files": {"data.csv": b"1"}},
        {"seed": 3},
        {"language": "ru"},
        {"setup": "import numpy as np\nn = np.array([1, 2])\n# as before"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whatever_a_student_can_see_counts(store, other):
    assert engine.answers_key(job()) != engine.answers_key(job(**other))


@pytest.mark.parametrize("order", [("above", "below"), ("below", "above")], ids="-".join)
def test_a_cell_moved_past_the_test_makes_another_answer(store, order):
    failed = {}
    for where in order:
        submitted = job()
        submitted.notebook.cells.insert(
            2 if where == "above" else 3, new_code_cell("def double(x):\n    return 0")
        )
        failed[where] = texts(run(submitted, store))[3 if where == "above" else 2] == "CheckFailed"
    assert failed == {"above": True, "below": False}


def test_a_card_that_was_hidden_counts_for_answers_and_verdicts(monkeypatch):
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    seen = engine.answers_key(job()), verdict_key(job(), 2, b"")
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    hidden = engine.answers_key(job()), verdict_key(job(), 2, b"")
    assert not set(seen) & set(hidden)


def test_held_out_files_count_for_verdicts_alone(store):
    test = "from grader_tests import check_array\ncheck_array(len(open('heldout.csv').read()), 1, task=1)"
    first = run(job(test=test, course_files={"heldout.csv": b"1"}), store)
    changed = run(job(test=test, course_files={"heldout.csv": b"12"}), store)
    assert texts(first)[1] == texts(changed)[1]
    assert [texts(result)[2] == "CheckFailed" for result in (first, changed)] == [False, True]


@pytest.mark.parametrize(
    "answer",
    [
        "import os\nos._exit(1)",
        "import time\ntime.sleep(30)",
        "while True:\n    print('x' * 1000)",
    ],
    ids=["death", "time", "output"],
)
def test_what_was_stopped_is_not_kept(store, answer):
    run(job(answer=answer), store)
    assert list(store.entries()) == []


def test_a_broken_check_is_no_verdict(store):
    run(job(test="import grader_tests\ngrader_tests.no_such_check(double)"), store)
    assert [entry.kind for entry in store.entries()].count("verdicts") == 1


def test_what_is_damaged_is_absent_and_is_made_anew(store):
    first = run(job(), store)
    for entry in store.entries():
        if entry.kind == "answers":
            data = entry.path.read_bytes()
            entry.path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            assert [damaged.path for damaged in store.verify()] == [entry.path]
    again = run(job(), store)
    assert texts(again)[1] != texts(first)[1]
    assert store.verify() == []


def test_the_entries_used_longest_ago_go_first(store):
    for number in range(10):
        store.put("verdicts", f"{number:064}", os.urandom(1000))
        entry = store.folder / "verdicts" / "00" / f"{number:062}"
        os.utime(entry, (time.time() - 86_400 * (10 - number),) * 2)
    store.get("verdicts", f"{0:064}")  # used now
    sizes = {entry.size for entry in store.entries()}
    assert store.prune(3 * max(sizes)) == 7
    assert {entry.path.name for entry in store.entries()} == {f"{n:062}" for n in (0, 8, 9)}


def test_a_store_that_cannot_be_written_stores_nothing_and_stops_nothing(tmp_path):
    taken = tmp_path / "a-file"
    taken.touch()
    store = Store(taken)
    assert not store.is_writable()
    store.put("answers", "a" * 64, b"1")
    assert store.get("answers", "a" * 64) is None
    assert texts(run(job(), store))[3] == ""


def test_what_a_group_may_write_stays_so(store):
    store.folder.mkdir()
    store.folder.chmod(0o2775)
    store.put("answers", "a" * 64, b"1")
    made = [store.folder / "answers", store.folder / "answers" / "aa"]
    assert [path.stat().st_mode & 0o7777 for path in made] == [0o2775] * 2
    assert store.is_writable()


def test_many_writers_of_one_key_leave_one_whole_entry(store):
    content = os.urandom(100_000)
    writers = [threading.Thread(target=store.put, args=("answers", "a" * 64, content)) for _ in range(16)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert store.get("answers", "a" * 64) == content
    assert [path for path in store.folder.rglob("*") if path.suffix == ".new"] == []
