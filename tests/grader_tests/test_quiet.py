import logging
import os
import warnings

from grader_tests.quiet import quiet


def test_descriptor_logging_and_warnings_are_silent_and_come_back(capfd):
    with quiet():
        os.write(2, b"inside")
        logging.getLogger("x").critical("inside")
        warnings.warn("inside", stacklevel=1)
    os.write(2, b"outside")
    assert capfd.readouterr().err == "outside"


def test_an_error_inside_puts_everything_back(capfd):
    disabled = logging.root.manager.disable
    try:
        with quiet():
            raise ValueError
    except ValueError:
        pass
    os.write(2, b"outside")
    assert capfd.readouterr().err == "outside"
    assert logging.root.manager.disable == disabled
