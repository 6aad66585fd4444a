"""Rules that a unit's source must keep before it is released, and what to do about each breach.

    for problem in lint(read(unit), unit.name, stems=stems_of(course.root / "docs/glossary.md")):
        print(problem)      # u01-workflow, u01-split-parts: check-names-its-task: …

A rule is a function that yields what it finds; its name is the rule's name. Rules of the whole notebook stand
here, those of single cells of code in `lint_cells`, those of the students' text in `lint_prose`.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograde.cells import (
    bound_names,
    grade_id,
    imported,
    is_code,
    is_setup,
    is_task,
    is_test,
    is_written,
    language_of,
    meant,
    nbgrader,
    parse,
    points,
    tags,
)
from autograde.course import LANGUAGES
from autograde.glossary import Stem, stems_of
from autograde.lint_cells import CELL_RULES
from autograde.lint_prose import PROSE_RULES
from autograde.outline import Finding, Outline
from autograde.prose import words

__all__ = ["Problem", "lint", "stems_of"]

POINTS = 20  # of every unit that is graded
WORDS = (600, 1000)  # of teaching, in each language
WORDS_UNGRADED = (400, 700)


@dataclass(frozen=True)
class Problem:
    """One breach of one rule."""

    unit: str
    cell: str
    rule: str
    advice: str

    def __str__(self) -> str:
        """Return one line: where, which rule, what to do."""
        return f"{self.unit}, {self.cell}: {self.rule}: {self.advice}"


def lint(notebook: Any, unit: str, *, stems: Sequence[Stem] = ()) -> list[Problem]:
    """Return every breach of the rules in a source notebook.

    Args:
        notebook: the notebook of `source.read`, with both languages and all solutions.
        unit: the unit's name, such as "u01-workflow".
        stems: terms that students' texts avoid, from `stems_of(docs/glossary.md)`.
    """
    outline = Outline(unit, list(notebook.cells), tuple(stems))
    broken = list(code_is_python(outline))
    if broken:  # the other rules read the code
        return [Problem(unit, cell, "code-is-python", advice) for cell, advice in broken]
    return [
        Problem(unit, cell, rule.__name__.replace("_", "-"), advice)
        for rule in (*NOTEBOOK_RULES, *CELL_RULES, *PROSE_RULES)
        for cell, advice in rule(outline)
    ]


def code_is_python(outline: Outline) -> Iterator[Finding]:
    """Every cell of code parses, and its regions are closed."""
    for cell in filter(is_code, outline.cells):
        try:
            parse(cell.source)
        except SyntaxError as error:
            yield outline.label(cell), f"line {error.lineno} is not Python: {error.msg}"


def language_cells_are_paired(outline: Outline) -> Iterator[Finding]:
    """Each Russian cell is followed by its English one, with the same other tags."""
    cells = outline.cells
    position = 0
    while position < len(cells):
        pair = cells[position : position + 2]
        found = [language_of(cell) for cell in pair]
        if found[0] is None:
            position += 1
        elif found == list(LANGUAGES):
            if sorted(tags(pair[0])[:]) != sorted(_translated(tags(pair[1]))):
                yield outline.label(pair[0]), "give both cells of the pair the same tags besides the language"
            position += 2
        else:
            yield (
                outline.label(pair[0]),
                f"a lang-ru cell, then its lang-en cell, side by side; this is {found[0]} alone",
            )
            position += 1


def language_cells_are_plain(outline: Outline) -> Iterator[Finding]:
    """Language cells are Markdown without nbgrader metadata: one gradebook serves both languages."""
    for cell in outline.cells:
        if language_of(cell) and (is_code(cell) or nbgrader(cell)):
            yield (
                outline.label(cell),
                "take the language tag off: only Markdown that nbgrader leaves alone has one",
            )


def text_has_a_language(outline: Outline) -> Iterator[Finding]:
    """Markdown that students read in both releases holds no sentence of one language."""
    for cell in outline.cells:
        if not is_code(cell) and language_of(cell) is None and not nbgrader(cell) and words(cell.source):
            yield outline.label(cell), "tag it lang-ru or lang-en: untagged text goes into both releases"


def grade_ids_are_unique(outline: Outline) -> Iterator[Finding]:
    """No two cells share a grade_id, and each begins with the unit's number."""
    prefix = outline.unit.split("-")[0] + "-"
    counted = Counter(name for cell in outline.cells if (name := grade_id(cell)))
    for name, count in counted.items():
        if count > 1:
            yield name, f"{count} cells have this grade_id; rename all but one"
        if not name.startswith(prefix):
            yield name, f"begin the grade_id with {prefix}"


def answers_are_bound_once(outline: Outline) -> Iterator[Finding]:
    """A name that a solution cell binds is bound in no other cell."""
    for cell in filter(is_code, outline.cells):
        for name in sorted(bound_names(cell.source)):
            owner = outline.answers.get(name)
            if owner is not None and owner is not cell:
                yield outline.label(cell), f"rename {name}: it is the answer of {outline.label(owner)}"


