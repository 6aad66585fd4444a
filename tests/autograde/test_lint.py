"""Each rule of the lint: the tiny unit keeps it, and one change breaks it and nothing else."""

import nbformat
import pytest

from autograde.cells import bound_names
from autograde.course import Course
from autograde.errors import NeedsPerson
from autograde.glossary import stems_of
from autograde.lint import NOTEBOOK_RULES, lint
from autograde.lint_cells import CELL_RULES
from autograde.lint_prose import PROSE_RULES
from autograde.prose import blocks, images, numbered_points, words
from autograde.source import read
from autograde.spelling import YO, with_yo

UNIT = "u09-tiny"
IMPORT = "from grader_tests import call, check_array"
VISIBLE = "check_array(call(double, rows), [0, 2, 4, 6, 8, 10], task=1)"
HIDDEN = "check_array(call(double, hidden_rows), [34, 46], task=2, hidden=True)"
WORKED = "print(double(rows))"
WORKED_CELL = "```python\n1\n```\n\n"
ENGLISH_TASK = '<!-- #region tags=["lang-en", "task"]'
RUBRIC = "=== BEGIN MARK SCHEME ===\nx\n=== END MARK SCHEME ==="
TEST_META = '"u09-double-values", "locked": '

# rule → what changes in the unit, and a word of the advice
BREACHES = {
    "language-cells-are-paired": [
        (
            '<!-- #region tags=["lang-en", "task"] -->\n## Task',
            '```python\n1\n```\n\n<!-- #region tags=["lang-en", "task"] -->\n## Task',
            "side by side",
        ),
        (
            'tags=["lang-en", "task"] -->\n## Question',
            'tags=["lang-en", "task", "new"] -->\n## Question',
            "same tags",
        ),
    ],
    "language-cells-are-plain": [
        ("```python\nprint", '```python tags=["lang-ru"]\nprint', "take the language tag off")
    ],
    "text-has-a-language": [("```python\nprint", "Words.\n\n```python\nprint", "untagged")],
    "grade-ids-are-unique": [
        ('"u09-double-values"', '"u09-double"', "2 cells"),
        ('"u09-double-values"', '"u08-values"', "begin the grade_id with u09-"),
    ],
    "answers-are-bound-once": [(WORKED, "double = 3", "the answer of u09-double")],
    "points-make-a-unit": [('"points": 16', '"points": 15', "add up to 19")],
    "setup-is-locked": [
        ('"u09-setup-start", "locked": true', '"u09-setup-start", "locked": false', "read-only"),
    ],
    "setup-sets-no-seed": [
        ("rows = np.arange(6.0)", "rows = np.arange(6.0)\nkeras.utils.set_random_seed(1)", "set_random_seed"),
        ("rows = np.arange(6.0)", "rows = np.arange(6.0)\nnp.random.seed(1)", "np.random.seed"),
        ("import keras\n", "import keras\nimport random\nrandom.seed(1)\n", "random.seed"),
        ("import keras\n", "import keras\nimport tensorflow as tf\ntf.random.set_seed(1)\n", "set_seed"),
        ("import keras\n", "import keras\nfrom keras.utils import set_random_seed as s\ns(1)\n", "s(1)"),
    ],
    "setup-starts-tensorflow": [("started = keras.ops.zeros(1)", "started = 0", "call one operation")],
    "tasks-agree": [("2. Любые числа.", "- Любые числа.", "point 2 stands in one language")],
    "every-sentence-is-checked": [
        ("task=2, hidden", "task=1, hidden", "point 2 has no check"),
    ],
    "teaching-has-its-length": [
        ("Слово за словом. " * 210, "Слово за словом. " * 150, "words of text"),
        ("Word after word. " * 210, "Word after word. " * 400, "words of text"),
    ],
    "rubric-is-in-the-answer": [
        (
            "## Question",
            "## Question\n\n=== BEGIN MARK SCHEME ===\nx\n=== END MARK SCHEME ===",
            "move the mark scheme",
        ),
        (
            "A model answer that nobody should see.",
            "### BEGIN SOLUTION\nx\n### END SOLUTION",
            "inside the solution region",
        ),
    ],
    "tests-are-locked": [
        ('"u09-double-values", "locked": true', '"u09-double-values", "locked": false', "set locked")
    ],
    "tests-have-a-check": [("check_array(", "max(", "every answer earns")],
    "tests-only-check": [
        (VISIBLE, f"{VISIBLE}\nassert rows.sum() == 15", "assert"),
        (VISIBLE, f"{VISIBLE}\nprint(rows)", "setup cell"),
        (VISIBLE, f"{VISIBLE}\nfor row in rows:\n    pass", "setup cell"),
        (VISIBLE, f"{VISIBLE}\nrows[0] = 1", "plain names"),
    ],
    "checks-are-imported": [
        (IMPORT, "from grader_tests import call", "from grader_tests import check_array")
    ],
    "answers-go-to-checks": [
        (VISIBLE, f"{VISIBLE}\nname = double.__name__", "reads the answer outside"),
        (VISIBLE, f"{VISIBLE}\nsame = double", "reads the answer outside"),
        (VISIBLE, f"{VISIBLE}\nfirst = double(rows)[0]", "call(…)"),
        ("check_array(call(double, rows),", "check_array(double(rows),", "call(…)"),
    ],
    "test-names-stay-inside": [
        (WORKED, "print(hidden_rows)", "don't use hidden_rows"),
        ("hidden_rows", "rows", "rename rows"),
    ],
    "check-names-its-task": [
        ("10], task=1", "10]", "task=1, as a plain number"),
        ("10], task=1", "10], task=1 + 0", "task=1, as a plain number"),
        ("10], task=1", "10], task=True", "task=1, as a plain number"),
        ("10], task=1", "10], task=7", "no point 7 in ru and en"),
        ('tags=["lang-ru", "task"] -->\n## Задание', 'tags=["lang-ru"] -->\n## Задание', ""),
    ],
    "hidden-is-said": [
        ("task=2, hidden=True", "task=2", "add hidden=True"),
        ("task=2, hidden=True", "task=2, hidden=False", "add hidden=True"),
        ("10], task=1", "10], task=1, hidden=True", "take hidden=True off"),
        ("### END HIDDEN TESTS", "", "never closed"),
        (WORKED, f"### BEGIN HIDDEN TESTS\n{WORKED}\n### END HIDDEN TESTS", "belong in a test cell"),
    ],
    "hints-are-bilingual": [
        ("10], task=1", '10], task=1, hint={"ru": "Сложите."}', "write the hint out"),
        ("10], task=1", '10], task=1, hint={"ru": "Сложите.", "en": ""}', "write the hint out"),
        ("10], task=1", "10], task=1, hint=rows", "write the hint out"),
    ],
    "graded-credit-is-alone": [
        (VISIBLE, VISIBLE.replace("task=1", "task=1, points=16"), "a cell of its own"),
    ],
    "yo-is-written": [
        ("## Вопрос", "## Вопрос еще", "«ещё»"),
        ("10], task=1", '10], task=1, hint={"ru": "Найдите ее.", "en": "Find it."}', "«её»"),
    ],
    "polite-is-lower-case": [("Почему так?", "Почему, по-Вашему, так? Вы знаете.", "«вашему»")],
    "headings-are-sentences": [("## Вопрос", "## Полносвязный Слой", "«слой»")],
    "terms-are-the-glossarys": [("## Вопрос", "## Размер батча", "мини-пакет")],
    "images-have-alt-text": [
        ("## Question", "## Question\n\n![](curve.png)", "curve.png"),
        ("## Question", '## Question\n\n<img src="curve.png">', "curve.png"),
    ],
    "text-is-in-its-language": [
        ("## Question\n\n1. Why so?", "## Вопрос\n\n1. Почему же это устроено именно так?", "other language")
    ],
    "students-get-no-comments": [
        ("## Question", "## Question\n\n<!-- the answer is 42 -->", "the answer is 42")
    ],
    "code-is-python": [(WORKED, "print(", "not Python")],
}
CASES = [(rule, *breach) for rule, breaches in BREACHES.items() for breach in breaches]


