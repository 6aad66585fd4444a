"""The comparison of two runs, with invented outcomes."""

from __future__ import annotations

import pytest

from tests.nbgrader.compare import NotComparable, check_swap, compare, main, read_report, reasons

STOCK = {"kept": "passed", "lost": "passed", "meant": "passed", "both": "failed", "away": "skipped"}
OURS = {"kept": "passed", "lost": "failed", "meant": "failed", "both": "failed", "away": "skipped"}


def test_named_and_unnamed_differences_are_told_apart() -> None:
    found = compare(STOCK, OURS, {"meant": "by design"})
    assert found.same == ("kept", "both", "away")
    assert found.named == {"meant": "by design"}
    assert found.unnamed == {"lost": "failed"}
    assert found.gone == ()


@pytest.mark.parametrize("outcome", ["skipped", "missing"])
def test_a_test_that_does_not_run_is_a_difference(outcome: str) -> None:
    ours = {"kept": outcome} if outcome != "missing" else {}
    assert compare({"kept": "passed"}, ours, {}).unnamed == {"kept": outcome}


def test_what_stock_fails_is_no_difference() -> None:
    found = compare({"kept": "failed"}, {"kept": "passed"}, {})
    assert (found.unnamed, found.mended) == ({}, {"kept": "failed"})


def test_a_name_that_is_no_difference_any_more_is_told() -> None:
    named = {"kept": "once", "misspelt": "never"}
    assert compare(STOCK, OURS, named).gone == ("kept", "misspelt")
    assert compare(STOCK, OURS, named, whole=False).gone == ("kept",)


def test_settings_that_did_not_act_are_noticed() -> None:
    check_swap({"stock -": 30}, {"ours landlock": 30})
    check_swap({}, {})
    for stock, ours in [
        ({"stock -": 30}, {}),
        ({"stock -": 30}, {"ours landlock": 29, "stock -": 1}),
        ({"ours landlock": 1}, {"ours landlock": 30}),
    ]:
        with pytest.raises(NotComparable):
            check_swap(stock, ours)


def test_a_report_is_read() -> None:
    cases = (
        '<testcase classname="nbgrader.tests.apps.a.T" name="one"/>'
        '<testcase classname="nbgrader.tests.apps.a.T" name="two"><error message="why&#10;more"/></testcase>'
        '<testcase classname="nbgrader.tests.apps.a.T" name="two"/>'
        '<testcase classname="nbgrader.tests.apps.a.T" name="three"><skipped/></testcase>'
    )
    outcomes, messages = read_report(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    assert outcomes == {"apps.a.T.one": "passed", "apps.a.T.two": "failed", "apps.a.T.three": "skipped"}
    assert messages == {"apps.a.T.two": "why"}


def test_every_named_difference_has_a_reason() -> None:
    assert all(reasons().values())


def test_wrong_usage_is_2(tmp_path) -> None:
    for wrong in (["--no-such-option"], ["--json", str(tmp_path / "nowhere" / "x.json")]):
        with pytest.raises(SystemExit) as stopped:
            main(wrong)
        assert stopped.value.code == 2
