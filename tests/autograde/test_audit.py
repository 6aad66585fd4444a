"""What gets past a weak test is named, and what an over-strict one refuses; the record guards releases."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.audit import cases, gate, page, record
from autograde.audit.cases import Bank
from autograde.audit.mutation import mutants
from autograde.audit.running import audit
from autograde.audit.spelling import equivalents
from autograde.course import Course
from autograde.errors import NeedsPerson

ROOT = Path(__file__).parent.parent.parent
UNIT = "t01-share"
SOURCE = Path(__file__).with_name(f"{UNIT}.md").read_text(encoding="utf-8")
HEAD = """# title: {title}
# language: en
# mark: {mark}
# fails: [{fails}]
# needs_person: false

# %% t01-share
"""
CASES = {
    "mutants/second-column.py": ("t01-share-right", "def share(rows):\n    return rows[:, 1].mean()\n"),
    "mutants/hard-coded.py": ("t01-share-right", "def share(rows):\n    return 0.25\n"),
    "equivalents/a-loop.py": ("", "def share(rows):\n    return sum(row[0] for row in rows) / len(rows)\n"),
}


@pytest.fixture
def course(tmp_path):
    for name in ("course_config.py", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "source" / UNIT).mkdir(parents=True)
    (tmp_path / "source" / UNIT / f"{UNIT}.md").write_text(SOURCE, encoding="utf-8")
    for name, (fails, code) in CASES.items():
        path = tmp_path / "tests" / "units" / UNIT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = HEAD.format(title=path.stem, mark=0 if fails else 20, fails=fails)
        path.write_text(head + code, encoding="utf-8")
    return Course(tmp_path)


def change(course, old, new):
    path = course.unit(UNIT).markdown
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def run(course):
    return audit(course, course.unit(UNIT), seeds=2)


def keep(course, unit, report, seeds):
    record.keep(course, unit, report, seeds, record.keys(course, unit))


def test_what_was_changed_during_an_audit_was_not_audited(course):
    unit = course.unit(UNIT)
    began = record.keys(course, unit)
    report = audit(course, unit, seeds=1)
    change(course, "np.eye(4)), 0.25", "np.eye(4)), 1 / 4")
    record.keep(course, unit, report, 1, began)
    assert "changed since the audit" in record.problem(course, unit)


def test_a_fair_unit_passes_and_a_second_audit_runs_nothing(course):
    first = run(course)
    assert [str(finding) for finding in first.findings] == []
    assert first.count("mutant", generated=False) == 2
    assert first.count("mutant", generated=True) >= 4
    assert first.count("equivalent", generated=True) >= 3
    assert len(first.runs["solution"]) == 2
    again = run(course)
    assert again.runs == first.runs
    assert again.seconds < first.seconds / 2
    text = page.write(course, again).read_text(encoding="utf-8")
    assert "Nothing: every right answer passes" in text
    assert "mutants/second-column" in text
    assert json.dumps(again.told())


def test_a_weak_test_is_found_and_the_mutant_that_got_through_is_named(course):
    lines = SOURCE[SOURCE.index("### BEGIN HIDDEN") : SOURCE.index("### END HIDDEN")]
    change(course, lines, "### BEGIN HIDDEN TESTS\n")
    found = {(finding.fault, finding.case) for finding in run(course).findings}
    assert ("false pass", "mutants/hard-coded") in found
    assert ("false pass", "mutants/second-column") in found
    assert any(case.startswith("t01-share/hard-coded") for _, case in found)


def test_an_over_strict_test_is_found_and_the_equivalent_is_named(course):
    change(course, "2.0, task=1", "2.0 + 1e-9, atol=0, rtol=0, task=1")
    found = {(finding.fault, finding.case) for finding in run(course).findings}
    assert ("false fail", "equivalents/a-loop") in found
    assert ("false fail", "solution") in found


def test_a_test_that_chance_decides_is_found(course):
    change(course, "np.eye(4)), 0.25", "np.eye(4)), 0.25 + (np.random.default_rng().random() < 0.5)")
    change(course, "import numpy as np", "import numpy as np")
    report = audit(course, course.unit(UNIT), seeds=8)
    assert report.count_faults("seed-dependent") >= 1


def test_a_sentence_that_no_mutant_breaks_is_named(course):
    change(course, "check_array(call(share, np.eye(4)), 0.25, task=1)", "check_array(1, 1, task=2)")
    change(course, "первого столбца.", "первого столбца.\n2. Ещё одно.")
    change(course, "the first column.\n<!--", "the first column.\n2. One more.\n<!--")
    found = [finding for finding in run(course).findings if finding.fault == "untested"]
    assert [finding.case for finding in found] == ["exercise 1, point 2"]


def test_a_mutant_that_does_no_harm_is_taken_from_the_list_with_its_reason(course):
    change(course, "return np.mean(column)", "return np.mean(column, dtype=float, keepdims=False)")
    guilty = [finding.case for finding in run(course).findings]
    assert guilty == ["t01-share/flag-flipped: False → True (line 4)"] or all(
        "t01-share/" in one for one in guilty
    )
    path = course.root / "tests" / "units" / UNIT / "harmless.toml"
    path.write_text("".join(f'"{name}" = "the value is the same"\n' for name in guilty), encoding="utf-8")
    report = run(course)
    assert [str(finding) for finding in report.findings] == []
    assert report.count("harmless") == len(guilty) > 0
    path.write_text('"t01-share/none: no such mutant" = "gone"\n', encoding="utf-8")
    assert "stale entry" in {finding.fault for finding in run(course).findings}


def test_a_unit_without_a_valid_record_is_not_released(course, monkeypatch):
    monkeypatch.delenv(gate.DRAFT, raising=False)
    unit = course.unit(UNIT)
    with pytest.raises(NeedsPerson, match="never audited: autograde audit t01-share"):
        gate.require(course, unit)
    keep(course, unit, run(course), 2)
    gate.require(course, unit)
    change(course, "`share(rows)`: the mean", "`share(rows)`: the average")
    gate.require(course, unit)  # a sentence mended in a text costs no audit
    change(course, "task=1, hidden=True)", 'task=1, hidden=True, hint={"ru": "Столбец?", "en": "Which?"})')
    keep(course, unit, run(course), 2)
    change(course, "Столбец?", "Какой столбец?")
    change(course, "Which?", "Which column?")
    gate.require(course, unit)  # nor in a hint
    change(course, "np.eye(4)), 0.25", "np.eye(4)), 1 / 4")
    with pytest.raises(NeedsPerson, match="changed since the audit"):
        gate.require(course, unit)
    report = run(course)
    change(course, "1 / 4, task=1", "0.5, task=1")
    keep(course, unit, run(course), 2)
    with pytest.raises(NeedsPerson, match="did not pass its audit .*false fail"):
        gate.require(course, unit)
    assert report.findings == ()
    monkeypatch.setenv(gate.DRAFT, "1")
    gate.require(course, unit)


def test_code_without_its_hints():
    code = (
        'check(f("ё"), hint={"ru": "раз", "en": "one"}, task=1)\ncheck(1, hint=None)\nhint = {"ru": "два"}\n'
    )
    assert record.without_hints(code) == (
        'check(f("ё"), hint=, task=1)\ncheck(1, hint=)\nhint = {"ru": "два"}\n'
    )
    two = 'check(\n    hint={\n        "ru": "раз",\n    },\n)\ncheck(hint="a"); check(hint="b")\n'
    assert record.without_hints(two) == "check(\n    hint=,\n)\ncheck(hint=); check(hint=)\n"


def test_a_record_is_extended_by_the_seeds_that_it_lacks(course, monkeypatch):
    monkeypatch.setattr(cases, "OF_CHANCE", {"check_array"})
    unit = course.unit(UNIT)
    whole = audit(course, unit, seeds=4)
    keep(course, unit, audit(course, unit, seeds=1), 1)
    more = audit(course, unit, seeds=4, beyond=record.so_far(course, unit))
    assert more.findings == ()
    assert set(more.runs) == {name for name, runs in whole.runs.items() if len(runs) == 4}
    assert {"solution", "equivalents/a-loop", "mutants/hard-coded"} <= set(more.runs)
    assert "release" not in more.runs
    assert {len(runs) for runs in more.runs.values()} == {3}
    keep(course, unit, more, 4)
    extended = record.read(course, unit)
    assert record.problem(course, unit) is None
    keep(course, unit, whole, 4)
    assert extended == record.read(course, unit)


def test_of_a_unit_only_the_exercise_that_changed_is_audited_again(course):
    second = SOURCE[SOURCE.index("<!-- #region") :].replace("share", "part").replace("[:, 0]", "[:, 1]")
    second = second.replace("(3, 2)), 2.0", "(3, 2)), 3.0")
    with course.unit(UNIT).markdown.open("a", encoding="utf-8") as file:
        file.write("\n" + second)
    mutant = course.root / "tests" / "units" / UNIT / "mutants" / "first-column.py"
    text = HEAD.format(title="The first column", mark=0, fails="t01-part-right").replace(
        "# %% t01-share", "# %% t01-part"
    )
    mutant.write_text(text + "def part(rows):\n    return rows[:, 0].mean()\n", encoding="utf-8")
    unit = course.unit(UNIT)
    keep(course, unit, audit(course, unit, seeds=1), 1)
    before = record.read(course, unit)
    assert list(before["parts"]) == ["whole", "t01-share", "t01-part"]
    change(course, "call(part, np.eye(4)), 0.25", "call(part, np.eye(4)), 1 / 4")
    assert "changed since the audit (whole; t01-part)" in record.problem(course, unit)
    assert record.so_far(course, unit) == {"t01-share": 1}
    again = audit(course, unit, seeds=1, beyond=record.so_far(course, unit))
    assert {again.parts[name] for name in again.runs} == {"whole", "t01-part"}
    assert again.findings == ()
    keep(course, unit, again, 1)
    after = record.read(course, unit)
    assert record.problem(course, unit) is None
    assert {**after, "parts": None} == {**before, "parts": None}
    assert after["parts"]["t01-share"] == before["parts"]["t01-share"]
    mutant.unlink()
    again = audit(course, unit, seeds=1, beyond=record.so_far(course, unit))
    assert {again.parts[name] for name in again.runs} == {"t01-part"}


def test_exercises_that_a_case_changes_together_are_one_part(course):
    second = SOURCE[SOURCE.index("<!-- #region") :].replace("share", "part")
    with course.unit(UNIT).markdown.open("a", encoding="utf-8") as file:
        file.write("\n" + second)
    both = course.root / "tests" / "units" / UNIT / "equivalents" / "both.py"
    code = "def share(rows):\n    return rows[:, 0].mean()\n"
    text = HEAD.format(title="Both", mark=40, fails="") + code
    both.write_text(text + "\n# %% t01-part\n" + code.replace("share", "part"), encoding="utf-8")
    bank = Bank.read(course, course.unit(UNIT))
    assert [part.name for part in bank.parts] == ["t01-share, t01-part"]
    assert {bank.part_of(case) for case in bank.cases(1)} == {"whole", "t01-share, t01-part"}


def test_what_is_found_beyond_the_first_seeds_ends_a_record(course):
    change(course, "np.eye(4)), 0.25", "np.eye(4)), 0.25 + (np.random.default_rng().random() < 0.5)")
    unit = course.unit(UNIT)
    keep(course, unit, replace(audit(course, unit, seeds=1), findings=()), 1)
    assert record.problem(course, unit) is None
    keep(course, unit, audit(course, unit, seeds=9, beyond=record.so_far(course, unit)), 9)
    assert "did not pass its audit (seed-dependent: solution" in record.problem(course, unit)


def test_a_changed_check_makes_the_record_stale_and_one_that_is_not_used_does_not(
    course, monkeypatch, tmp_path
):
    library = tmp_path / "library" / "grader_tests"
    shutil.copytree(ROOT / "grader_tests", library)
    monkeypatch.setattr(record, "_LIBRARY", library)
    monkeypatch.setattr(record, "_PROJECT", tmp_path / "library")
    monkeypatch.setattr(record, "_OPERATORS", ())
    unit = course.unit(UNIT)
    before = record.key(course, unit)
    with (library / "saved.py").open("a") as file:
        file.write("# a remark\n")
    assert record.key(course, unit) == before
    with (library / "arrays.py").open("a") as file:
        file.write("# a remark\n")
    assert record.key(course, unit) != before


MODEL = """
def build(n, train, val):
    model = keras.Sequential([keras.Input(shape=(n,)), layers.Dense(16, activation="relu"), layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.01), loss="mse", metrics=["mae"])
    model.fit(scaled(train), validation_data=val, epochs=20, verbose=0)
    model.layers[0].trainable = False
    return model, n
