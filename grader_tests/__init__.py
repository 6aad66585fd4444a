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
from grader_tests.augmented import check_augmented, marked_images
from grader_tests.batches import check_batches
from grader_tests.benchmark import check_benchmark
from grader_tests.best_kept import check_best_kept
from grader_tests.best_trial import check_best_model, check_best_values
from grader_tests.callback import check_callback
from grader_tests.computes import check_computes
from grader_tests.dictionary import check_dictionary
from grader_tests.dropout import check_dropout
from grader_tests.evaluated import check_evaluated
from grader_tests.failures import CheckBroken, CheckFailed
from grader_tests.faster import check_faster, convolution_sums
from grader_tests.file import check_file
from grader_tests.files import model_file
from grader_tests.fitting import check_fit
from grader_tests.folders import image_folder
from grader_tests.functions import check_function
from grader_tests.goes_on import check_goes_on
from grader_tests.gpus import check_with_gpus
from grader_tests.heads import check_heads, head_of
from grader_tests.history import check_history
from grader_tests.json_text import check_json
from grader_tests.layers import check_layers, layer
from grader_tests.learns import check_learns
from grader_tests.light import light
from grader_tests.loaded import check_loaded
from grader_tests.loss import check_loss
from grader_tests.loss_function import check_loss_function
from grader_tests.metrics import check_metrics
from grader_tests.mixed import check_mixed_precision
from grader_tests.notebook import welcome
from grader_tests.optimizer import check_optimizer
from grader_tests.output import check_output
from grader_tests.outputs import outputs
from grader_tests.penalty import check_penalty
from grader_tests.placed import check_placed, small_job
from grader_tests.reaches import check_reaches
from grader_tests.saved import check_saved
from grader_tests.search_rows import check_search
from grader_tests.searches import finished_search, open_search
from grader_tests.space import check_space
from grader_tests.split import check_classes, check_split
from grader_tests.steady import check_steady
from grader_tests.stopped import check_stopped
from grader_tests.trained import check_trained
from grader_tests.trunk import check_trunk
from grader_tests.tuner import check_tuner
from grader_tests.weights import check_weights

__all__ = [
    "Call",
    "CheckBroken",
    "CheckFailed",
    "call",
    "check_array",
    "check_augmented",
    "check_batches",
    "check_benchmark",
    "check_best_kept",
    "check_best_model",
    "check_best_values",
    "check_callback",
    "check_classes",
    "check_computes",
    "check_dictionary",
    "check_dropout",
    "check_evaluated",
    "check_faster",
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
    "check_mixed_precision",
    "check_optimizer",
    "check_output",
    "check_penalty",
    "check_placed",
    "check_reaches",
    "check_saved",
    "check_search",
    "check_space",
    "check_split",
    "check_steady",
    "check_stopped",
    "check_trained",
    "check_trunk",
    "check_tuner",
    "check_weights",
    "check_with_gpus",
    "convolution_sums",
    "finished_search",
    "head_of",
    "image_folder",
    "layer",
    "light",
    "marked_images",
    "model_file",
    "open_search",
    "outputs",
    "probe",
    "small_job",
]

welcome()
