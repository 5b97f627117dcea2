"""How the threads of a server share its processors."""

import os
import sys

# Two threads that compute would else keep the one that speaks with everyone waiting for five
# milliseconds at each of its steps; a refusal takes some ten steps.
_SWITCH_SECONDS = 0.0005
_POOLS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def share_processors() -> None:
    """Before numbers are computed: one thread a question, for several are answered at a time.

    With threads of their own within each, two questions cost a fifth more and gain nothing. What
    the environment says stands.
    """
    for name in _POOLS:
        os.environ.setdefault(name, "1")
    sys.setswitchinterval(_SWITCH_SECONDS)


def keep_to_one_thread() -> None:
    """The same for a library that may have been loaded before; called by the thread that loads."""
    import torch  # noqa: PLC0415 - seconds, which the page must not wait for

    wanted = os.environ.get(_POOLS[0], "1")
    if wanted.isdecimal() and int(wanted):  # OpenMP knows more ways to write it
        torch.set_num_threads(int(wanted))
