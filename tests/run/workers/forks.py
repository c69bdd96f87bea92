"""Leaves children everywhere: in its group, in sessions of their own, with and without a parent.

They ignore SIGTERM and hold the pipes open. Their numbers are printed; then request 1 is
answered and any other hangs.
"""

import os
import signal

import talk


def child(*, session: bool, orphan: bool) -> None:
    first = os.fork()
    if first:
        if orphan:
            os.waitpid(first, 0)
        return
    if session:
        os.setsid()
    if orphan and os.fork():
        os._exit(0)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.write(1, f"pid {os.getpid()}\n".encode())
    talk.sleep_forever()


def fork(identifier: int) -> None:
    if identifier > 1:
        talk.sleep_forever()
    for session in (False, True):
        for orphan in (False, True):
            child(session=session, orphan=orphan)
    # A child that a framework started as a program of its own, with an empty environment.
    if os.fork() == 0:
        os.setsid()
        os.write(1, f"pid {os.getpid()}\n".encode())
        os.execve("/bin/sleep", ["sleep", "600"], {})
    talk.write(talk.used(identifier))


talk.serve(fork)
