"""What one unit holds out, no unit publishes."""

from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent
HELD_OUT = sorted((ROOT / "heldout").rglob("*.npz"))
PUBLIC = sorted((ROOT / "source").rglob("*.npz"))


def rows(path):
    """Return the bytes of every row of the arrays in a file whose rows hold more than a label."""
    with np.load(path) as arrays:
        return {
            row.tobytes()
            for array in arrays.values()
            if array.ndim > 1
            for row in array.reshape(len(array), -1)
        }


@pytest.mark.parametrize("held_out", HELD_OUT, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("public", PUBLIC, ids=lambda path: path.parent.parent.name)
def test_no_held_out_row_is_public(held_out, public):
    assert rows(held_out)
    assert not rows(held_out) & rows(public)


@pytest.mark.parametrize(
    "held_out", sorted((ROOT / "heldout").rglob("*.csv")), ids=lambda path: path.parent.name
)
def test_no_held_out_line_is_public(held_out):
    lines = set(held_out.read_text(encoding="utf-8").splitlines()[1:])
    public = {line for path in (ROOT / "source").rglob("*.csv") for line in path.read_text().splitlines()[1:]}
    assert lines
    assert public
    assert not lines & public
