"""Tuners, as arguments of a student's functions: made where the function runs, from a script.

check_array(call(count_trials, finished_search(trials)), 4, task=1)
check_search(call(run_search, open_search(), (x, y), (x_val, y_val), 3), train=numbers, epochs=3, task=1)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from grader_tests import answers
from grader_tests.answers import Answer

Trial = tuple[int, float, tuple[float, float, float] | None]
_METRICS = ("loss", "val_loss", "val_accuracy")


def finished_search(trials: Sequence[Trial], objective: str = "val_loss") -> FinishedSearch:
    """Return a tuner whose search is over, an argument for `call`.

        finished_search([(8, 0.1, (0.2, 0.5, 0.9)), (16, 0.3, (0.3, 0.4, 0.8)), (4, 0.2, None)])

    Its models have 13 inputs, one hidden layer and 3 outputs, and are compiled with SGD.

    Args:
        trials: in their order: the value of `units`, that of `learning_rate`, and what was reported of
            `loss`, `val_loss` and `val_accuracy`; None: the trial failed.
        objective: the metric that the tuner looks at: the smallest loss is best, or the largest accuracy.
    """
    return FinishedSearch(tuple(trials), objective)


@dataclass(frozen=True)
class FinishedSearch(Answer):
    """See `finished_search`."""

    trials: tuple[Trial, ...]
    objective: str

    def reach(self) -> Any:
        """Make the tuner in the student's process."""
        from grader_tests.scripted import finished_tuner

        metrics = [
            None if reported is None else dict(zip(_METRICS, reported, strict=True))
            for _, _, reported in self.trials
        ]
        values = [self.values(number) for number in range(len(self.trials))]
        arguments = [self.objective, self._direction, values, metrics]
        return answers.reach().call(finished_tuner, arguments, {}).result

    def values(self, number: int) -> dict[str, Any]:
        """Return the hyperparameters of trial `number`, from 0, by name."""
        units, rate, _ = self.trials[number]
        return {"units": units, "learning_rate": rate}

    @property
    def completed(self) -> list[int]:
        """The numbers of the trials that did not fail, from 0."""
        return [number for number, (_, _, reported) in enumerate(self.trials) if reported is not None]

    @property
    def best(self) -> int:
        """The number of the best trial, from 0."""
        place = _METRICS.index(self.objective)
        choose = min if self._direction == "min" else max
        return choose(self.completed, key=lambda number: self.trials[number][2][place])  # type: ignore[index]

    @property
    def _direction(self) -> str:
        return "max" if self.objective.endswith("accuracy") else "min"

    @property
    def name(self) -> str:
        """What the tasks call it."""
        return "`tuner`"


def open_search(trials: int = 1) -> OpenSearch:
    """Return a tuner whose search has yet to be run, an argument for `call`; see `check_search`.

    Args:
        trials: how many it makes.
    """
    return OpenSearch(trials)


@dataclass(frozen=True)
class OpenSearch(Answer):
    """See `open_search`."""

    trials: int
    _made: list[Any] = field(default_factory=list, repr=False, compare=False)

    def reach(self) -> Any:
        """Make the tuner in the student's process, once."""
        from grader_tests.scripted import watching_tuner

        if not self._made:
            values = [{"units": 4 + number} for number in range(self.trials)]
            self._made.append(answers.reach().call(watching_tuner, [values], {}).result)
        return self._made[0]

    def seen(self) -> Any:
        """Return what `rows_seen` tells of its models."""
        from grader_tests.scripted import rows_seen

        return answers.reach().call(rows_seen, [self.reach()], {}).result

    @property
    def name(self) -> str:
        """What the tasks call it."""
        return "`tuner`"
