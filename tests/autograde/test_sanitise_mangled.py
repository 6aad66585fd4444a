"""Notebooks mangled at random: each is refused with a reason, or comes out valid."""

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograde.facts import from_notebook
from autograde.repair import clean, repair
from autograde.sanitise import SubmissionLimits, inspect
from tests.autograde.conftest import PROJECT

CASES = 150  # some seconds; twenty thousand other seeds found no more
RELEASED = PROJECT / "release" / "ru" / "u01-workflow" / "u01-workflow.ipynb"
HALF = "\ud800"
VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**30, 10**400, float("nan"), float("-inf"), 3, 4, 5, "4"),
    *("", "x", HALF, "\0", "\u202e", "a\r\nb", "code", "markdown", "raw"),
    *([], {}, [[]], [1], ["a", "b"], ["a", None], [HALF], {"a": 1}, {"": ""}, {"cells": []}),
    *({"nbgrader": 5}, {"nbgrader": {"grade_id": {}}}, {"nbgrader": {"grade_id": HALF}}, {"tags": 5}),
    *([{"output_type": "stream"}], [{"output_type": 5}], [None], {"x.png": {"image/png": ["a", "b"]}}),
)
KEYS = (
    *(
        "id",
        "cell_type",
        "source",
        "metadata",
        "outputs",
        "execution_count",
        "attachments",
        "cells",
        "nbgrader",
    ),
    *(
        "grade_id",
        "points",
        "language",
        "grader_tests",
        "kernelspec",
        "nbformat",
        "orig_nbformat",
        "worksheets",
    ),
)
FORMATS = (
    (3, 0),
    (4, 0),
    (4, 2),
    (4, 4),
    (4, 9),
    (5, 0),
    (4, None),
    (4, "5"),
    (4, -1),
    (4, 10**9),
    (True, 5),
)


def places(part: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to each part of a JSON value."""
    if here:
        yield here
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in inner:
        yield from places(value, (*here, key))


def part_of(whole: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        whole = whole[key]
    return whole


def mangle(draw: random.Random, notebook: Any) -> None:
    """Change one thing in a notebook, in place."""
    place = draw.choice(list(places(notebook)))
    holder, key, value = part_of(notebook, place[:-1]), place[-1], part_of(notebook, place)
    match draw.randrange(7):
        case 0 | 1:
            holder[key] = copy.deepcopy(draw.choice(VALUES))
        case 2:
            del holder[key]
        case 3 if isinstance(value, dict):
            value[draw.choice(KEYS)] = copy.deepcopy(draw.choice(VALUES))
        case 4 if isinstance(holder, list):
            holder.insert(draw.randrange(len(holder) + 1), copy.deepcopy(value))
        case 5:
            holder[key] = copy.deepcopy(part_of(notebook, draw.choice(list(places(notebook)))))
        case 6:
            notebook["nbformat"], notebook["nbformat_minor"] = draw.choice(FORMATS)


def written(draw: random.Random, notebook: Any) -> bytes:
    """Return the file that holds it, which may be damaged too."""
    content = json.dumps(notebook, ensure_ascii=draw.random() < 0.5).encode("utf-8", "surrogatepass")
    spot = draw.randrange(len(content))
    match draw.randrange(12):
        case 0:
            return b"\xef\xbb\xbf" + content
        case 1:
            return content.replace(b"\n", b"\r\n")
        case 2:
            return content.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
        case 3:
            return content[:spot]
        case 4:
            return content[:spot] + bytes([draw.randrange(256)]) + content[spot + 1 :]
    return content


@pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning")
@pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId")
@pytest.mark.parametrize("batch", range(5))
def test_every_notebook_is_refused_or_made_whole(tmp_path: Path, batch: int) -> None:
    released = RELEASED.read_text("utf-8")
    facts = from_notebook(nbformat.reads(released, as_version=4))
    path = tmp_path / "u.ipynb"
    refused = 0
    for seed in range(batch * CASES // 5, (batch + 1) * CASES // 5):
        draw = random.Random(seed)
        notebook = json.loads(released)
        try:
            for _ in range(draw.choice([0, 1, 1, 2, 5])):
                mangle(draw, notebook)
            content = written(draw, notebook)
        except (RecursionError, IndexError, TypeError, ValueError):
            continue  # a value that JSON can't hold, or nothing left to change
        path.write_bytes(content)
        reason = inspect(tmp_path, ["u"], SubmissionLimits())
        if reason is not None:
            refused += 1
            assert reason.isprintable(), (seed, reason)
            continue
        with path.open(encoding="utf-8") as file:  # as nbconvert will
            mended = clean(nbformat.read(file, as_version=4))
        repair(mended, facts)
        nbformat.validate(mended)
        again = nbformat.reads(nbformat.writes(mended).encode().decode(), as_version=4)
        ids = [cell.metadata.nbgrader.grade_id for cell in again.cells if "nbgrader" in cell.metadata]
        assert len(ids) == len(set(ids)), seed
        assert {fact.grade_id for fact in facts if fact.locked or fact.grade} <= set(ids), seed
    assert 0 < refused < CASES // 5
