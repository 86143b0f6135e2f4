"""How many threads a process computes with; told before numpy is imported, and so without it."""

from __future__ import annotations

import os

#: What tells the libraries that multiply matrices how many threads to use; they look once, when they are loaded.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def one_thread() -> None:
    """Let this process compute with one thread, unless the user has set a number.

    In a batch the other cores have processes. Of one article the model's matrices are small: a second thread mostly
    waits, which costs a fifth of the parse's processor time, and how a product is cut up between threads may decide
    its last bit.

    To be called before numpy is imported.
    """
    if not any(name in os.environ for name in THREADS):
        os.environ.update(dict.fromkeys(THREADS, "1"))
