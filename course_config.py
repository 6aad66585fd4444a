"""Every setting of the course, in the order of the flow: an ordinary nbgrader config.

Plain `nbgrader generate_assignment`, `autograde` and `generate_feedback`, formgrader and our own `autograde`
all read this file (nbgrader_config.py loads it), so that they do the same.
"""

import os
import sys
from pathlib import Path

try:
    from autograde.audit.gate import RequireAudit
    from autograde.collect import Collect, Extractor
    from autograde.continue_after_errors import ContinueAfterErrors
    from autograde.course import LANGUAGES, Course
    from autograde.execution import Execute
    from autograde.feedback import PlainTests, ReleaseFeedback
    from autograde.language import ChooseLanguage
    from autograde.marks import SaveAutoGrades
    from autograde.pages import FILTERS, FeedbackExporter, Readable
    from autograde.sanitise import Sanitise, SubmissionLimits, install
    from autograde.source import refresh_all
except ImportError as error:
    # An ordinary exception here would only be logged: nbgrader would go on with its defaults and release
    # solutions.
    raise SystemExit(
        "course_config.py needs the autograde package. In the course's folder: "
        f"pip install -e '.[grading]' ({error})"
    ) from None

from nbconvert.preprocessors import ClearMetadataPreprocessor, CSSHTMLHeaderPreprocessor
from nbgrader import preprocessors as steps
from traitlets.log import get_logger

c = get_config()

# ---- Course ------------------------------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parent

# nbgrader makes a new gradebook with the program `alembic`, by name: it stands beside this Python, which need
# not be activated.
programs = [*os.environ.get("PATH", os.defpath).split(os.pathsep), str(Path(sys.executable).parent)]
os.environ["PATH"] = os.pathsep.join(dict.fromkeys(programs))  # each once: this file is loaded many times

c.CourseDirectory.course_id = "keras-basics"
c.CourseDirectory.root = str(ROOT)  # absolute, so that nbgrader and formgrader may be started from elsewhere

# The language that the exchange and formgrader release; the other one goes out by `autograde publish`.
language = os.environ.get("AUTOGRADE_LANGUAGE") or LANGUAGES[0]
if language not in LANGUAGES:
    raise SystemExit(
        f"AUTOGRADE_LANGUAGE is {language!r}; set it to one of {', '.join(LANGUAGES)}, or unset it."
    )

# ---- Sources -----------------------------------------------------------------------------------------------

# nbgrader copies every other file of source/<unit>/ into the release: the Markdown with all solutions would
# go along.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",  # nbgrader's own list ends here
    "*.md",
    "*.md.*",  # what editors and merges leave behind: u01.md.orig
    "*~",
    "*.tmp",
    ".*",
]

# ---- Releases ----------------------------------------------------------------------------------------------

c.CourseDirectory.release_directory = f"release/{language}"

c.ChooseLanguage.language = language
c.GenerateAssignment.preprocessors = [
    RequireAudit,  # a unit whose tests were not tested is not released
    ChooseLanguage,  # before all others: see its docstring
    ContinueAfterErrors,  # Run All in a student's notebook goes on after a failed check
    # nbgrader's own list, in its own order
    steps.IncludeHeaderFooter,
    steps.InstantiateTests,
    steps.LockCells,
    steps.ClearSolutions,
    steps.ClearOutput,
    steps.CheckCellMetadata,
    steps.ComputeChecksums,
    steps.SaveCells,
    steps.ClearHiddenTests,
    steps.ClearMarkScheme,
    steps.ComputeChecksums,
    steps.CheckCellMetadata,
]
# Releases are tracked, so they exist on a fresh clone; without this nbgrader would skip them and never make
# the gradebook's rows that grading needs.
c.GenerateAssignment.force = True

