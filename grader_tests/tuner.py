"""`check_tuner`: how does a tuner search? It is led through its search without a training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from grader_tests import answers
from grader_tests.answers import Call
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import Text, shown, text
from grader_tests.space import declared_by, spaces_differ


def check_tuner(
    answer: Call,
    *,
    space_of: Any = None,
    smallest_val_loss: bool = False,
    trials: tuple[int, int] | None = None,
    hyperband: bool = False,
    epochs: Sequence[int] | None = None,
    starts_anew: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check the tuner that a function makes for a folder.

        check_tuner(call(make_tuner, "checked-tuner"), space_of=ready_model, trials=(4, 8), task=1)
        check_tuner(call(make_tuner, "checked-tuner"), starts_anew=True, task=3)

    Its own search is run, Keras Tuner's records and files included; what each trial reaches is written
    beforehand, so that each metric would choose another trial.

    Args:
        answer: a call whose first argument is a folder, made for this check: it is removed at the end.
        space_of: the instructor's function of `hp` that declares the space to search.
        smallest_val_loss: the trial with the smallest `val_loss` is the best one.
        trials: the smallest and the largest number of trials allowed.
        hyperband: the tuner is a `Hyperband`.
        epochs: that a `Hyperband` gives its trials, in any order.
        starts_anew: the files are in the folder, and a second tuner for it knows nothing of the first one's
            trials.
        task: number of the point of the task.
        hidden: the message shows counts only, as it does anyway.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: no tuner, an error in its search, or a claim does not hold.
    """
    from grader_tests.scripted import remove_folder, searched

    folder = answer.arguments[0]
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        try:
            tuner = exam.not_none()
            found = exam.touch(lambda: answers.reach().call(searched, [tuner], {}).result)
            if not isinstance(found, dict):
                _no_tuner(exam, tuner)
            if hyperband and found["hyperband"] is not True:
                exam.fail(
                    text("{name} is no Hyperband tuner.", name=exam.name),
                    expected=text("an object of `keras_tuner.Hyperband`"),
                    got=exam.kind(tuner),
                    told=True,
                )
            if space_of is not None:
                _check_space(exam, found["space"], space_of)
            if smallest_val_loss:
                _check_best(exam, found)
            if trials is not None:
                _check_trials(exam, found["trials"], trials)
            if epochs is not None:
                _check_epochs(exam, found["epochs"], epochs)
            if starts_anew:
                _check_folder(exam, answer, str(folder))
            exam.accept(text("{name}: the tuner searches as the task says.", name=exam.name))
        finally:
            exam.touch(lambda: answers.reach().call(remove_folder, [str(folder)], {}))


def _no_tuner(exam: Examination, found: Any) -> None:
    exam.fail(
        text("{name} is not a tuner.", name=exam.name),
        expected=text("an object of a class of Keras Tuner, such as `keras_tuner.RandomSearch`"),
        got=exam.kind(found),
        told=True,
        early=True,
    )


def _check_space(exam: Examination, found: Any, build: Any) -> None:
    other = exam.touch(spaces_differ, found, declared_by(build))
    if other is not None:
        exam.fail(
            text("{name} searches another space than the task's.", name=exam.name),
            got=other,
            next=text("the first argument of a tuner is the function that builds the models."),
        )


def _check_best(exam: Examination, found: dict[str, Any]) -> None:
    from grader_tests.scripted import BEST_SAID

    if found["completed"] == 0 or found["best"] is None:
        error = found["error"]
        exam.fail(
            text("{name}: no trial of the search is completed.", name=exam.name),
            got=shown(error) if isinstance(error, str) else None,
            next=text("is `objective` the name of a metric that `fit` reports?"),
        )
    if found["best"] != BEST_SAID:
        exam.fail(
            text("{name} takes another trial for the best one.", name=exam.name),
            expected=text("the trial with the smallest `val_loss`"),
            got=text("another trial, whose `val_loss` is larger"),
            next=text("`objective=` says by which metric trials are compared."),
            told=True,
        )


def _check_trials(exam: Examination, found: Any, allowed: tuple[int, int]) -> None:
    low, high = allowed
    if not (isinstance(found, int) and low <= found <= high):
        exam.fail(
            text("{name}: the search makes another number of trials.", name=exam.name),
            expected=text("from {low} to {high} trials", low=low, high=high),
            got=_count(found),
            told=True,
        )


def _count(number: Any) -> Text:
    from grader_tests.scripted import MOST_TRIALS

    if isinstance(number, int) and number <= MOST_TRIALS:
        return text("{number} trials", number=number)
    return text("more than {number} trials", number=MOST_TRIALS)


def _check_epochs(exam: Examination, found: Any, wanted: Sequence[int]) -> None:
    given = Counter(epochs for epochs in found if isinstance(epochs, int))
    if given != Counter(wanted):
        exam.fail(
            text("{name} gives its trials other numbers of epochs.", name=exam.name),
            expected=_plan(Counter(wanted)),
            got=_plan(given),
            next=text(
                "two arguments of `Hyperband` decide that: the largest number of epochs, and the factor."
            ),
        )


def _plan(epochs: Counter[int]) -> Text:
    if not epochs:
        return text("no plan of epochs")
    return text(
        "{trials} trials, of {epochs} epochs",
        trials=sum(epochs.values()),
        epochs=", ".join(str(number) for number in sorted(epochs)),
    )


def _check_folder(exam: Examination, answer: Call, folder: str) -> None:
    from grader_tests.scripted import files_in, trials_of

    if not exam.touch(lambda: answers.reach().call(files_in, [folder], {}).result):
        exam.fail(
            text("{name} keeps its records elsewhere.", name=exam.name),
            expected=text("files in the folder {folder}", folder=f"`{folder}`"),
            next=text("the argument is called `directory`."),
            told=True,
        )
    again = Call(answer.function, answer.arguments, answer.keywords, answer.called, answer.classes)
    second = exam.touch(again.reach)
    left = exam.touch(lambda: answers.reach().call(trials_of, [second], {}).result)
    if left is None:
        _no_tuner(exam, second)
    if left != 0:
        exam.fail(
            text("{name}: a second tuner for the folder takes over the old trials.", name=exam.name),
            expected=text("a search that begins anew"),
            got=text("{number} old trials", number=int(left)),
            next=text("one argument of a tuner says that what is in the folder may be overwritten."),
            told=True,
        )