def problems_of(course):
    stems = stems_of(Course.find().root / "docs" / "glossary.md")
    return lint(read(course.unit(UNIT)), UNIT, stems=stems)


def test_the_tiny_unit_keeps_every_rule(tiny_course):
    assert problems_of(tiny_course()) == []


@pytest.mark.parametrize(("rule", "old", "new", "advice"), CASES)
def test_a_breach_is_found_and_says_what_to_do(tiny_course, rule, old, new, advice):
    found = problems_of(tiny_course((old, new)))
    named = [problem for problem in found if problem.rule == rule]
    assert named, found
    assert any(advice in problem.advice for problem in named), named
    assert str(named[0]).startswith(f"{UNIT}, ")


def ungraded(*changes):
    """Return the changes that make the tiny unit an ungraded one."""
    return (
        ("u09-", "u00-"),
        ('"points": 16', '"points": 0'),
        ('"points": 4', '"points": 0'),
        ("Слово за словом. " * 210, "Слово за словом. " * 140),
        ("Word after word. " * 210, "Word after word. " * 140),
        *changes,
    )


@pytest.mark.parametrize(
    ("changes", "rule", "advice"),
    [
        ((), None, ""),
        ((('"points": 0', '"points": 10'),), "points-make-a-unit", "add up to 20; make it 0"),
        ((("Word after word. " * 140, "Word after word. " * 240),), "teaching-has-its-length", "400 to 700"),
        ((("task=2, hidden", "task=1, hidden"),), "every-sentence-is-checked", "point 2 has no check"),
    ],
)
def test_an_ungraded_unit_is_shorter_and_has_no_points(tiny_course, changes, rule, advice):
    course = tiny_course(*ungraded(*changes), unit="u00-tiny")
    found = lint(read(course.unit("u00-tiny")), "u00-tiny")
    assert {problem.rule for problem in found} == ({rule} if rule else set())
    assert all(advice in problem.advice for problem in found)


