"""Turns a plain e-mail inbox into a reliable registration office."""

import os

__version__ = "0.1.0"

# The reader's matrices are small: threads that wait for each other cost more than they save. Read when numpy is loaded, by whatever library.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
