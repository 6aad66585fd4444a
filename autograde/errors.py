"""The two ways in which a command stops before its work is done."""


class UsageError(Exception):
    """The command was called wrongly: exit status 2, and the message says what to type instead."""


class NeedsPerson(Exception):  # noqa: N818 - said of the work, not of the code
    """The machine can't go on alone: exit status 1, and the message says what to mend."""