def test_every_rule_has_a_breach():
    rules = {rule.__name__.replace("_", "-") for rule in (*NOTEBOOK_RULES, *CELL_RULES, *PROSE_RULES)}
    assert rules <= set(BREACHES)


def test_every_rule_says_what_it_asks_for():
    assert all(rule.__doc__ for rule in (*NOTEBOOK_RULES, *CELL_RULES, *PROSE_RULES))


@pytest.mark.parametrize(
    "code",
    [
        "check_array(call(double, rows)[0], 0, task=1)",  # the item is taken by the check
        "answer = call(double, rows)\ncheck_array(answer[0], 0, task=1)",
        'from grader_tests import probe\nseen = probe("call_on", double)\ncheck_array(seen, 0, task=1)',
        "check_array(lambda: double(rows), 0, task=1)",  # runs when the check calls it
        "check_array(double, rows * 2 + rows.sum(), task=1)",
        "check_array(call(double.__call__, rows), 0, task=1)",  # read within the argument of call
        "low, high = 0, 1\ncheck_array(call(double, rows), [low, high], task=1)",
        'check_array(double, 0, task=1, hint={"ru": "Умножьте на два.", "en": "Multiply by two."})',
    ],
)
def test_what_a_test_cell_may_hold(tiny_course, code):
    assert problems_of(tiny_course((VISIBLE, code))) == []


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("check_array(call(double, rows), 0, task=1, points=16)", None),
        ("earned = check_array(call(double, rows), 0, task=1, points=16)", "last expression"),
        ("check_array(call(double, rows), 0, task=1, points=4)", "write points=16"),
    ],
)
def test_a_check_with_points_is_alone_last_and_worth_its_cell(tiny_course, cell, advice):
    hidden = (
        "### BEGIN HIDDEN TESTS\nhidden_rows = np.array([17.0, 23.0])\n" + HIDDEN + "\n### END HIDDEN TESTS"
    )
    changes = ((VISIBLE, cell), (hidden, ""), ("2. Любые числа.", ""), ("2. Any numbers.", ""))
    named = [
        problem.advice
        for problem in problems_of(tiny_course(*changes))
        if problem.rule == "graded-credit-is-alone"
    ]
    assert bool(named) == (advice is not None)
    assert all(advice in text for text in named)