"""


def test_operators_make_the_mistakes_that_students_make():
    told = {f"{change.operator}: {change.told}" for change in mutants(MODEL, given={"scaled"})}
    assert told >= {
        "activation: activation relu → linear",
        "units: Dense: 16 + 1",
        "loss: loss mse → binary_crossentropy",
        "learning-rate: learning_rate 0.01 × 100",
        "epochs: epochs=0",
        "layer-dropped: without Dense",
        "call-dropped: without model.fit()",
        "call-dropped: without model.compile()",
        "assignment-dropped: without model.layers[0].trainable = …",
        "scaling-removed: scaled(train) → its argument",
        "sets-swapped: train → val",
        "sets-swapped: val → train",
        "order-swapped: results in reverse order",
        "nothing-returned: no return",
        "keyword-dropped: fit without validation_data",
        "flag-flipped: False → True",
        "hard-coded: build gives its first result to every later call",
    }


def test_every_mutant_is_another_program():
    found = [change.source for change in mutants(MODEL, given={"scaled"})]
    assert len(found) == len(set(found))
    for source in found:
        compile(source, "mutant", "exec")


def test_spellings_say_the_same_otherwise():
    found = {spelling.operator: spelling.cells for spelling in equivalents(MODEL + "\nwidth = 16\n")}
    assert set(found) >= {
        "objects",
        "activation-layers",
        "added-layers",
        "named-arguments",
        "named-layers",
        "renamed-variables",
        "another-name",
        "talkative",
        "split",
    }
    assert "keras.losses.MeanSquaredError()" in found["objects"][0]
    assert "keras.layers.Activation('relu')" in found["activation-layers"][0]
    assert "model.add(layers.Dense(1))" in found["added-layers"][0]
    assert "my_model" in found["renamed-variables"][0]
    assert len(found["split"]) == 2


def test_a_case_runs_its_own_exercise_alone_and_the_solution_all():
    course = Course.find(ROOT)
    bank = Bank.read(course, course.unit("u01-workflow"))
    cases = {case.name: case for case in bank.cases(3)}
    whole = [
        cell.metadata.get("nbgrader", {}).get("grade_id") for cell in bank.notebook(cases["solution"]).cells
    ]
    own = [
        cell.metadata.get("nbgrader", {}).get("grade_id")
        for cell in bank.notebook(cases["mutants/no-scaling"]).cells
    ]
    assert {"u01-split-parts", "u01-scale-train", "u01-save-reload"} <= set(whole)
    assert [name for name in own if not name.startswith("u01-setup")] == [
        "u01-scale",
        "u01-scale-train",
        "u01-scale-other",
    ]
    assert cases["solution"].seeds == 3
    assert cases["equivalents/early-stopping"].seeds == 3
    assert cases["equivalents/standard-scaler"].seeds == 1


LOOP = """
def build(width, depth):
    x = inputs = keras.Input(shape=(width,))
    for _ in range(depth):
        x = layers.Dense(width, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(1)(x))
"""


def test_layers_made_in_a_loop_get_no_name_since_keras_wants_each_name_once():
    named = next(spelling for spelling in equivalents(LOOP) if spelling.operator == "named-layers")
    assert "layers.Dense(1, name='my_layer_1')" in named.cells[0]
    assert "layers.Dense(width, activation='relu')(x)" in named.cells[0]


def test_the_table_of_the_documentation_is_that_of_the_records():
    text = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
    told = {
        cells[0]: [int(cell) if cell else None for cell in cells[1:7]]
        for line in text.splitlines()
        if re.match(r"\| (u\d\d-\S+|all) ", line)
        and len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 8
    }
    course = Course.find(ROOT)
    found = {}
    for unit in course.units():
        kept = record.read(course, unit)
        assert kept is not None
        cases = kept["cases"]
        found[unit.name] = [
            cases["mutants by hand"],
            cases["mutants generated"],
            cases["of them harmless"],
            cases["equivalents by hand"] + cases["equivalents generated"],
            kept["seeds"],
            kept["runs"],
        ]
    sums = [sum(column) for column in zip(*found.values(), strict=True)]
    assert told == {**found, "all": [*sums[:4], None, sums[5]]}
