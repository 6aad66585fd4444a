"""What `autograde doctor` says of this machine: its fork server, its graphics cards."""

from types import SimpleNamespace

import pytest

from autograde import doctor


@pytest.mark.parametrize(("threads", "state"), [(1, "good"), (2, "bad")])
def test_a_fork_server_is_good_with_one_thread(threads, state):
    found = doctor._server(SimpleNamespace(threads=threads))
    assert found.state == state
    assert bool(found.advice) == (state == "bad")


@pytest.mark.parametrize(
    ("cards", "seen", "state", "says"),
    [
        ((), 0, "note", "graded without, and say so"),
        (("/dev/nvidia0",), 1, "good", "/dev/nvidia0; TensorFlow lists 1"),
        (("/dev/nvidia0",), 0, "note", "TensorFlow lists none"),
        (("/dev/nvidia0",), None, "note", "could not be asked"),
    ],
)
def test_a_card_is_good_where_tensorflow_lists_it(monkeypatch, cards, seen, state, says):
    monkeypatch.setattr(doctor, "graphics", lambda: cards)
    monkeypatch.setattr(doctor, "_gpus_of_tensorflow", lambda: seen)
    found = doctor._graphics()
    assert found.state == state
    assert says in found.says
    assert ("docs/gpu.md" in found.advice) == (state == "note" and bool(cards))


def test_tensorflow_is_asked_in_a_process_of_its_own(monkeypatch):
    monkeypatch.setattr(doctor.sys, "executable", "/bin/echo")  # which says what it is asked
    assert doctor._gpus_of_tensorflow() is None
    monkeypatch.setattr(doctor.sys, "executable", "/nowhere/python")
    assert doctor._gpus_of_tensorflow() is None