def test_prose_is_what_students_read():
    cell = "# Слой `Dense`\n\nОдин *два*, `батч` $x_{лосс}$.\n\n```python\nеще = 1\n```\n\n![кривая](a.png)"
    assert [block.kind for block in blocks(cell)] == ["heading", "text", "text"]
    assert words(cell) == ["Слой", "Один", "два"]
    assert [image.alt for image in images(cell)] == ["кривая"]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1. a\n2. b\n3. c", {1, 2, 3}),
        ("3. a\n\n   more\n\n4. b", {3, 4}),
        ("- a\n- b", set()),
        ("1. a\n   1. inner\n   2. inner\n2. b", {1, 2}),
    ],
)
def test_points_are_counted_as_a_reader_sees_them(text, points):
    assert numbered_points(text) == points


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("еще", "ещё"), ("ее", "её"), ("счет", "счёт"), ("отчетов", "отчётов"), ("слоев", "слоёв"),
        ("сверточный", "свёрточный"), ("определенный", "определённый"), ("определен", "определён"),
        ("Трехмерный", "трёхмерный"), ("приема", "приёма"), ("учет", "учёт"), ("объема", "объёма"),
    ],
)  # fmt: skip
def test_yo_is_found_and_put_right(wrong, right):
    assert with_yo(YO.search(f"и {wrong}, да")[0]) == right


def test_words_without_yo_or_with_two_readings_are_left_alone():
    fine = """все всем нем узнает выйдет примет ожидает попадает определение определены приемлемый запрет
    взлететь нелегко отдельно совершенно берегут краевой тренер учебный метод веса сети слои счета
    развернуть"""
    assert not YO.findall(fine)


def test_polite_form_may_begin_a_sentence(tiny_course):
    fine = "Почему так? Вы знаете. — Ваш ответ?"
    assert problems_of(tiny_course(("Почему так?", fine))) == []


def test_a_name_in_a_heading_is_no_title_case(tiny_course):
    assert problems_of(tiny_course(("## Вопрос", "## Пассажиры корабля Титаник"))) == []


def test_the_glossary_is_read_and_its_mistakes_are_named(tmp_path):
    path = tmp_path / "glossary.md"
    path.write_text(
        "| English | Russian | avoid | note |\n|---|---|---|---|\n| loss | потери | `лосс` | |\n", "utf-8"
    )
    [stem] = stems_of(path)
    assert stem.pattern.search("по лоссу")
    assert not stem.pattern.search("колосс")
    path.write_text("| a | b | `(` | |\n", "utf-8")
    with pytest.raises(NeedsPerson, match=r"line 1.*no regular expression"):
        stems_of(path)
    path.write_text("| a | b | c |\n", "utf-8")
    with pytest.raises(NeedsPerson, match="3 columns"):
        stems_of(path)
    assert stems_of(tmp_path / "none.md") == ()


def test_the_projects_glossary_avoids_what_it_says():
    stems = stems_of(Course.find().root / "docs" / "glossary.md")
    bad = "лосс батч фидбэк дедлайн фича лейбл бейзлайн плотный_слой активационная байас тренировочная"
    for word in f"{bad} оверфит терпение".split():
        assert any(stem.pattern.search(word.replace("_", " ")) for stem in stems), word
    fine = "функция потерь, мини-пакет, отзыв, признак, метка, полносвязный слой, точность и полнота, фильтр"
    assert not [stem for stem in stems if stem.pattern.search(fine)]


def test_names_are_found_wherever_a_cell_binds_them():
    code = """%matplotlib inline
import os
a, (b, *c) = 1, (2, 3)
for d in []:
    e = 1
with open('x') as f:
    pass
def g(h):
    i = 1
[j for j in []]"""
    assert bound_names(code) == {"a", "b", "c", "d", "e", "f", "g"}
    assert "os" in bound_names(code, imports=True)


@pytest.mark.parametrize("unit", Course.find().units(), ids=lambda unit: unit.name)
def test_the_courses_own_units_keep_every_rule(unit):
    stems = stems_of(Course.find().root / "docs" / "glossary.md")
    problems = lint(read(unit), unit.name, stems=stems)
    assert not problems, "\n".join(map(str, problems))


def test_the_lint_changes_nothing(tiny_course):
    notebook = read(tiny_course().unit(UNIT))
    before = nbformat.writes(notebook)
    lint(notebook, UNIT)
    assert nbformat.writes(notebook) == before
