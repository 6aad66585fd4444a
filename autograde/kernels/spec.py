"""The warm kernel as Jupyter lists it.

install(user=True)      # where `jupyter kernelspec list` finds it
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from autograde.kernels.provisioner import NAME

SPEC_NAME = "keras-warm"
SPEC = {
    # Only for programs that know no provisioners: they start an ordinary kernel.
    "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "display_name": "Keras, warm",
    "language": "python",
    "metadata": {"debugger": True, "kernel_provisioner": {"provisioner_name": NAME}},
}


def install(prefix: Path | None = None) -> Path:
    """Register the kernel for Jupyter. Return the folder that says so.

    Args:
        prefix: of the environment to install into; None: for this user.

    Raises:
        OSError: the folder can't be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kernel.json").write_text(json.dumps(SPEC, indent=1) + "\n", encoding="utf-8")
        made = KernelSpecManager().install_kernel_spec(
            folder, SPEC_NAME, user=prefix is None, prefix=None if prefix is None else str(prefix)
        )
    return Path(made)
