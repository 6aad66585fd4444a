"""The tests that nbgrader ships, under stock settings and under ours: what passes there must pass here.

    python -m tests.nbgrader.compare --json /tmp/n.json     # 10 to 25 minutes; `make test-nbgrader`
    python -m tests.nbgrader.compare -k "grade and not api"
    python -m tests.nbgrader.compare --stock /tmp/n.json    # what stock did is taken from an earlier run

A test that passes with stock nbgrader and not with our settings is a difference. Those that are meant stand
in differences.toml, each with its reason; any other one makes the command fail. Both sides run at once, and
some tests are about seconds: one that fails with our settings only is tried again alone before it is called
a difference.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

from tests.nbgrader.swap import RECORD, ROOT, SIDE

MODULES = (
    "nbgrader.tests.apps.test_nbgrader_autograde",
    "nbgrader.tests.apps.test_api",
    "nbgrader.tests.apps.test_nbgrader_generate_feedback",
    "nbgrader.tests.apps.test_nbgrader_validate",
    "nbgrader.tests.apps.test_nbgrader_generate_solution",
    "nbgrader.tests.apps.test_nbgrader_collect",
    "nbgrader.tests.apps.test_nbgrader_zip_collect",
    "nbgrader.tests.test_validator",
    "nbgrader.tests.preprocessors",
)
DIFFERENCES = Path(__file__).with_name("differences.toml")
CONFIG = "from tests.nbgrader.swap import settings\n\nget_config().merge(settings())\n"
SECONDS = 3600  # of one run, should it hang
OK, FOUND, USAGE = 0, 1, 2  # exit status
NOTHING_RAN = 5  # pytest's: no test matches


class NotComparable(Exception):
    """The runs say nothing: a run broke off, or our settings were not in force."""


class NoSuchTest(Exception):
    """The expression given with -k matches nothing."""


@dataclass(frozen=True)
class Run:
    """One run of nbgrader's tests.

    Args:
        outcomes: `passed`, `failed` or `skipped`, by test.
        messages: of those that failed, the first line.
        executions: how many submissions were executed, by whose `Execute` and confined how.
        seconds: of the wall clock.
    """

    outcomes: Mapping[str, str]
    messages: Mapping[str, str]
    executions: Mapping[str, int]
    seconds: float


@dataclass(frozen=True)
class Comparison:
    """Two runs, test by test.

    Args:
        same: tests with one outcome.
        named: that pass with stock and not with ours, and are meant to; with the reason.
        unnamed: that pass with stock and not with ours, with our outcome.
        mended: that pass with ours and not with stock, with stock's outcome.
        gone: named, but no difference any more.
    """

    same: tuple[str, ...]
    named: Mapping[str, str]
    unnamed: Mapping[str, str]
    mended: Mapping[str, str]
    gone: tuple[str, ...]


def compare(
    stock: Mapping[str, str], ours: Mapping[str, str], reasons: Mapping[str, str], *, whole: bool = True
) -> Comparison:
    """Compare two runs.

    Args:
        stock: outcomes under stock settings, by test.
        ours: outcomes under our settings; a test that is not there counts as `missing`.
        reasons: of differences that are meant, by test.
        whole: whether all tests ran; else a named one that did not run is not called gone.
    """
    lost = {
        test: ours.get(test, "missing")
        for test, outcome in stock.items()
        if outcome == "passed" and ours.get(test) != "passed"
    }
    return Comparison(
        same=tuple(test for test, outcome in stock.items() if ours.get(test) == outcome),
        named={test: reasons[test] for test in lost if test in reasons},
        unnamed={test: outcome for test, outcome in lost.items() if test not in reasons},
        mended={
            test: stock.get(test, "missing")
            for test, outcome in ours.items()
            if outcome == "passed" and stock.get(test) != "passed"
        },
        gone=tuple(test for test in reasons if test not in lost and (whole or test in stock)),
    )


def check_swap(stock: Mapping[str, int], ours: Mapping[str, int]) -> None:
    """Look whether each run executed submissions with its own `Execute`.

    Raises:
        NotComparable: one did not.
    """
    by_stock, by_ours = (
        Counter(name.split()[0] for name in Counter(run).elements()) for run in (stock, ours)
    )
    if by_stock["ours"]:
        raise NotComparable("The stock run executed submissions with our Execute.")
    if by_ours["stock"]:
        raise NotComparable(f"Our run executed {by_ours['stock']} submissions with nbgrader's own Execute.")
    if by_stock["stock"] and not by_ours["ours"]:
        raise NotComparable("Our run executed nothing with our Execute, stock did: the settings did not act.")


def reasons() -> dict[str, str]:
    """Return the differences that are meant.

    Raises:
        NotComparable: one stands there without a reason.
    """
    named = tomllib.loads(DIFFERENCES.read_text(encoding="utf-8"))
    for test, entry in named.items():
        if not (isinstance(entry, dict) and str(entry.get("reason", "")).strip()):
            raise NotComparable(f"{DIFFERENCES.name} gives no reason for {test}.")
    return {test: entry["reason"].strip() for test, entry in named.items()}


def run(side: str, expression: str | None = None, tests: Sequence[str] = MODULES) -> Run:
    """Run nbgrader's tests under `stock` settings or under `ours`.

    Args:
        side: which.
        expression: only tests that match, as pytest's -k.
        tests: modules, or tests in them, as pytest's --pyargs has it.

    Raises:
        NoSuchTest: the expression matches none.
        NotComparable: pytest broke off.
    """
    import nbgrader

    with tempfile.TemporaryDirectory(prefix=f"nbgrader-{side}-") as name:
        folder = Path(name)
        for part in ("config", "home-config", "cwd"):
            (folder / part).mkdir()
        if side == "ours":
            (folder / "config" / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
        (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")  # not that of this project
        report, record = folder / "report.xml", folder / "executions"
        command = [sys.executable, "-m", "pytest", "-p", "tests.nbgrader.swap", "-p", "no:cacheprovider"]
        command += ["-c", str(folder / "pytest.ini"), "--rootdir", str(Path(nbgrader.__path__[0]).parent)]
        command += ["-W", "default", "-q", "--tb=short", f"--junitxml={report}"]
        command += ["-k", expression] if expression is not None else []
        started = time.monotonic()
        try:
            done = subprocess.run(
                [*command, "--pyargs", *tests],
                cwd=folder / "cwd",
                env=environment(side, folder, record),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            raise NotComparable(f"The tests with {side} settings took more than {SECONDS} s.") from None
        seconds = time.monotonic() - started
        if done.returncode == NOTHING_RAN:
            raise NoSuchTest(f"-k {expression!r} matches no test.")
        if done.returncode not in (0, 1) or not report.is_file():
            raise NotComparable(f"pytest broke off with {side} settings:\n{done.stdout[-3000:]}")
        outcomes, messages = read_report(report.read_text(encoding="utf-8"))
        lines = record.read_text(encoding="utf-8").splitlines() if record.is_file() else []
        return Run(outcomes, messages, dict(Counter(lines)), seconds)


def run_both(expression: str | None, earlier: Path | None) -> tuple[Run, Run]:
    """Run both sides at once, or take stock's from a file that an earlier run wrote.

    Raises:
        NoSuchTest, NotComparable: as `run`.
    """
    with ThreadPoolExecutor() as pool:
        ours = pool.submit(run, "ours", expression)
        if earlier is None:
            return run("stock", expression), ours.result()
        stock = Run(**json.loads(earlier.read_text(encoding="utf-8"))["stock"])
        if expression is None:
            return stock, ours.result()
        known = {test: stock.outcomes[test] for test in ours.result().outcomes if test in stock.outcomes}
        return replace(stock, outcomes=known), ours.result()


def try_again(ours: Run, tests: Collection[str]) -> Run:
    """Return our run with these tests as they come out alone, on a machine that does nothing else."""
    if not tests:
        return ours
    again = run("ours", tests=[node_id(test) for test in tests])
    return Run(
        {**ours.outcomes, **again.outcomes},
        {**ours.messages, **again.messages},
        dict(Counter(ours.executions) + Counter(again.executions)),
        ours.seconds + again.seconds,
    )


def node_id(test: str) -> str:
    """Return what pytest calls a test, from its name in a report."""
    name, bracket, case = test.partition("[")
    parts = name.split(".")
    module = next(place for place, part in enumerate(parts) if part.startswith("test_"))
    return (
        "::".join([".".join(["nbgrader", "tests", *parts[: module + 1]]), *parts[module + 1 :]])
        + bracket
        + case
    )


def environment(side: str, folder: Path, record: Path) -> dict[str, str]:
    """Return the variables of a run: nothing of the user's settings, and nbgrader's helpers on the PATH."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER_")}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    variables.pop("PYTEST_ADDOPTS", None)
    variables |= {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PYTHONPATH": str(ROOT),
        "JUPYTER_CONFIG_PATH": str(folder / "config"),
        "JUPYTER_CONFIG_DIR": str(folder / "home-config"),
        SIDE: side,
        RECORD: str(record),
    }
    if side == "ours":
        variables["JUPYTER_DEFAULT_PROVISIONER_NAME"] = "autograde-warm"  # for validate and generate_solution
    return variables


