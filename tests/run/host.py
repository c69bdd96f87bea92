"""A host in a process of its own, for the tests that end hosts in the middle of a request.

``host.py WORKER SCRATCH HOW``: with ``raise`` an exception ends it; with ``cli`` it has the signal
handlers of the command line. Prints “ready” and what the worker printed, then waits for a reply
that never comes.
"""

import signal
import sys
import threading
from pathlib import Path

from isograd import cli
from isograd.run.session import Launch, Session
from isograd_worker import protocol


def main(worker: str, scratch: str, how: str) -> None:
    if how == "cli":
        signal.signal(signal.SIGTERM, cli._terminate)
    launch = Launch(Path(sys.executable), {}, Path(scratch), worker=Path(worker))
    with Session(launch) as session:
        session.request(protocol.Memory(), protocol.MemoryUsed, 30.0)
        while session.output_tail.count("pid ") < 5:
            threading.Event().wait(0.02)
        sys.stdout.write(f"pid {session.hello.pid}\n{session.output_tail}ready\n")
        sys.stdout.flush()
        if how == "raise":
            raise RuntimeError("something else went wrong")
        session.request(protocol.Memory(), protocol.MemoryUsed, 60.0)


if __name__ == "__main__":
    main(*sys.argv[1:])
