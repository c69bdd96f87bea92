"""What a worker prints: drained at once, of which the tail is kept."""

import os
import re
import select
import threading

TAIL_BYTES = 64 * 1024

# Terminal control sequences (CSI, OSC) and the control characters that are neither newline nor tab.
_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|[\x00-\x08\x0b-\x1f\x7f]"
)


class OutputTail:
    """Drains the read end of a pipe in a thread of its own and keeps the last `TAIL_BYTES`.

    A worker may print as much as it likes: it neither blocks on a full pipe nor fills our memory.
    Owns ``fd`` and closes it.
    """

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._ring = bytearray()
        self._dropped = 0
        self._lock = threading.Lock()
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._drain, name="isograd-output", daemon=True)
        self._thread.start()

    def _drain(self) -> None:
        poller = select.poll()
        poller.register(self._fd, select.POLLIN)
        poller.register(self._wake_read, select.POLLIN)
        while True:
            ready = {fd for fd, _ in poller.poll()}
            if self._fd in ready:
                chunk = os.read(self._fd, TAIL_BYTES)
                if not chunk:
                    return
                with self._lock:
                    self._ring += chunk
                    surplus = len(self._ring) - TAIL_BYTES
                    if surplus > 0:
                        del self._ring[:surplus]
                        self._dropped += surplus
            elif self._wake_read in ready:  # told to end, and nothing is left to read
                return

    def text(self) -> str:
        """The tail as plain text: no terminal sequences, broken UTF-8 replaced."""
        with self._lock:
            data, dropped = bytes(self._ring), self._dropped
        plain = _CONTROL.sub("", data.decode("utf-8", errors="replace").replace("\r\n", "\n"))
        return f"[{dropped} bytes before this were dropped]\n{plain}" if dropped else plain

    def close(self, patience: float = 2.0) -> None:
        """Read what is still in the pipe, then let go of it; idempotent.

        A process that escaped and goes on printing cannot hold us: ``patience`` is in seconds.
        """
        if self._fd < 0:
            return
        os.write(self._wake_write, b"x")
        self._thread.join(patience)
        if self._thread.is_alive():  # an endless flood: the thread keeps its descriptors
            return
        for fd in (self._fd, self._wake_read, self._wake_write):
            os.close(fd)
        self._fd = -1
