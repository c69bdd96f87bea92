"""The guard: a small process that outlives its host and ends the workers that the host left.

``python -m isograd.run.guard TOKEN`` reads its stdin, which only the host holds open. At its end
the host is gone, however it ended (SIGKILL included), and every process that bears the host's
marker is killed.
"""

import signal
import sys

from isograd.run.processes import kill_all


def main(token: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.stdin.buffer.read()
    kill_all(0, token, seconds=60.0)


if __name__ == "__main__":
    main(sys.argv[1])
