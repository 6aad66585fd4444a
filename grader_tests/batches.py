"""`check_batches`: what comes out of a dataset, batch by batch, pass by pass?"""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests import answers
from grader_tests.arrays import numbers_of
from grader_tests.examination import Examination, Hint, examine
from grader_tests.folders import folders_of
from grader_tests.handles import Handle
from grader_tests.messages import shown, text

_PASSES = 2
_ATOL = 1e-3  # float32; a quarter of one of 255 levels
_LEVEL = 0.45 / 255  # two pictures' brightest pixels differ by one level at least
_MOST = 0.7  # of the pictures: a change by chance may leave some as they are, even a whole batch
_TOGETHER = 0.3  # of the rows that follow each other as they did: by chance it is one or two
_SPREAD = 0.15  # of the length: how far a row comes from its place; by chance it is a third


def check_batches(
    answer: Any,
    x: np.ndarray,
    y: np.ndarray,
    *,
    batch_size: int | None = None,
    shuffled: bool | None = None,
    changed: bool | None = None,
    labels: bool = True,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check the batches of a dataset of pictures, on two passes over it.

        check_batches(call(make_dataset, x, y, False), x / 255, y, batch_size=32, shuffled=False, task=2)
        check_batches(call(load_folder, image_folder("checked", pictures)), x, y, labels=False, task=1)

    A picture is told from the others by its brightest pixel, wherever it has been moved: no two of `x` may
    have the same.

    Args:
        answer: what gives pairs (pictures, labels), pass by pass: a `tf.data.Dataset`, a `PyDataset`, a list.
        x: the pictures as they should come, `(rows, height, width, channels)`, 0 to 1.
        y: their labels, `(rows,)`, whole numbers.
        batch_size: pictures of a batch; the last one may be smaller.
        shuffled: True: they come in random order, in each pass in another; False: in the order of `x`.
        changed: True: each pass changes them by chance; False: they come as in `x`.
        labels: whether the labels are judged.
        task: number of the point of the task.
        hidden: the message shows counts and shapes only, as it does anyway.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a claim does not hold.
    """
    names = x.reshape(len(x), -1).max(axis=1)
    if np.diff(np.sort(names)).min(initial=1) < 2 * _LEVEL:
        raise ValueError("two pictures have the same brightest pixel")
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        order, pictures = [], []
        for batches in _passes(exam, len(x)):
            images, marks = _joined(exam, batches, x.shape[1:], batch_size)
            _scaled(exam, images)
            rows = _rows_of(exam, images, names)
            if labels:
                _labelled(exam, marks, y[rows])
            order.append(rows)
            pictures.append(images)
        if shuffled is not None:
            _ordered(exam, order, shuffled)
        if changed is False:
            _as_given(exam, pictures, order, x)
        if changed:
            _by_chance(exam, pictures, order, x)
        exam.accept(text("{name}: the batches are right.", name=exam.name))


def passes_of(dataset: Any, passes: int, most: int) -> list[list[Any]]:
    """Return the batches of each pass, as arrays. Runs in the student's process.

    Args:
        dataset: what the student's function gave.
        passes: how often it is gone through.
        most: batches of a pass; what is more is not looked at.
    """
    import keras

    from grader_tests.probes import to_numpy

    def arrays(part: Any) -> Any:
        return to_numpy(part) if keras.ops.is_tensor(part) else np.array(part)

    found = []
    for _ in range(passes):
        steps: Any = dataset
        if isinstance(dataset, keras.utils.PyDataset):
            steps = (dataset[number] for number in range(dataset.num_batches or most))
        batches: list[Any] = []
        for batch in steps:
            if len(batches) == most:
                break
            batches.append([arrays(part) for part in batch] if isinstance(batch, (tuple, list)) else None)
        if isinstance(dataset, keras.utils.PyDataset):
            dataset.on_epoch_end()
        found.append(batches)
    return found


def _passes(exam: Examination, rows: int) -> list[Any]:
    """Return the batches of each pass, or fail where there are none."""
    folders = folders_of(exam.answer)
    try:
        found = exam.not_none()
        for folder in folders:  # an earlier check of the same call has removed it
            folder.reach()
        passes = exam.touch(_gone_through, found, rows + 1)
    finally:
        for folder in folders:
            folder.remove()
    if not isinstance(passes, (list, tuple)) or len(passes) != _PASSES:
        exam.fail(text("{name} is no dataset.", name=exam.name), got=exam.kind(found), told=True, early=True)
    for number, batches in enumerate(passes):
        if not isinstance(batches, (list, tuple)) or not batches:
            exam.fail(
                text("{name} holds no batch.", name=exam.name)
                if number == 0
                else text("{name} holds batches for one pass only.", name=exam.name),
                next=text("`fit` goes through a dataset once an epoch: return a dataset, not a generator."),
                early=True,
            )
    return list(passes)


def _gone_through(dataset: Any, most: int) -> Any:
    """Return the batches of each pass: gone through where the dataset is."""
    if isinstance(dataset, Handle):
        return answers.reach().call(passes_of, [dataset, _PASSES, most], {}).result
    return passes_of(dataset, _PASSES, most)


def _joined(
    exam: Examination, batches: Any, shape: tuple[int, ...], size: int | None
) -> tuple[np.ndarray, np.ndarray]:
    """Return all pictures and all labels of a pass, or fail where the batches have another form."""
    images, marks = [], []
    for batch in batches:
        if not isinstance(batch, (list, tuple)) or len(batch) != 2:
            exam.fail(
                text("{name}: a batch is no pair of pictures and labels.", name=exam.name),
                next=text("each batch is a pair: `(images, labels)`."),
                early=True,
            )
        image, mark = (numbers_of(part) for part in batch)
        if image is None or image.shape[1:] != shape or image.shape[:1] == (0,):
            exam.fail(
                text("{name}: the pictures of a batch have the wrong shape.", name=exam.name),
                expected=shown(str((None, *shape))),
                got=text("no numbers") if image is None else shown(str(image.shape)),
                next=text("batch, height, width, channels: which axis is missing, or has another length?"),
                told=True,
                early=True,
            )
        if mark is None or mark.size != len(image) or mark.ndim > 2:
            exam.fail(
                text("{name}: the labels of a batch have the wrong shape.", name=exam.name),
                expected=shown(str((len(image),))),
                got=text("no numbers") if mark is None else shown(str(mark.shape)),
                next=text("one whole number for each picture."),
                told=True,
                early=True,
            )
        images.append(image)
        marks.append(mark.ravel())
    lengths = [len(image) for image in images]
    odd = [length for length in lengths[:-1] if length != size] + [n for n in lengths[-1:] if n > (size or n)]
    if size is not None and odd:
        exam.fail(
            text("{name}: the mini-batches have the wrong size.", name=exam.name),
            expected=text("{number} rows", number=size),
            got=text("{number} rows", number=odd[0]),
            told=True,
        )
    return np.concatenate(images), np.concatenate(marks)


def _scaled(exam: Examination, images: np.ndarray) -> None:
    if not np.isfinite(images).all():
        exam.fail(text("{name}: the pictures hold nan or inf.", name=exam.name), early=True)
    low, high = float(images.min()), float(images.max())
    if low < -_ATOL or high > 1 + _ATOL or high < 0.1:
        exam.fail(
            text("{name}: the pixels are not scaled to 0…1.", name=exam.name),
            expected=text("from {low} to {high}", low=0, high=1),
            got=text("from {low} to {high}", low=low, high=high),
            next=text("are the pixels divided by 255, and only once?"),
            told=True,
        )


def _rows_of(exam: Examination, images: np.ndarray, names: np.ndarray) -> np.ndarray:
    """Return which row each picture is, or fail where a row is missing, comes twice, or is unknown."""
    peaks = images.reshape(len(images), -1).max(axis=1)
    distance = np.abs(peaks[:, None] - names[None, :])
    rows: np.ndarray = distance.argmin(axis=1)
    strange = distance.min(axis=1) > _LEVEL
    if strange.any():
        exam.fail(
            text("{name}: pictures come that were not handed over.", name=exam.name),
            got=text("{count} of {total} rows", count=int(strange.sum()), total=len(rows)),
            next=text("do the pixels keep their values, apart from the scale?"),
            told=True,
        )
    counts = np.bincount(rows, minlength=len(names))
    if (counts != 1).any():
        exam.fail(
            text("{name}: not every picture comes once in a pass.", name=exam.name),
            got=text(
                "{missing} are missing, {again} come more than once",
                missing=int((counts == 0).sum()),
                again=int((counts > 1).sum()),
            ),
            next=text("nothing is left out and nothing repeated: the last batch may be smaller."),
            told=True,
        )
    return rows


def _labelled(exam: Examination, found: np.ndarray, wanted: np.ndarray) -> None:
    wrong = int((found != wanted).sum())
    if wrong:
        exam.fail(
            text("{name}: pictures have labels of others.", name=exam.name),
            got=text("{count} of {total} rows", count=wrong, total=len(wanted)),
            next=text("which label belongs to which picture, and are both brought into the same order?"),
            told=True,
        )


def _ordered(exam: Examination, order: list[np.ndarray], shuffled: bool) -> None:
    kept = np.arange(len(order[0]))
    if not shuffled:
        if any((rows != kept).any() for rows in order):
            exam.fail(
                text("{name}: the rows come in another order than they were handed over in.", name=exam.name),
                next=text("shuffle only what the model trains on."),
            )
        return
    for rows in order:
        if np.abs(rows - kept).mean() < _SPREAD * len(kept) or (np.diff(rows) == 1).mean() > _TOGETHER:
            exam.fail(
                text("{name}: the rows are not in random order.", name=exam.name),
                next=text(
                    "shuffle rows, not batches, and let `shuffle` choose among all rows, not among a few."
                ),
            )
    if (order[0] == order[1]).all():
        exam.fail(
            text("{name}: the rows come in the same order in each pass.", name=exam.name),
            next=text("the order must be drawn anew in each pass: where is it drawn once for all?"),
        )


def _as_given(exam: Examination, pictures: list[np.ndarray], order: list[np.ndarray], x: np.ndarray) -> None:
    wrong = max(int(_differ(images, x[rows]).sum()) for images, rows in zip(pictures, order, strict=True))
    if wrong:
        exam.fail(
            text("{name}: pictures are changed that should stay as they are.", name=exam.name),
            got=text("{count} of {total} rows", count=wrong, total=len(x)),
            next=text("apart from scale and size a picture stays what it is."),
            told=True,
        )


def _by_chance(exam: Examination, pictures: list[np.ndarray], order: list[np.ndarray], x: np.ndarray) -> None:
    for images, rows in zip(pictures, order, strict=True):
        if 1 - _differ(images, x[rows]).mean() > _MOST:
            exam.fail(
                text("{name}: the pictures come unchanged.", name=exam.name),
                next=text("does the dataset apply the change, and does it return what comes of it?"),
            )
    first, again = (images[np.argsort(rows)] for images, rows in zip(pictures, order, strict=True))
    if 1 - _differ(first, again).mean() > _MOST:
        exam.fail(
            text("{name}: the pictures are changed in the same way in each pass.", name=exam.name),
            next=text("a change by chance belongs into the pipeline, after any `cache()`."),
        )


def _differ(images: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Say of each picture whether it differs from the other one."""
    return np.asarray(np.abs(images - others).reshape(len(images), -1).max(axis=1) > _ATOL)
