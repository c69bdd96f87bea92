"""A command of isograd that ends with whoever started it.

``python -m isograd.run.sweep.leash VERB …`` is ``isograd VERB …``, but when its stdin ends it ends
as by SIGTERM: workers die, finished cells are kept. Only the process that started it holds the
other end, so its death, SIGKILL included, is seen at once.
"""

import os
import runpy
import signal
import sys
import threading
from contextlib import suppress


def _await_end(descriptor: int) -> None:
    while os.read(descriptor, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def main(arguments: list[str]) -> None:
    # Ray's workers block SIGINT, and what they start inherits that and their low priority. Under
    # such a priority, whatever else runs on the machine would come first.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    with suppress(PermissionError):  # it stays in the records' conditions
        os.setpriority(os.PRIO_PROCESS, 0, 0)
    held = os.dup(0)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    threading.Thread(target=_await_end, args=(held,), daemon=True).start()
    sys.argv = ["isograd", *arguments]
    runpy.run_module("isograd", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
