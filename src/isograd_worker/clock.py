"""The only place where time is taken. It stops after `wait` has seen every output of the step."""

import gc
import resource
import time
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Iterator, List, Tuple

MIN_STEPS = 3  # that a block makes however slow they are


@dataclass
class Block:
    """One timed block: all times in nanoseconds, CPU time of the whole process."""

    step_ns: List[int]
    cpu_ns: int
    wall_ns: int
    switches: int  # involuntary context switches: how often something else took the CPU


def timed(work: Callable[[], Any], wait: Callable[[Any], None]) -> Tuple[int, Any]:
    """Nanoseconds of ``work`` including the wait for all of its outputs, and those outputs."""
    begin = time.perf_counter_ns()
    outputs = work()
    wait(outputs)
    return time.perf_counter_ns() - begin, outputs


def steps(
    step: Callable[[Any], Any],
    wait: Callable[[Any], None],
    batches: Iterable[Any],
    limit_ns: int = 0,
) -> Block:
    """Latency: each step is waited for, and timed, on its own. After ``limit_ns`` (0: none) and at
    least `MIN_STEPS` no further step begins.

    The garbage collector runs before the block and stays enabled in it, for every framework alike.
    """
    gc.collect()
    now = time.perf_counter_ns
    samples: List[int] = []
    before = _switches()
    cpu = time.process_time_ns()
    begin = now()
    for batch in batches:
        t = now()
        wait(step(batch))
        samples.append(now() - t)
        if limit_ns and len(samples) >= MIN_STEPS and now() - begin > limit_ns:
            break
    wall = now() - begin
    return Block(samples, time.process_time_ns() - cpu, wall, _switches() - before)


def fed(
    step: Callable[[Any], Any],
    wait: Callable[[Any], None],
    batches: Iterator[Any],
    count: int,
    limit_ns: int = 0,
) -> Block:
    """As `steps`, with the making of each batch, by taking it from ``batches``, in its sample."""
    return steps(lambda _: step(next(batches)), wait, range(count), limit_ns)


def block(step: Callable[[Any], Any], wait: Callable[[Any], None], batches: List[Any]) -> Block:
    """Throughput: all steps are handed over, and the last one's outputs are waited for. The only
    sample is the block's time divided by its steps."""
    gc.collect()
    before = _switches()
    cpu = time.process_time_ns()
    begin = time.perf_counter_ns()
    outputs = None
    for batch in batches:
        outputs = step(batch)
    wait(outputs)
    wall = time.perf_counter_ns() - begin
    spent = time.process_time_ns() - cpu
    return Block([round(wall / len(batches))], spent, wall, _switches() - before)


def _switches() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_nivcsw
