"""The only place where time is taken. It stops after `wait` has seen every output of the step."""

import gc
import time
from typing import Any, Callable, List, Tuple


def timed(work: Callable[[], Any], wait: Callable[[Any], None]) -> Tuple[int, Any]:
    """Nanoseconds of ``work`` including the wait for all of its outputs, and those outputs."""
    begin = time.perf_counter_ns()
    outputs = work()
    wait(outputs)
    return time.perf_counter_ns() - begin, outputs


def steps(
    step: Callable[[Any], Any], wait: Callable[[Any], None], batches: List[Any]
) -> Tuple[List[int], int, int]:
    """Per-step synchronised nanoseconds, and CPU and wall nanoseconds of the block.

    The garbage collector runs before the block and stays enabled in it, for every framework alike.
    """
    gc.collect()
    now = time.perf_counter_ns
    samples = []
    cpu = time.process_time_ns()
    begin = now()
    for batch in batches:
        t = now()
        wait(step(batch))
        samples.append(now() - t)
    return samples, time.process_time_ns() - cpu, now() - begin
