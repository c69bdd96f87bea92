"""Background load: a process on each CPU that spins and sleeps by turns, as other users would."""

import multiprocessing
import os
import random
import time
from types import TracebackType
from typing import Self


def _spin(cpu: int, seed: int) -> None:
    os.sched_setaffinity(0, {cpu})
    chance = random.Random(seed)
    while os.getppid() != 1:  # ends with the campaign, whatever becomes of that
        until = time.monotonic() + chance.uniform(0.1, 1.5)
        while time.monotonic() < until:
            pass
        time.sleep(chance.uniform(0.1, 1.5))


class Load:
    """A context manager: one such process a CPU while it is open."""

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._processes = [
            context.Process(target=_spin, args=(cpu, cpu), daemon=True)
            for cpu in sorted(os.sched_getaffinity(0))
        ]
        for process in self._processes:
            process.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            process.terminate()
            process.join()
