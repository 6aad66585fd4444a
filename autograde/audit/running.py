"""Audits: every case of a unit through the engine, side by side, what was run before from the store.

report = audit(course, course.unit("u03-regression"), seeds=10)
report.findings
audit(course, unit, seeds=10, beyond={"u03-build": 2})     # of that only what 2 seeds did not run
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from time import monotonic
from types import MappingProxyType

from nbformat import NotebookNode

from autograde import cells
from autograde.audit.cases import Bank
from autograde.audit.findings import Report, Verdict, Verdicts
from autograde.course import Course, Unit
from autograde.gradebook import open_api
from autograde.grading import Progress
from autograde.instructor import BROKEN
from autograde.job import Job, Result
from autograde.marks import verdict
from autograde.pool import Local, finished, slots_here
from autograde.preparation import executor
from autograde.source import refresh

NOBODY = ".audit"  # no student's id: no file of a student stands beside a case
FIRST_SEED = 100


def audit(
    course: Course,
    unit: Unit,
    *,
    seeds: int = 10,
    beyond: Mapping[str, int] = MappingProxyType({}),
    slots: int | None = None,
    progress: Callable[[Progress], None] = lambda step: None,
) -> Report:
    """Run every case of a unit and judge what its tests say.

    Args:
        course: whose settings are used.
        unit: the unit.
        seeds: with how many a case is run where chance matters.
        beyond: with how many an earlier audit ran the cases of a part; they are left out, and with them those
            that have no more.
        slots: cases that are run at a time; None for as many as the machine holds.
        progress: called at the start and after each run.

    Raises:
        NeedsPerson: the source or a case can't be read.
    """
    began = monotonic()
    bank = Bank.read(course, unit)
    refresh(unit)
    execute = executor(open_api(course))
    so_far = {case.name: beyond.get(bank.part_of(case), 0) for case in bank.cases(seeds)}
    cases = [case for case in bank.cases(seeds) if case.seeds > so_far[case.name]]
    runs: dict[str, dict[int, Verdicts]] = {case.name: {} for case in cases}
    failures: dict[str, str] = {}
    total, done = sum(case.seeds - so_far[case.name] for case in cases), 0
    ids = {"assignment": unit.name, "notebook": unit.name, "student": NOBODY}

    def jobs() -> Iterator[tuple[str, Job]]:
        for case in cases:
            job = execute.job(bank.notebook(case), ids)
            for seed in range(so_far[case.name], case.seeds):
                name = f"{seed}\0{case.name}"
                yield name, dataclasses.replace(job, seed=FIRST_SEED + seed, language="en")

    progress(Progress(0, total, None, None))
    store = execute.open_store()
    with Local(slots or slots_here(), tuple(execute.preload), store) as pool:
        for name, outcome in finished(pool, jobs()):
            seed, _, case_name = name.partition("\0")
            if isinstance(outcome, Result):
                runs[case_name][int(seed)] = said(outcome.notebook)
            else:
                failures[case_name] = str(outcome)
            done += 1
            left = (monotonic() - began) / done * (total - done)
            progress(Progress(done, total, case_name, left))
    if store is not None:
        store.prune(execute.store_bytes)
    by_seed = {name: [found[seed] for seed in sorted(found)] for name, found in runs.items()}
    return Report.of(bank, cases, by_seed, failures, monotonic() - began, beyond)


def said(notebook: NotebookNode) -> Verdicts:
    """Return what each test cell of an examined notebook says."""
    return {str(cells.grade_id(cell)): _said(cell) for cell in notebook.cells if cells.is_test(cell)}


def _said(cell: NotebookNode) -> Verdict:
    errors = [output for output in cell.outputs if output.output_type == "error"]
    for error in errors:
        if error.ename == BROKEN:
            return Verdict(None, error.evalue.strip().splitlines()[0])
    if errors:
        return Verdict.failed(errors[0].evalue)
    found = verdict(cell, "", executed=True)
    if found.points is None:
        return Verdict(None, found.why or "")
    if found.points < float(cell.metadata["nbgrader"]["points"]):
        shown = next((out.data.get("text/plain", "") for out in cell.outputs if "data" in out), "")
        return Verdict.failed(shown)
    return Verdict(passed=True)
