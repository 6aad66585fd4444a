"""All units share a process here, and one of them wants two devices: from the beginning, or not at all."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import tests.two_devices  # noqa: F401
