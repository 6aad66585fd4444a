"""A class of u14, graded without a GPU and then with a device that stands for one: what is said and given.

The same submissions both times; the second time the unit's setup cell names /CPU:1 for the GPU, and the
grader's own convolution, which the student's is compared with, is slowed down.
"""

import json
import shutil
from dataclasses import asdict

import pytest

from autograde import agreement
from autograde.console import reasons
from autograde.course import Course
from autograde.gradebook import open_api, open_gradebook
from autograde.grading import grade
from autograde.samples import read_sample, write
from tests.conftest import ROOT

UNIT = "u14-gpu"
BONUS = "u14-outrun-bonus"
CASES = ROOT / "tests" / "units" / UNIT
ANSWERS = {
    "solution": CASES / "samples" / "solution.py",
    "no-warm-up": CASES / "mutants" / "no-warm-up.py",
    "ignores-device": CASES / "mutants" / "bonus-device-ignored.py",
}
INVENTED = {
    "slow": "import time\n    time.sleep(0.8 * (len(images) == 8))",
    "guesses": "if len(images) == 8:\n        return np.zeros(8)",
}
WORK = """def gpu_convolution(images, kernel, device):
    {first}
    with tf.device(device):
        return tf.reduce_sum(tf.nn.conv2d(images, kernel, strides=1, padding="VALID"), axis=(1, 2, 3))
"""
PRETENDED = (
    ('bonus_gpu = "/GPU:0" if tf.config.list_physical_devices("GPU") else None\n', 'bonus_gpu = "/CPU:1"\n'),
    (
        "bonus_reference = convolution_sums  # on the CPU\n",
        "def bonus_reference(images, kernel):\n"
        "    time.sleep(1.0)\n"
        "    return convolution_sums(images, kernel)\n",
    ),
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    for name in ("course_config.py", "nbgrader_config.py"):
        shutil.copy(ROOT / name, root / name)
    ignored = shutil.ignore_patterns("*.ipynb")
    shutil.copytree(ROOT / "source" / UNIT, root / "source" / UNIT, ignore=ignored)
    course = Course(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setenv("CUDA_VISIBLE_DEVICES", "-1")  # a card of this machine's is none of this test's
        agreement.regenerate(open_api(course), course.unit(UNIT))
        samples = dict(ANSWERS)
        for name, first in INVENTED.items():
            samples[name] = root / f"{name}.py"
            header = "# title: x\n# language: ru\n# mark: 16\n\n# %% u14-outrun\n"
            samples[name].write_text(header + WORK.format(first=first), "utf-8")
        for name, path in samples.items():
            write(read_sample(path), course, UNIT, root / "submitted" / name / UNIT)
        yield course


@pytest.fixture(scope="module")
def without(course):
    outcome = grade(course, UNIT)
    return {mark.student: mark for mark in outcome.marks}, pages(course)


@pytest.fixture(scope="module")
def pretended(course, without):
    change(course, *PRETENDED)
    outcome = grade(course, UNIT, regrade=True)
    return {mark.student: mark for mark in outcome.marks}, pages(course)


def change(course, *changes):
    """Write the unit's source with other texts in it."""
    source = course.root / "source" / UNIT / f"{UNIT}.md"
    text = source.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    source.write_text(text, "utf-8")


def pages(course):
    found = (course.root / "feedback").glob(f"*/{UNIT}/{UNIT}.html")
    return {page.parent.parent.name: page.read_text("utf-8") for page in found}


def test_all_machine_points_are_given_and_taken_without_a_gpu(without):
    marks, _ = without
    assert {mark.status for mark in marks.values()} == {"graded"}
    assert marks["solution"].score == marks["solution"].max_score == 16
    lost = {loss.grade_id for loss in marks["no-warm-up"].losses}
    assert lost == {"u14-benchmark-runs", "u14-benchmark-method"}


def test_the_table_and_the_feedback_say_what_was_not_assessed(without):
    marks, said = without
    for student in ("solution", "slow", "guesses"):
        mark = marks[student]
        assert mark.bonus == 0
        assert list(mark.not_assessed) == [BONUS]
        assert any("нет GPU" in line and BONUS in line for line in reasons(mark))
        assert "нет GPU" in said[student]
        assert BONUS in json.dumps(asdict(mark)["not_assessed"])
    # What needs no GPU is checked all the same.
    assert [loss.grade_id for loss in marks["ignores-device"].losses] == [BONUS]
    assert not marks["ignores-device"].not_assessed


def test_with_a_second_device_the_speed_up_is_measured(course, pretended):
    marks, said = pretended
    assert {name: mark.bonus for name, mark in marks.items()} == {
        "solution": 2,
        "no-warm-up": 2,
        "ignores-device": 0,
        "slow": 0,
        "guesses": 0,
    }
    assert not any(mark.not_assessed for mark in marks.values())
    assert "быстрее здешнего CPU" in said["solution"]
    why = {name: [loss.why for loss in marks[name].losses] for name in ("slow", "guesses")}
    assert "недостаточно быстро" in why["slow"][0]
    assert "чис" in why["guesses"][0]
    with open_gradebook(open_api(course).coursedir) as gradebook:
        assert gradebook.find_submission(UNIT, "solution").score == 18


def test_a_corrected_test_measures_nothing_again_and_knows_the_seconds(course, pretended):
    change(course, ("    at_least=2.0,\n", "    at_least=1.8,\n"))
    again = {mark.student: mark for mark in grade(course, UNIT, regrade=True).marks}
    assert {name: mark.bonus for name, mark in again.items()} == {
        name: mark.bonus for name, mark in pretended[0].items()
    }
