"""One mail cannot stop the office."""

import subprocess
import sys

PROGRAM = """
import re
from processor.steps.time_limit import limited
with limited(0.5):
    re.match("(a+)+$", "{text}")
"""


def test_a_pattern_that_never_ends_ends_the_program_and_shows_where() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM.format(text="a" * 60 + "b")], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, "line 5" in ended.stderr) == (1, True)


def test_work_in_time_goes_on() -> None:
    ended = subprocess.run([sys.executable, "-c", PROGRAM.format(text="aaa")], capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
