"""`check_best_values`, `check_best_model`: is it the best trial of a search that was chosen?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from grader_tests.answers import Call
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import Text, clean, shown, text
from grader_tests.models import Model, predict, require_model
from grader_tests.quiet import quiet
from grader_tests.searches import FinishedSearch

_Training = tuple[np.ndarray, np.ndarray, int]
_ATOL = 1e-5  # float32, read back from a file
_TRAINED_ATOL = 1e-3  # sums of float32 in another order, through some steps; one epoch more changes over 1e-2
_RTOL = 1e-6  # of a value that is read back


def check_best_values(answer: Call, *, task: int, hidden: bool = False, hint: Hint | None = None) -> None:
    """Check that a function returns the hyperparameters of the best trial.

        check_best_values(call(best_hyperparameters, finished_search(trials)), task=2)

    Args:
        answer: a call whose first argument is a `finished_search`.
        task: number of the point of the task.
        hidden: the message shows no values.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no `HyperParameters`, or another trial's.
    """
    search = _search_of(answer)
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        values = _values(exam, exam.not_none())
        wanted = search.values(search.best)
        if not _equal(values, wanted):
            exam.fail(
                text("{name}: these are not the values of the best trial.", name=exam.name),
                expected=_listed(wanted),
                got=_listed({name: values[name] for name in wanted if name in values}),
                next=text("the tuner sorts its trials by its own objective: which of them comes first?"),
            )
        exam.accept(text("{name} returns the values of the best trial.", name=exam.name))


def check_best_model(
    answer: Call,
    x: np.ndarray,
    *,
    retrained: _Training | None = None,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check that a function returns the model of the best trial, or a new one trained with its values.

        check_best_model(call(best_model, finished_search(trials)), x_test, task=3)
        again = call(retrain_best, finished_search(trials), x, y, 5)
        check_best_model(again, x_test, retrained=(x, y, 5), task=1)

    Args:
        answer: a call whose first argument is a `finished_search`.
        x: float32 rows, `(batch, 13)`, that it must predict the right numbers for.
        retrained: rows, labels and epochs that a new model is to be trained for; at most 32 rows, so that all
            are in one mini-batch and their order is nothing.
        task: number of the point of the task.
        hidden: the message does not say which model it is.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no model, or another one.
    """
    search = _search_of(answer)
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        with quiet():
            expected = _right(search, retrained)
        found = predict(exam, require_model(exam), x)
        atol = _ATOL if retrained is None else _TRAINED_ATOL
        if not _near(found, predict(exam, expected, x), atol):
            exam.fail(
                text("{name}: the model is not the one that the task asks for.", name=exam.name),
                expected=text("the model of the best trial, as the search has trained it")
                if retrained is None
                else text("a new model with the best trial's values, trained on all the rows"),
                got=None if hidden else _recognised(exam, search, retrained, x, found, atol),
            )
        exam.accept(text("{name} returns the right model.", name=exam.name))


def _search_of(answer: Call) -> FinishedSearch:
    search = answer.arguments[0]
    if not isinstance(search, FinishedSearch):
        raise ValueError("the first argument has to be a finished_search")
    return search


def _values(exam: Examination, found: Any) -> dict[str, Any]:
    """Return the values of `HyperParameters`, or fail."""
    import keras_tuner

    if not isinstance(found, keras_tuner.HyperParameters):
        exam.fail(
            text("{name} does not return hyperparameters.", name=exam.name),
            expected=text("one object of `keras_tuner.HyperParameters`"),
            got=exam.kind(found),
            next=text("a list of one is not the one: take it out with `[0]`.")
            if isinstance(found, (list, tuple))
            else None,
            told=True,
            early=True,
        )
    return exam.touch(lambda: {str(name): value for name, value in dict(found.values).items()})


def _equal(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(
        isinstance(found.get(name), (int, float)) and np.isclose(found[name], value, rtol=_RTOL, atol=0)
        for name, value in wanted.items()
    )


def _listed(values: Mapping[str, Any]) -> Text:
    if not values:
        return text("none of them")
    pairs = (f"{name} = {clean(value)}" for name, value in values.items())
    return shown(", ".join(pairs))


def _right(search: FinishedSearch, retrained: _Training | None) -> Model:
    if retrained is None:
        return _as_searched(search, search.best)
    return _trained(_new(search, search.best), *retrained)


def _recognised(
    exam: Examination,
    search: FinishedSearch,
    retrained: _Training | None,
    x: np.ndarray,
    found: np.ndarray,
    atol: float,
) -> Text:
    """Return which of the usual wrong models it is that gave the predictions `found`."""
    for told, model in _wrong(search, retrained):
        if _near(found, predict(exam, model, x), atol):
            return told
    return text("a model that predicts something else")


def _wrong(search: FinishedSearch, retrained: _Training | None) -> Iterator[tuple[Text, Model]]:
    """Yield wrong models, each with a name."""
    best, others = search.best, [number for number in search.completed if number != search.best]
    yield text("a new model, not trained"), _new(search, best)
    if retrained is None:
        for number in others:
            told = text("the model of trial {number} of {count}", number=number + 1, count=len(search.trials))
            yield told, _as_searched(search, number)
        return
    x, y, epochs = retrained
    yield text("the model of the search, as it was"), _as_searched(search, best)
    yield (
        text("the model of the search, trained further"),
        _trained(_as_searched(search, best), x, y, epochs),
    )
    yield (
        text("a new model with the best trial's values, trained for one epoch"),
        _trained(_new(search, best), x, y, 1),
    )
    for number in others:
        told = text("a new model with the values of trial {number}", number=number + 1)
        yield told, _trained(_new(search, number), x, y, epochs)


def _new(search: FinishedSearch, number: int) -> Model:
    from grader_tests.scripted import model_of

    return model_of(search.values(number))


def _as_searched(search: FinishedSearch, number: int) -> Model:
    from grader_tests.scripted import weights_of_trial

    model = _new(search, number)
    model.set_weights(weights_of_trial(model, number))
    return model


def _trained(model: Model, x: np.ndarray, y: np.ndarray, epochs: int) -> Model:
    if len(x) > 32:
        raise ValueError("more rows than a mini-batch holds: their order would matter")
    with quiet():
        model.fit(x, y, epochs=epochs, batch_size=len(x), verbose=0)
    return model


def _near(found: np.ndarray, wanted: np.ndarray, atol: float) -> bool:
    return found.shape == wanted.shape and bool(np.abs(found - wanted).max() <= atol)