def read_report(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return outcomes and messages from pytest's JUnit report."""
    outcomes: dict[str, str] = {}
    messages = {}
    for case in ElementTree.fromstring(text).iter("testcase"):
        test = f"{case.get('classname')}.{case.get('name')}".removeprefix("nbgrader.tests.")
        wrong = next((part for part in case if part.tag in ("failure", "error")), None)
        if wrong is not None:
            outcomes[test] = "failed"
            messages[test] = (wrong.get("message") or "").splitlines()[0] if wrong.get("message") else ""
        elif outcomes.get(test) != "failed":  # a test that fails as it is taken down stands there twice
            outcomes[test] = "passed" if case.find("skipped") is None else "skipped"
    return outcomes, messages


def show(stock: Run, ours: Run, found: Comparison) -> None:
    """Print two runs side by side, then the differences."""
    tests = list(dict.fromkeys([*stock.outcomes, *ours.outcomes]))
    print(f"{'stock':8}  {'ours':8}  test")
    for test in tests:
        mark = "  <- named" if test in found.named else "  <- DIFFERENT" if test in found.unnamed else ""
        print(
            f"{stock.outcomes.get(test, 'missing'):8}  {ours.outcomes.get(test, 'missing'):8}  {test}{mark}"
        )
    for title, some, messages in (
        ("Named differences", found.named, ours.messages),
        ("Differences that nobody has named", found.unnamed, ours.messages),
        ("Fail with stock, pass with ours", found.mended, stock.messages),
    ):
        if some:
            print(f"\n{title}:")
        for test, why in some.items():
            print(f"  {test}\n    {why}")
            if messages.get(test):
                print(f"    {messages[test]}")
    for test in found.gone:
        print(f"\nNote: {DIFFERENCES.name} names {test}, which is no difference any more: remove it.")
    print()
    for name, side in (("stock", stock), ("ours", ours)):
        counts = Counter(side.outcomes.values())
        executed = ", ".join(f"{count} by {whose}" for whose, count in side.executions.items()) or "none"
        print(
            f"{name:6} {counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped; "
            f"{side.seconds:.0f} s; submissions executed: {executed}"
        )
    print(f"{len(found.same)} same, {len(found.named)} named, {len(found.unnamed)} unnamed differences")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, compare, print. Return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.nbgrader.compare",
        description="Run the tests that nbgrader ships, under stock settings and under ours, and compare.",
        epilog='example: python -m tests.nbgrader.compare -k "autograde and timeout" --json /tmp/n.json '
        "· exit status: 0 no unnamed difference, 1 some, or nothing to compare, 2 wrong usage",
    )
    parser.add_argument("-k", metavar="EXPR", help="only the tests that match, as pytest's -k")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write everything there too")
    parser.add_argument(
        "--stock", metavar="FILE", type=Path, help="don't run stock: take it from what --json wrote"
    )
    options = parser.parse_args(arguments)
    if options.json is not None and not options.json.absolute().parent.is_dir():
        parser.error(f"--json: there is no folder {options.json.absolute().parent}")
    if options.stock is not None and not options.stock.is_file():
        parser.error(f"--stock: there is no file {options.stock}")
    whole = options.k is None
    try:
        meant = reasons()
        stock, ours = run_both(options.k, options.stock)
        found = compare(stock.outcomes, ours.outcomes, meant, whole=whole)
        missing = [test for test, outcome in found.unnamed.items() if outcome == "missing"]
        ours = try_again(ours, found.unnamed.keys() - set(missing))
        found = compare(stock.outcomes, ours.outcomes, meant, whole=whole)
        if options.json is not None:
            said = {"stock": asdict(stock), "ours": asdict(ours), **asdict(found)}
            options.json.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
        show(stock, ours, found)
        check_swap(stock.executions, ours.executions)
    except NoSuchTest as error:
        parser.error(str(error))
    except NotComparable as error:
        print(error, file=sys.stderr)
        return FOUND
    return FOUND if found.unnamed else OK


if __name__ == "__main__":
    sys.exit(main())
