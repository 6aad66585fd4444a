"""`check_augmented`: how does an augmentation move pictures? Seen by dots, whose places are known."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader_tests.arrays import as_numbers
from grader_tests.examination import Examination, Hint, examine
from grader_tests.messages import text

_DOTS = ((-0.10, -0.15), (-0.10, 0.15), (0.17, 0.0))  # (row, column) from the centre, fractions of the side
_WIDTH = 1 / 30  # of a dot, standard deviation as a fraction of the side
_LEFT = 0.75  # of a dot's light: with less it lies across the edge, and its place is not known
_SHIFT_SLACK = 1.25  # turned after it was shifted by 15 %, a picture's centre is 18 % off along one axis
_ANGLE_SLACK, _ANGLE_ERROR = 1.15, 1.5  # the second in degrees: places are known to a third of a pixel
_SEEN = 0.5  # of the range: of a hundred pictures some go that far, in each direction
_ALIKE = 0.02  # of the range
_FORM = 0.07  # how far lengths may change: as much comes of rounding to whole pixels
_EDGE = 1.5  # pixels on either side of a picture's edge are not looked at
_BLACK = 0.05
_TOUCHED = 0.002  # of all pixels: where fewer come in from outside nothing was moved
_BOUNDS = 1e-3


def marked_images(count: int, side: int = 60) -> np.ndarray:
    """Return equal pictures, float32 `(count, side, side, 4)`: a dot in each of three channels, one all 1.

    Args:
        count: of pictures.
        side: pixels.
    """
    place = (np.arange(side) - (side - 1) / 2) / side
    dots = [
        np.exp(-((place[:, None] - row) ** 2 + (place[None, :] - column) ** 2) / (2 * _WIDTH**2))
        for row, column in _DOTS
    ]
    one = np.stack([*dots, np.ones((side, side))], axis=-1)
    return np.repeat(one[np.newaxis], count, axis=0).astype("float32")


def check_augmented(
    answer: Any,
    given: np.ndarray,
    *,
    shift: float | None = None,
    rotation: float | None = None,
    form: bool = False,
    black: bool = False,
    task: int,
    hidden: bool = False,
    hint: Hint | None = None,
) -> None:
    """Check what a function makes of pictures by chance.

        check_augmented(call(augment, digits), digits, task=1)                     # shape and range alone
        marked = marked_images(120)
        check_augmented(call(augment, marked), marked, shift=0.15, task=2)
        check_augmented(call(augment, marked), marked, rotation=15, form=True, black=True, task=3)

    Args:
        answer: what came of `given`.
        given: pictures, 0 to 1, `(batch, height, width, channels)`; of `marked_images` for all that follows.
        shift: each picture moves along each axis by up to this fraction of the side, either way.
        rotation: each is turned by up to this angle, in degrees, either way.
        form: lengths and angles stay, and nothing is mirrored.
        black: what comes in from outside is 0.
        task: number of the point of the task.
        hidden: the message shows no amounts.
        hint: what to try when the answer itself is wrong, `{"ru": …, "en": …}`.

    Raises:
        CheckFailed: a claim does not hold.
    """
    with examine(answer, task=task, hidden=hidden, hint=hint) as exam:
        found = _pictures(exam, given)
        if shift is not None or rotation is not None or form or black:
            turned, moved = _maps(exam, found, given)
            if shift is not None:
                _shifts(exam, moved / given.shape[1], shift)
            if rotation is not None:
                _rotations(exam, turned, rotation)
            if form:
                _forms(exam, turned)
            if black:
                _edges(exam, found[..., 3], turned, moved)
        exam.accept(text("{name}: the pictures are changed as the task says.", name=exam.name))


def _pictures(exam: Examination, given: np.ndarray) -> np.ndarray:
    found = as_numbers(exam, exam.not_none(), exam.name)
    if found.shape != given.shape:
        exam.fail(
            text("{name} has the wrong shape.", name=exam.name),
            expected=text("shape {shape}", shape=str(given.shape)),
            got=text("shape {shape}", shape=str(found.shape)),
            next=text("one picture for each picture, and none of another size."),
            told=True,
            early=True,
        )
    if not np.isfinite(found).all() or found.min() < -_BOUNDS or found.max() > 1 + _BOUNDS:
        exam.fail(
            text("{name}: the pixels leave the range from 0 to 1.", name=exam.name),
            got=text("from {low} to {high}", low=float(found.min()), high=float(found.max())),
            next=text("pixels from 0 to 1 come in: nothing needs another scale."),
            told=True,
        )
    return found


def _maps(exam: Examination, found: np.ndarray, given: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how each picture was turned, `(batch, 2, 2)`, and where its centre has gone, `(batch, 2)`."""
    before = _places(given[:1, ..., :3])[0]
    light = found[..., :3].sum(axis=(1, 2)) / given[..., :3].sum(axis=(1, 2))
    if (light < _LEFT).any():
        exam.fail(
            text("{name}: pictures are moved so far that parts of them are lost.", name=exam.name),
            got=text(
                "{count} of {total} rows", count=int((light < _LEFT).any(axis=1).sum()), total=len(found)
            ),
            next=text("by how many pixels may a picture move, and by which angle be turned?"),
            told=True,
        )
    after = _places(found[..., :3])
    # Three places tell an affine map: after = before @ turned.T + moved
    known = np.column_stack([before, np.ones(3)])
    solved = np.linalg.solve(known[np.newaxis], after)
    return solved[:, :2].transpose(0, 2, 1), solved[:, 2]


