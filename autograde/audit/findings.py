"""What an audit found: verdicts, and where they are not what they must be.

report = Report.of(bank, verdicts, seeds=10)
report.findings             # [] for a unit that may be released
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from autograde.audit.cases import WHOLE, Bank, Case

Fault = Literal[
    "false pass", "false fail", "seed-dependent", "broken check", "not run", "untested", "stale entry"
]
_POINT = re.compile(r"^\s+task:\s+point (\d+) of the exercise", re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """What one test cell said of one case.

    Args:
        passed: whether it gave all its points; None where its check broke.
        line: the first line of its message; empty where it passed.
        point: of the task, that the message names.
    """

    passed: bool | None
    line: str = ""
    point: int | None = None

    @classmethod
    def failed(cls, message: str) -> Verdict:
        """Return the verdict of a check that failed with this message, in English."""
        found = _POINT.search(message)
        line = (message.strip().splitlines() or [""])[0].removeprefix("✗ ")
        return cls(passed=False, line=line, point=int(found[1]) if found else None)


Verdicts = Mapping[str, Verdict]  # by grade_id of the test cell


@dataclass(frozen=True)
class Finding:
    """One thing that must be mended.

    Args:
        fault: of what kind.
        case: its name, or that of a test cell or exercise.
        told: a phrase.
        part: of the unit that it belongs to.
    """

    fault: Fault
    case: str
    told: str
    part: str = WHOLE

    def __str__(self) -> str:
        """Return it as a line."""
        return f"{self.fault}: {self.case}: {self.told}"


@dataclass(frozen=True)
class Report:
    """An audit of one unit.

    Args:
        unit: its name.
        parts: name of each case that was run → the part that it belongs to.
        beyond: part → with how many seeds an earlier audit ran it, of which nothing is here.
        cases: as they were run.
        runs: name of the case → what its tests said, a mapping for each seed.
        findings: what must be mended.
        never_alone: tests that catch no mutant which no other test catches.
        by_one_test: mutants that a single test catches.
        seconds: of wall time.
    """

    unit: str
    parts: Mapping[str, str]
    beyond: Mapping[str, int]
    cases: tuple[Case, ...]
    runs: Mapping[str, Sequence[Verdicts]]
    findings: tuple[Finding, ...]
    never_alone: tuple[str, ...]
    by_one_test: Mapping[str, str]
    seconds: float = 0.0

    def count(self, kind: str, *, generated: bool | None = None) -> int:
        """Return how many cases there are of a kind, by hand or generated."""
        return sum(
            case.kind == kind and (generated is None or case.generated == generated) for case in self.cases
        )

    def count_faults(self, fault: Fault) -> int:
        """Return how many findings there are of a kind."""
        return sum(finding.fault == fault for finding in self.findings)

    def told(self) -> dict[str, Any]:
        """Return the report as plain data, for JSON."""
        return {
            "unit": self.unit,
            "seconds": self.seconds,
            "findings": [asdict(finding) for finding in self.findings],
            "never_alone": self.never_alone,
            "by_one_test": self.by_one_test,
            "cases": [
                {
                    "name": case.name,
                    "kind": case.kind,
                    "title": case.title,
                    "generated": case.generated,
                    "verdicts": [
                        {name: asdict(said) for name, said in run.items()} for run in self.runs[case.name]
                    ],
                }
                for case in self.cases
            ],
        }

    @classmethod
    def of(
        cls,
        bank: Bank,
        cases: Sequence[Case],
        runs: Mapping[str, Sequence[Verdicts]],
        failures: Mapping[str, str],
        seconds: float,
        beyond: Mapping[str, int],
    ) -> Report:
        """Judge what the tests said.

        Args:
            bank: of the cases.
            cases: that were to be run.
            runs: what came of them.
            failures: cases that the machine could not run, and why.
            seconds: that it took.
            beyond: part → with how many seeds an earlier audit ran it. Nothing is said there about tests that
                no mutant fails.
        """
        part_of = {case.name: bank.part_of(case) for case in cases}
        findings = [Finding("not run", name, why, part_of[name]) for name, why in failures.items()]
        catches: dict[str, list[str]] = {}
        broken_points: dict[int, set[int]] = defaultdict(set)
        of_test = {test: one.number for one in bank.exercises for test in one.tests}
        for case in cases:
            found = runs.get(case.name, ())
            findings += [replace(finding, part=part_of[case.name]) for finding in _judge(case, found)]
            if case.kind == "mutant" and found:
                catches[case.name] = [name for name, said in found[0].items() if said.passed is False]
                for name, said in found[0].items():
                    if said.point is not None:
                        broken_points[of_test[name]].add(said.point)
        caught = {name for names in catches.values() for name in names}
        new = [(part.name, one) for part in bank.parts if part.name not in beyond for one in part.exercises]
        for part, one in new:
            for point in sorted(one.points - broken_points[one.number]) if one.blanks else ():
                told = "no mutant breaks this sentence of the task: write one"
                findings.append(Finding("untested", f"exercise {one.number}, point {point}", told, part))
            for name in one.tests if one.blanks else ():
                if name not in caught:
                    findings.append(Finding("untested", name, "no mutant fails this test cell", part))
        made = {case.name for case in bank.cases(seeds=1)}
        for name in bank.harmless:
            part = bank.part_with(name.partition("/")[0])
            if name not in made and part not in beyond:
                told = "harmless.toml names a mutant that is not made"
                findings.append(Finding("stale entry", name, told, part))
        alone = Counter(names[0] for names in catches.values() if len(names) == 1)
        return cls(
            unit=bank.unit.name,
            parts=part_of,
            beyond=beyond,
            cases=tuple(cases),
            runs=runs,
            findings=tuple(findings),
            never_alone=tuple(
                name for one in bank.exercises for name in one.tests if name in caught and not alone[name]
            ),
            by_one_test={name: names[0] for name, names in catches.items() if len(names) == 1},
            seconds=seconds,
        )


def _judge(case: Case, runs: Sequence[Verdicts]) -> list[Finding]:
    found: dict[tuple[Fault, str], list[int]] = defaultdict(list)
    for seed, run in enumerate(runs):
        for key in _faults(case, run):
            found[key].append(seed)
    findings = []
    for (fault, told), seeds in found.items():
        findings.append(Finding(fault, case.name, told))
        if len(seeds) < len(runs):
            which = f"{len(seeds)} of {len(runs)} seeds: {told}"
            findings[-1] = Finding("seed-dependent", case.name, which)
    return findings


def _faults(case: Case, run: Verdicts) -> list[tuple[Fault, str]]:
    found: list[tuple[Fault, str]] = []
    failing = set()
    for name, said in run.items():
        if said.passed is None:
            found.append(("broken check", f"{name}: {said.line}"))
        elif said.passed is False:
            failing.add(name)
    if case.must_fail is None:
        own = {name for one in case.exercises for name in one.tests}
        if not failing & own:
            found.append(("false pass", f"nothing catches it: {case.title}"))
        return found
    found += [("false pass", f"{name} passes") for name in sorted((case.must_fail & set(run)) - failing)]
    found += [("false fail", f"{name}: {run[name].line}") for name in sorted(failing - case.must_fail)]
    return found
