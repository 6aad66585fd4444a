"""Checks for Keras exercises: `from grader_tests import check_layers, layer`.

A check is a verb on a noun. It prints one line when the answer is right and raises `CheckFailed`
with the claim, what was expected, what was found and what to try next when it is not.
"""

from grader_tests.quiet import silent_descriptor

# TensorFlow greets on stderr when it is first imported: in a student's first cell that looks like an error.
with silent_descriptor(2):
    import keras  # noqa: F401

from grader_tests.answers import Call, call, probe
from grader_tests.arrays import check_array
from grader_tests.best_kept import check_best_kept
from grader_tests.callback import check_callback
from grader_tests.computes import check_computes
from grader_tests.dictionary import check_dictionary
from grader_tests.evaluated import check_evaluated
from grader_tests.failures import CheckBroken, CheckFailed
from grader_tests.file import check_file
from grader_tests.files import model_file
from grader_tests.fitting import check_fit
from grader_tests.functions import check_function
from grader_tests.goes_on import check_goes_on
from grader_tests.heads import check_heads, head_of
from grader_tests.history import check_history
from grader_tests.json_text import check_json
from grader_tests.layers import check_layers, layer
from grader_tests.learns import check_learns
from grader_tests.loaded import check_loaded
from grader_tests.loss import check_loss
from grader_tests.loss_function import check_loss_function
from grader_tests.metrics import check_metrics
from grader_tests.notebook import welcome
from grader_tests.optimizer import check_optimizer
from grader_tests.output import check_output
from grader_tests.reaches import check_reaches
from grader_tests.saved import check_saved
from grader_tests.split import check_classes, check_split
from grader_tests.stopped import check_stopped
from grader_tests.trained import check_trained
from grader_tests.trunk import check_trunk

__all__ = [
    "Call",
    "CheckBroken",
    "CheckFailed",
    "call",
    "check_array",
    "check_best_kept",
    "check_callback",
    "check_classes",
    "check_computes",
    "check_dictionary",
    "check_evaluated",
    "check_file",
    "check_fit",
    "check_function",
    "check_goes_on",
    "check_heads",
    "check_history",
    "check_json",
    "check_layers",
    "check_learns",
    "check_loaded",
    "check_loss",
    "check_loss_function",
    "check_metrics",
    "check_optimizer",
    "check_output",
    "check_reaches",
    "check_saved",
    "check_split",
    "check_stopped",
    "check_trained",
    "check_trunk",
    "head_of",
    "layer",
    "model_file",
    "probe",
]

welcome()