def _places(images: np.ndarray) -> np.ndarray:
    """Return where each dot is, `(batch, 3, 2)`, in pixels from the centre: row, column."""
    side = images.shape[1]
    place = np.arange(side) - (side - 1) / 2
    light = images.sum(axis=(1, 2))
    rows = np.einsum("bhwc,h->bc", images, place) / light
    columns = np.einsum("bhwc,w->bc", images, place) / light
    return np.stack([rows, columns], axis=-1)


def _shifts(exam: Examination, moved: np.ndarray, most: float) -> None:
    if (np.ptp(moved, axis=0) < _ALIKE * most).all():
        _fail_alike(exam)
    far = float(np.abs(moved).max())
    if far > _SHIFT_SLACK * most:
        exam.fail(
            text("{name}: pictures are shifted farther than the task says.", name=exam.name),
            expected=text("at most {share}", share=f"{most:.0%}"),
            got=shown_share(far),
            next=text("the shift is a fraction of height or width."),
        )
    for axis, (back, forth) in enumerate(
        ((text("up"), text("down")), (text("to the left"), text("to the right")))
    ):
        for sign, direction in ((-1, back), (1, forth)):
            if (sign * moved[:, axis]).max() < _SEEN * most:
                exam.fail(
                    text(
                        "{name}: hardly any picture is shifted {direction}.",
                        name=exam.name,
                        direction=direction,
                    ),
                    expected=text("up to {share}", share=f"{most:.0%}"),
                    got=shown_share(max(float((sign * moved[:, axis]).max()), 0.0)),
                    next=text("both axes, either way, each picture by an amount of its own."),
                )


def _rotations(exam: Examination, turned: np.ndarray, most: float) -> None:
    upright = np.linalg.det(turned) > 0  # a mirror image is no matter of its angle
    turned = turned[upright] if upright.any() else turned
    angles = np.degrees(np.arctan2(turned[:, 1, 0] - turned[:, 0, 1], turned[:, 0, 0] + turned[:, 1, 1]))
    if np.ptp(angles) < _ALIKE * most:
        _fail_alike(exam)
    far = float(np.abs(angles).max())
    if far > _ANGLE_SLACK * most + _ANGLE_ERROR:
        exam.fail(
            text("{name}: pictures are turned farther than the task says.", name=exam.name),
            expected=text("at most {degrees}°", degrees=most),
            got=text("{degrees}°", degrees=f"{far:.0f}"),
            next=text("is the angle in degrees, in radians, or a fraction of a full turn?"),
        )
    if angles.max() < _SEEN * most or angles.min() > -_SEEN * most:
        exam.fail(
            text("{name}: the pictures are hardly turned, or all the same way.", name=exam.name),
            expected=text("up to {degrees}°, either way", degrees=most),
            got=text("from {low} to {high}", low=f"{angles.min():.0f}°", high=f"{angles.max():.0f}°"),
            next=text("is the angle in degrees, in radians, or a fraction of a full turn?"),
        )


def _forms(exam: Examination, turned: np.ndarray) -> None:
    mirrored = int((np.linalg.det(turned) < 0).sum())
    if mirrored:
        exam.fail(
            text("{name}: pictures are mirrored.", name=exam.name),
            got=text("{count} of {total} rows", count=mirrored, total=len(turned)),
            next=text("which digits would still be digits in a mirror?"),
            told=True,
        )
    lengths = np.linalg.svd(turned, compute_uv=False)
    if np.abs(lengths - 1).max() > _FORM:
        exam.fail(
            text("{name}: pictures are zoomed, sheared or squeezed.", name=exam.name),
            got=text(
                "lengths from {low} to {high} of what they were",
                low=float(lengths.min()),
                high=float(lengths.max()),
            ),
            next=text("shift and turn, and change nothing else."),
            told=True,
        )


def _edges(exam: Examination, plane: np.ndarray, turned: np.ndarray, moved: np.ndarray) -> None:
    """Fail unless what lies outside the picture given is black in the picture found, which was all 1."""
    side = plane.shape[1]
    place = np.arange(side) - (side - 1) / 2
    pixels = np.stack(np.meshgrid(place, place, indexing="ij"), axis=-1).reshape(-1, 2)
    source = np.einsum("bij,bnj->bni", np.linalg.pinv(turned), pixels[np.newaxis] - moved[:, np.newaxis])
    outside = (np.abs(source).max(axis=-1) > side / 2 + _EDGE).reshape(plane.shape)
    if outside.mean() < _TOUCHED:
        exam.fail(
            text("{name}: the pictures hardly move.", name=exam.name),
            next=text("both axes, either way, each picture by an amount of its own."),
        )
    wrong = float((plane[outside] > _BLACK).mean())
    if wrong > _BLACK:
        exam.fail(
            text("{name}: what comes in at the edge is not black.", name=exam.name),
            got=text("{share} of these pixels are lighter", share=f"{wrong:.0%}"),
            next=text("`fill_mode=` says what fills the gap, for each layer that moves the picture."),
            told=True,
        )


def _fail_alike(exam: Examination) -> None:
    exam.fail(
        text("{name}: all pictures are changed in the same way, or not at all.", name=exam.name),
        next=text("each picture by an amount of its own; layers that work by chance do it in training only."),
    )


def shown_share(share: float) -> Any:
    """Return a fraction of the side for a message."""
    return text("{share} of the side", share=f"{share:.0%}")