def points_make_a_unit(outline: Outline) -> Iterator[Finding]:
    """A unit's points add up to the same as every other unit's, an ungraded one's to none."""
    total = sum(points(cell) for cell in outline.cells)
    wanted = 0 if outline.is_ungraded else POINTS
    if total != wanted:
        yield "all cells", f"the points add up to {total:g}; make it {wanted}"


def setup_is_locked(outline: Outline) -> Iterator[Finding]:
    """Instructor's cells are read-only and go by a name, so that grading can put them back."""
    for cell in filter(is_setup, outline.cells):
        meta = nbgrader(cell)
        if not meta.get("locked") or meta.get("grade") or meta.get("solution"):
            yield (
                outline.label(cell),
                "make the setup cell read-only for nbgrader: locked true, grade and solution false",
            )


def setup_sets_no_seed(outline: Outline) -> Iterator[Finding]:
    """Setup and test cells leave the random state alone: the engine sets it."""
    for cell in outline.cells:
        if not (is_setup(cell) or is_test(cell)):
            continue
        for node in ast.walk(parse(cell.source)):
            name = meant(node.func, outline.imports) if isinstance(node, ast.Call) else None
            if name and (
                name.endswith((".set_seed", "set_random_seed"))
                or name in ("random.seed", "numpy.random.seed")
            ):
                yield outline.label(cell), f"take {ast.unparse(node)} out: the engine sets the seed"


def setup_starts_tensorflow(outline: Outline) -> Iterator[Finding]:
    """The first setup cell makes TensorFlow say what it has to say before anything is graded."""
    first = next(filter(is_setup, outline.cells), None)
    if first is None:
        yield "all cells", "add a setup cell that runs one operation of Keras or TensorFlow"
        return
    tree = parse(first.source)
    names = imported(tree)
    calls = (meant(node.func, names) or "" for node in ast.walk(tree) if isinstance(node, ast.Call))
    if not any(call.split(".")[0] in ("keras", "tensorflow") for call in calls):
        yield outline.label(first), "import Keras here and call one operation, such as keras.ops.zeros(1)"


def every_sentence_is_checked(outline: Outline) -> Iterator[Finding]:
    """In an exercise with machine points, each numbered sentence of the task has a check that names it.

    An ungraded unit has no points to tell such exercises by: there it is every exercise with a test.
    """
    for task in outline.tasks:
        if not (task.tests if outline.is_ungraded else any(points(cell) for cell in task.tests)):
            continue
        named = {check.task for cell in task.tests for check in outline.checks(cell)}
        for number in sorted(task.numbers[LANGUAGES[0]]):
            if number not in named:
                yield outline.label(task.cells[0]), f"point {number} has no check: add one with task={number}"


def tasks_agree(outline: Outline) -> Iterator[Finding]:
    """Both languages of a task number the same points."""
    for task in outline.tasks:
        first, second = (task.numbers[language] for language in LANGUAGES)
        if first != second:
            odd = ", ".join(str(number) for number in sorted(first ^ second))
            yield outline.label(task.cells[0]), f"point {odd} stands in one language only"
    for cell in outline.cells:
        if is_task(cell) and language_of(cell) is None:
            yield outline.label(cell), "a task is written in both languages: tag it lang-ru or lang-en"


def teaching_has_its_length(outline: Outline) -> Iterator[Finding]:
    """The text of each language is long enough to teach and short enough to be read."""
    least, most = WORDS_UNGRADED if outline.is_ungraded else WORDS
    for language in LANGUAGES:
        count = sum(len(words(cell.source)) for cell in outline.cells if language_of(cell) == language)
        if not least <= count <= most:
            yield f"lang-{language}", f"{count} words of text; make it {least} to {most}"


def rubric_is_in_the_answer(outline: Outline) -> Iterator[Finding]:
    """A mark scheme stands in a cell that a person marks, within its solution region if it has one."""
    for cell in outline.cells:
        if "BEGIN MARK SCHEME" not in cell.source:
            continue
        if not is_written(cell):
            yield outline.label(cell), "move the mark scheme into the cell of the short answer"
        elif "BEGIN SOLUTION" in cell.source and any(
            "BEGIN MARK SCHEME" in line for line in outline.open_lines(cell)
        ):
            # nbgrader would take a checksum with the rubric in, and then no blank answer counts as blank
            yield (
                outline.label(cell),
                "put the mark scheme inside the solution region, or drop that region's markers",
            )


def _translated(names: list[str]) -> list[str]:
    return [f"lang-{LANGUAGES[0]}" if name == f"lang-{LANGUAGES[1]}" else name for name in names]


NOTEBOOK_RULES = (
    language_cells_are_paired,
    language_cells_are_plain,
    text_has_a_language,
    grade_ids_are_unique,
    answers_are_bound_once,
    points_make_a_unit,
    setup_is_locked,
    setup_sets_no_seed,
    setup_starts_tensorflow,
    tasks_agree,
    every_sentence_is_checked,
    teaching_has_its_length,
    rubric_is_in_the_answer,
)
