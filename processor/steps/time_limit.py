"""Ends the program where one mail stops it: the attempt is counted already, and after the third the mail is set aside."""

import faulthandler
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# An ordinary mail takes a hundredth of a second, the worst that the tests know less than two.
SECONDS_A_MAIL = 120.0


@contextmanager
def limited(seconds: float = SECONDS_A_MAIL) -> Iterator[None]:
    """Work that lasts longer than `seconds` ends the process, with the place where it stood on standard error; the service manager starts it anew.

    A thread of Python could not do that: a pattern that never ends does not let go of the interpreter.
    """
    faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or sys.stderr)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
