"""The variables of a process that runs a student's code: an allow-list, the same on every machine.

A teacher's tokens are none of a student's business; NBGRADER_EXECUTION tells code that it is being graded;
KERAS_BACKEND and ~/.keras/keras.json would make marks depend on who grades.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from autograde.sandbox import filesystem

_KEPT = {
    *("PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"),
    *("CUDA_VISIBLE_DEVICES", "XLA_FLAGS", "CONDA_PREFIX", "CONDA_DEFAULT_ENV"),
}
_KEPT_PREFIXES = ("LC_", "OPENBLAS_")
# Another number of threads gives other bits; and OpenBLAS starts its threads at import, where a fork must
# find only one.
_THREADS = dict.fromkeys(
    (
        *("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"),
        *("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"),
    ),
    "1",
)
_SAME_EVERYWHERE = {
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_FORCE_GPU_ALLOW_GROWTH": "true",  # several kernels share a card: none may take all of its memory
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "KERAS_BACKEND": "tensorflow",
}


_CHOOSING_HARDWARE = ("CUDA_VISIBLE_DEVICES", "XLA_FLAGS")


def hardware() -> list[str]:
    """Return what a kernel finds to compute on, besides the processor: cards, and what hides them."""
    chosen = [f"{name}={os.environ[name]}" for name in _CHOOSING_HARDWARE if name in os.environ]
    return [*filesystem.graphics(), *chosen]


def _kept() -> dict[str, str]:
    return {
        name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_KEPT_PREFIXES)
    }


def for_server(home: Path) -> dict[str, str]:
    """Return the variables of a fork server whose home, an empty folder, is `home`."""
    more = {"HOME": str(home), "KERAS_HOME": str(home), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    return _kept() | _THREADS | _SAME_EVERYWHERE | more


def for_kernel(home: str, more: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a kernel whose home is `home`, as it sees it, and `more`."""
    kept = _kept() | _THREADS | _SAME_EVERYWHERE
    for name in ("PYTHONPATH", "KERAS_BACKEND"):  # where our code is; what Keras found when it was imported
        kept.pop(name, None)
    return kept | {
        "HOME": home,
        "USER": "student",
        "IPYTHONDIR": f"{home}/.ipython",
        "XDG_CACHE_HOME": f"{home}/.cache",
        "XDG_CONFIG_HOME": f"{home}/.config",
        "MPLCONFIGDIR": f"{home}/.matplotlib",
        **more,
    }
