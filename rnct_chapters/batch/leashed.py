"""Our command line as the child of a batch: it ends when the batch does, however that ended, and a crash is one line.

The batch holds the other end of this process's standard input and never writes to it. The system closes it when the
batch is gone, even by SIGKILL; then all that runs here ends too.
"""

import contextlib
import os
import runpy
import signal
import sys
import threading

BROKEN, FULL = 70, 71
"""Exit codes of a crash, which is a fault of ours, and of one for want of memory; no command returns them."""


def run(arguments: list[str]) -> int:
    """`rnct-chapters` with `arguments`, to its end; returns its exit code."""
    _follow(_taken_stdin())
    sys.argv[1:] = arguments
    try:
        runpy.run_module("rnct_chapters", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except MemoryError:
        return FULL
    except Exception as error:  # told in one line, as every failure is
        print(" ".join(f"{type(error).__name__}: {error}".split()), file=sys.stderr, flush=True)
        return BROKEN
    return 0


def _taken_stdin() -> int:
    """Standard input, kept from the command and from whatever it starts."""
    leash = os.dup(0)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    return leash


def _follow(leash: int) -> None:
    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(leash, 64):
                pass
        if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
            os.killpg(0, signal.SIGKILL)
        os._exit(BROKEN)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
