"""What students get: the releases, the wheel, how to begin, and nothing of the teachers'."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograde.errors import NeedsPerson, UsageError
from autograde.publish import MADE, _in_words, publish
from autograde.release import build
from autograde.wheel import build_wheel, project_of_package

UNIT = "u09-tiny"
WHEEL = "grader_tests-0.1.0-py3-none-any.whl"
HIDDEN = ("hidden_rows", "names both reasons", "HIDDEN TESTS", "MARK SCHEME", "heldout")
SOLUTION = ("secret_factor", "nobody should see", "BEGIN SOLUTION")


@pytest.fixture
def course(tiny_course):
    course = tiny_course()
    build(course)
    return course


def opened(path):
    """Return every file in a folder or zip, wheels opened too: name → content."""
    if path.is_dir():
        files = {str(part.relative_to(path)): part.read_bytes() for part in path.rglob("*") if part.is_file()}
    else:
        with zipfile.ZipFile(path) as archive:
            files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    inside = {}
    for name, content in files.items():
        if name.endswith(".whl"):
            with zipfile.ZipFile(io.BytesIO(content)) as wheel:
                inside |= {f"{name}/{part}": wheel.read(part) for part in wheel.namelist()}
    return files | inside


@pytest.mark.parametrize("name", ["students", "students.zip"])
def test_students_get_releases_wheel_and_how_to_begin(course, tmp_path, name):
    files = opened(publish(course, tmp_path / "out" / name))
    top = {name for name in files if ".whl/" not in name}
    assert top == {
        "README.md", "requirements.txt", MADE, WHEEL, f"ru/{UNIT}/{UNIT}.ipynb", f"en/{UNIT}/{UNIT}.ipynb",
    }  # fmt: skip
    for language in ("ru", "en"):
        released = (course.release(UNIT, language) / f"{UNIT}.ipynb").read_bytes()
        assert files[f"{language}/{UNIT}/{UNIT}.ipynb"] == released
    assert files["requirements.txt"].decode().startswith(f"./{WHEEL}\n")
    assert UNIT in files["README.md"].decode()


@pytest.mark.parametrize("name", ["students", "students.zip"])
def test_nothing_of_the_teachers_goes_out(course, tmp_path, name):
    for part, content in opened(publish(course, tmp_path / "out" / name)).items():
        text = content.decode("utf-8", errors="ignore")
        if not part.startswith(WHEEL):
            assert not [secret for secret in (*SOLUTION, *HIDDEN) if secret in text], part
        elif part != WHEEL:
            inside = part.removeprefix(f"{WHEEL}/")
            assert inside.startswith(("grader_tests/", "grader_tests-0.1.0.dist-info/")), part
            assert not inside.endswith((".po", ".pot", ".pyc", ".md", ".ipynb")), part
            assert "import autograde" not in text, part
            assert "from autograde" not in text, part
            assert "test_" not in Path(inside).name, part


def test_the_wheel_installs_messages_and_asks_for_what_it_imports(tmp_path):
    files = opened(tmp_path_of(build_wheel(tmp_path)))
    names = {name.removeprefix(f"{WHEEL}/") for name in files}
    assert "grader_tests/__init__.py" in names
    assert "grader_tests/py.typed" in names
    assert "grader_tests/locale/ru/LC_MESSAGES/grader_tests.mo" in names
    metadata = files[f"{WHEEL}/grader_tests-0.1.0.dist-info/METADATA"].decode()
    needed = {
        line.split()[1].split(">")[0] for line in metadata.split("\n") if line.startswith("Requires-Dist")
    }
    assert needed == {"keras", "numpy", "ipython", "executing"}


def tmp_path_of(wheel):
    return wheel.parent


def test_the_wheel_has_the_same_bytes_whenever_it_is_built(tmp_path, monkeypatch):
    first = build_wheel(tmp_path / "a").read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert build_wheel(tmp_path / "b").read_bytes() == first


def test_the_wheel_can_be_imported_without_the_project(tmp_path):
    wheel = build_wheel(tmp_path)
    code = "import grader_tests, sys; print(grader_tests.__file__); sys.exit('autograde' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(wheel)!r}); {code}"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert WHEEL in run.stdout


@pytest.mark.parametrize("name", ["students", "students.zip"])
def test_publishing_twice_gives_the_same_and_replaces_the_first(course, tmp_path, name):
    target = tmp_path / "out" / name
    first = opened(publish(course, target))
    bytes_of_zip = target.read_bytes() if target.is_file() else b""
    assert opened(publish(course, target)) == first
    assert (target.read_bytes() if target.is_file() else b"") == bytes_of_zip
    assert [path.name for path in (tmp_path / "out").iterdir()] == [name]


def test_the_list_of_files_is_complete(course, tmp_path):
    target = publish(course, tmp_path / "out")
    listed = set(json.loads((target / MADE).read_text("utf-8")))
    assert listed | {MADE} == {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}


def test_somebodys_folder_is_refused_and_stays(course, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="holds what publish did not put there"):
        publish(course, tmp_path / "mine")
    assert (tmp_path / "mine" / "thesis.txt").exists()


def test_a_published_folder_that_somebody_worked_in_is_refused(course, tmp_path):
    target = publish(course, tmp_path / "out")
    (target / "ru" / UNIT / f"{UNIT}.ipynb").write_text("my answers", "utf-8")
    with pytest.raises(UsageError, match="did not put there"):
        publish(course, target)


def test_somebodys_zip_is_refused(course, tmp_path):
    with zipfile.ZipFile(tmp_path / "mine.zip", "w") as archive:
        archive.writestr("thesis.txt", "x")
    with pytest.raises(UsageError, match="did not put there"):
        publish(course, tmp_path / "mine.zip")
    (tmp_path / "text.zip").write_text("not a zip", "utf-8")
    with pytest.raises(UsageError, match="did not put there"):
        publish(course, tmp_path / "text.zip")


@pytest.mark.parametrize("inside", [".", "source", "release/ru", "heldout/x"])
def test_the_course_itself_is_no_target(course, inside):
    with pytest.raises(UsageError, match="part of the course itself"):
        publish(course, course.root / inside)


def test_a_stale_release_is_not_published(course, tmp_path, tiny_course):
    tiny_course(("# Doubling", "# Twice"))
    with pytest.raises(NeedsPerson, match=r"run autograde build first:\n.*changed"):
        publish(course, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_solutions_go_out_on_request_without_hidden_tests_and_rubrics(course, tmp_path):
    target = publish(course, tmp_path / "out", with_solutions=True)
    for language in ("ru", "en"):
        text = (target / language / f"{UNIT}-solution" / f"{UNIT}.ipynb").read_text("utf-8")
        assert "return x * secret_factor" in text
        assert "nobody should see" in text
        assert not [secret for secret in (*HIDDEN, "BEGIN SOLUTION") if secret in text]
    assert "secret_factor" not in (target / "ru" / UNIT / f"{UNIT}.ipynb").read_text("utf-8")


def test_of_named_units_alone_releases_and_solutions_go_out(tiny_course, tmp_path):
    no_points = [(f'"points": {points}', '"points": 0') for points in (16, 4)]
    tiny_course(("u09", "u00"), *no_points, unit="u00-start")
    course = tiny_course()
    build(course)
    names = opened(publish(course, tmp_path / "out.zip", [UNIT, UNIT], with_solutions=True))
    assert {name.split("/")[1] for name in names if name.startswith(("ru/", "en/"))} == {
        UNIT, f"{UNIT}-solution"
    }  # fmt: skip
    assert "u00-start" not in names["README.md"].decode()
    with pytest.raises(UsageError, match="Did you mean u09-tiny"):
        publish(course, tmp_path / "typo", ["u09-tine"])
    everything = opened(publish(course, tmp_path / "out.zip"))
    assert not [name for name in everything if "-solution/" in name]
    readme = everything["README.md"].decode()
    assert "Начните с `u00-start`: там сказано, как проверить и сдать работу и где найти отзыв." in readme
    assert "Begin with `u00-start`: it says how to validate, submit and find feedback." in readme
    assert readme.count("`python3`") == 2


def test_the_project_says_whose_it_is_and_what_for_in_words_that_an_index_knows():
    from hatchling.metadata.core import ProjectMetadata

    root = Path(__file__).parents[2]
    told = ProjectMetadata(str(root), None).core  # an unknown classifier is refused
    assert told.authors_data["name"] == ["the authors of keras-basics-course"]
    assert "Framework :: Jupyter" in told.classifiers
    first, last = _in_words(project_of_package()["requires-python"]).split("–")
    pythons = [name.rpartition(" ")[2] for name in told.classifiers if "Language :: Python" in name]
    assert (pythons[0], pythons[-1]) == (first, last)
    assert "Typing :: Typed" in told.classifiers
    assert (root / "autograde" / "py.typed").is_file()
    assert (root / "grader_tests" / "py.typed").is_file()


def test_students_read_which_python_they_need_in_words():
    assert _in_words(">=3.11,<3.14") == "3.11–3.13"