# Cells with nbgrader metadata are the same in both languages (one gradebook serves both), so stubs speak
# both.
c.ClearSolutions.code_stub = {"python": "# Ваш код здесь · Your code here\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "Ваш ответ здесь · Your answer here"
# nbgrader allows a mark scheme in its "task" cells only; our rubrics stand in the cell of the short answer.
c.ClearMarkScheme.enforce_metadata = False

# ---- Submissions -------------------------------------------------------------------------------------------

# Out of the exchange, or out of an LMS's archives: no link is followed, and nothing is unpacked without end.
c.ExchangeFactory.collect = Collect
c.ZipCollectApp.extractor_plugin = Extractor

# Refused before nbgrader copies anything: the submission needs a person, and the others are graded.
install(
    SubmissionLimits(
        folder_bytes=50_000_000,
        files=500,
        notebook_bytes=10_000_000,
    )
)

# What was handed in is a student's texts; everything else of the notebook comes from the course.
c.Autograde.sanitize_preprocessors = [
    Sanitise,
    # nbgrader's own list, without DeduplicateIds: Sanitise has done that, and knows which copy counts
    steps.ClearOutput,
    steps.OverwriteKernelspec,
    steps.OverwriteCells,
    steps.CheckCellMetadata,
]

# ---- Grading -----------------------------------------------------------------------------------------------

c.Autograde.autograde_preprocessors = [
    Execute,  # autograde.execution, with nbgrader's settings and more
    # nbgrader's own list, in its own order
    steps.IgnorePattern,
    ClearMetadataPreprocessor,
    steps.LimitOutput,
    SaveAutoGrades,  # autograde.marks
    steps.AssignLatePenalties,
    steps.CheckCellMetadata,
]

# nbgrader's `timeout` is what else would be called cell_timeout_seconds: --Execute.timeout=120 keeps working.
# What a cell waits for a processor on a busy machine is not counted (docs/decisions/0012-time-limits.md).
c.Execute.timeout = 60
c.Execute.notebook_timeout_seconds = 600
c.Execute.startup_timeout = 120  # seconds, from starting a kernel to its first cell
c.Execute.iopub_timeout = 4  # seconds, from interrupting a cell to killing its kernel
c.Execute.output_bytes = 2_000_000  # of one cell
c.Execute.files_bytes = 50_000_000  # of all that a notebook writes
c.Execute.seed = 20

# Results by what they depend on, so that nothing is run twice: a folder, which several graders may share;
# empty for none. Whoever may write there can change marks.
c.Execute.store = ".autograde/store"
c.Execute.store_bytes = 2_000_000_000  # what was used longest ago goes first

# Units that `autograde grade --scheduler` sends to workers with a graphics card, where there are any.
c.Execute.gpu_units = ["u14-gpu"]

# How student code is confined. Grading is refused below this level: `namespaces`, `landlock`, `container`,
# and `none`, which is no confinement at all. docs/security.md says what each of them stops.
c.Execute.sandbox = "landlock"
c.Execute.memory_bytes = 4_000_000_000
c.Execute.scratch_bytes = 1_000_000_000  # of all that a notebook writes while it runs
c.Execute.processes = 256  # threads count too
c.Execute.language = LANGUAGES[0]  # of messages, in a notebook that has lost its own

# ---- Feedback ----------------------------------------------------------------------------------------------

c.GenerateFeedback.exporter_class = FeedbackExporter
c.GenerateFeedback.preprocessors = [
    PlainTests,  # a traceback shows them too
    steps.ClearHiddenTests,  # nbgrader shows hidden tests in feedback; the two others are its own list
    steps.GetGrades,
    CSSHTMLHeaderPreprocessor,
]

# Where a student's work did not come through the exchange, the others get their pages all the same.
c.ExchangeFactory.release_feedback = ReleaseFeedback

# A student's HTML does nothing on the pages that others open: feedback, and formgrader's.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = FILTERS
c.HTMLExporter.preprocessors = [Readable]

# ---- Up to date --------------------------------------------------------------------------------------------

# Last, so that a damaged source leaves every setting in force; generating from a stale notebook is refused
# later.
for problem in refresh_all(Course(ROOT)):
    get_logger().error(problem)
