"""nbgrader's known holes, tried against stock nbgrader and against this engine: marks and leaks.

    python -m tests.attacks.holes             # prints a table; `--json FILE` also writes it

Each side runs in an outer layer of its own, with a private HOME: one hook that is written into a shared
profile would spoil everything after it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from autograde.source import refresh
from tests import outer
from tests.attacks import arena
from tests.attacks.attack import families
from tests.conftest import ROOT, activated

HOLES = {
    "tampering-skipped": "a tag skips test cells",
    "tampering-input-transformer": "an input transformer drops the checks",
    "tampering-ast-transformer": "an AST transformer drops the checks",
    "tampering-always-equal": "an answer that equals everything",
    "tampering-patched-checks": "patched library functions",
    "tampering-patched-keras": "patched Keras",
    "evidence-own-validation-data": "overwritten data of the tests",
    "evidence-first-call-honest": "hidden tests on the feedback page",
    "reading-own-notebook": "hidden tests in the working folder",
    "reading-source": "solutions in the source folder",
    "reading-gradebook": "the gradebook, read",
    "reading-write-gradebook": "the gradebook, written",
    "reading-other-submissions": "other people's submissions",
    "reading-home": "the home of whoever grades",
    "reading-environment": "the variables of whoever grades",
    "reading-told-of-grading": "NBGRADER_EXECUTION tells",
    "escaping-tcp": "the network",
    "escaping-daemon": "a process that outlives grading",
    "escaping-startup-hook": "a start-up file for later kernels",
    "crashing-exit": "os._exit: what was earned before is lost",
    "exhaustion-deaf-in-a-test": "an endless test fails the whole submission",
    "files-linked-data": "a link, followed with the teacher's rights",
    "tampering-copied": "a copied test cell stops the batch",
    "pages-html-output": "scripts in outputs",
    "pages-markdown-answer": "scripts in Markdown",
    "pages-picture-metadata": "an event handler as the width of a picture",
}
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.root = "/tmp/course"
c.CourseDirectory.ignore = ["*.md"]
c.Execute.timeout = 20
c.ClearMarkScheme.enforce_metadata = False
"""


def main() -> None:
    """Run both sides and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, help="also write what was seen to this file")
    options = parser.parse_args()
    sides = {
        "stock": ["-m", "tests.attacks.holes", "--inside"],
        "ours": ["-m", "tests.attacks.arena", *HOLES],
    }
    seen = {}
    for side, arguments in sides.items():
        done = outer.run(arguments, user="ordinary", level="namespaces", timeout_seconds=2400)
        if done.returncode:
            sys.exit(f"{side}: {done.stderr[-2000:]}")
        seen[side] = json.loads(done.stdout.strip().splitlines()[-1])["seen"]
    attacks = {f"{family}-{attack.name}": attack for family, found in families().items() for attack in found}
    print("| hole | honest points | stock nbgrader | this engine |\n|---|---|---|---|")
    for name, what in HOLES.items():
        stock, ours = (told(seen[side].get(name)) for side in ("stock", "ours"))
        print(f"| {what} | {attacks[name].earns:g} of 13 | {stock} | {ours} |")
    if options.json:
        options.json.write_text(json.dumps(seen, indent=1) + "\n")


def told(found: dict[str, Any] | None) -> str:
    """Return what was seen of one submission, in a few words."""
    if found is None:
        return "nothing"
    points = "no mark" if found["score"] is None else f"{found['score']:g} points"
    words = ["needs a person" if found["person"] and found["score"] is None else points]
    breaches = {part.split("\\n")[0].strip() for part in found["printed"].split(arena.BREACH)[1:]}
    words += sorted(breaches)[:2]
    words += [f"{word} on the page" for word in found["leaked"][:1] if word != "SIBLING_CANARY"]
    words += ["a script on the page"] if found["active"] else []
    words += [part.split(":")[0] for part in found["found"][:1]]
    return ", ".join(words).replace("|", "/")


def inside() -> None:
    """Grade the chosen submissions with stock nbgrader. Called in the outer layer."""
    attacks = {f"{family}-{attack.name}": attack for family, found in families().items() for attack in found}
    with arena.Neighbours() as neighbours:
        course = arena.build_course(neighbours.port)
        for name in ("course_config.py", "nbgrader_config.py"):
            (course.root / name).unlink()
        (course.root / "nbgrader_config.py").write_text(STOCK)
        shutil.copytree(course.root / "heldout" / arena.UNIT, course.root / "source" / arena.UNIT / "heldout")
        refresh(course.unit(arena.UNIT))
        for name in (arena.HONEST[0], *HOLES):
            arena.hand_in(course, name, attacks.get(name) or arena.Attack("honest", "nothing", solved=True))
        nbgrader("generate_assignment")
        watch = arena.Watch(course, neighbours)
        watch.step(SimpleNamespace(student=None))
        seen = {}
        for name in (arena.HONEST[0], *HOLES):
            nbgrader("autograde", "--student", name)
            nbgrader("generate_feedback", "--student", name)
            watch.step(SimpleNamespace(student=name))
            # At once: a later submission may change the marks of all, and what it leaves running stays.
            seen[name] = watch.seen(mark(name))
            watch.get_used_to_it()
    print(json.dumps({"seen": seen}))


def nbgrader(command: str, *arguments: str) -> None:
    """Run one of nbgrader's commands; where it fails, the marks tell."""
    environment = {**activated(), "MPLCONFIGDIR": str(Path.home())}
    subprocess.run(
        ["nbgrader", command, arena.UNIT, *arguments],
        cwd=arena.COURSE,
        env=environment,
        stdout=subprocess.DEVNULL,  # a pipe would be held open by what a submission leaves running
        stderr=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )


def mark(student: str) -> SimpleNamespace:
    """Return what the gradebook holds of a student."""
    from nbgrader.api import Gradebook, MissingEntry

    with Gradebook(f"sqlite:///{arena.COURSE}/gradebook.db", "stock") as gradebook:
        try:
            submission = gradebook.find_submission(arena.UNIT, student)
            grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
            scores = [
                grade.score for grade in grades if (grade.auto_score, grade.manual_score) != (None, None)
            ]
            score = sum(scores) if scores else None
        except MissingEntry:
            score = None
    return SimpleNamespace(student=student, score=score, status="graded", reason=None, sandbox="none")


if __name__ == "__main__":
    if sys.argv[1:] == ["--inside"]:
        sys.path.insert(0, str(ROOT))
        os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
        inside()
    else:
        main()
