"""Rules 18 to 25 and 32: clock, start-up, warm-up, rounds, memory."""

from collections.abc import Iterator
from statistics import fmean, median

from isograd.evidence.rules.facts import Breach, Facts, Launched, Rule

# A synchronised step cannot take much less than a step of a block that is waited for once.
UNSYNCHRONISED = 0.5
LEAST_BLOCK_NS = 4_000_000  # a fifth of what the plan aims at: the first guess may be off


def synchronised(found: Facts) -> Iterator[Breach]:
    """18: the clock stops when every output is there. One that stops at once shows steps far below
    those of a block with one final wait, or samples that do not add up to the block."""
    for one in _stepwise(found):
        # Means of blocks, since what disturbs a machine lies in the means of both; and the median
        # of them, since a disturbance of one block says nothing of the clock.
        blocks = [v.throughput_ns for v in one.figures.rounds if v.throughput_ns is not None]
        if blocks:
            step = median(fmean(visit.step_ns) for visit in one.figures.rounds)
            whole = median(blocks)
            if step < UNSYNCHRONISED * whole:
                details = {"latency": f"{step:.0f}", "throughput": f"{whole:.0f}"}
                yield Breach(18, "unsynchronised", one.key, one.name, details)
                continue
        for visit in one.figures.rounds:
            if not UNSYNCHRONISED * visit.wall_ns <= sum(visit.step_ns) <= visit.wall_ns:
                details = {"sum": str(sum(visit.step_ns)), "wall": str(visit.wall_ns)}
                yield Breach(18, "samples_miss_the_block", one.key, one.name, details)
                break


def two_timings(found: Facts) -> Iterator[Breach]:
    """19: latency of a step, and throughput of a block."""
    for one in _stepwise(found):
        if one.figures.role == "timed" and any(
            visit.throughput_ns is None for visit in one.figures.rounds
        ):
            yield Breach(19, "no_throughput", one.key, one.name)


def long_blocks(found: Facts) -> Iterator[Breach]:
    """20: short steps are timed in blocks that are long enough."""
    for one in _stepwise(found):
        for visit in one.figures.rounds:
            if one.figures.role == "timed" and visit.wall_ns < LEAST_BLOCK_NS:
                if len(visit.step_ns) < 1000:
                    yield Breach(20, "short_block", one.key, one.name, {"ns": str(visit.wall_ns)})
                    break


def start_up(found: Facts) -> Iterator[Breach]:
    """22: import, build, first call, second call, new shape, and a warm cache are apart."""
    if found.demo:
        return
    pilots = {one.key: one.figures for one in found.launches if one.figures.role == "pilot"}
    for one in found.timed:
        pilot = pilots.get(one.key)
        if pilot is None:
            yield Breach(22, "no_pilot", one.key, one.name)
            continue
        if pilot.cache != "cold":
            yield Breach(22, "warm_pilot", one.key, "pilot")
        if not pilot.warmup_ns or not min(pilot.import_ns, pilot.build_ns, pilot.first_step_ns):
            yield Breach(22, "no_start_up", one.key, "pilot")
        if pilot.reshape is None and "reshape" not in pilot.lacks:
            yield Breach(22, "no_new_shape", one.key, "pilot")


def warm_up(found: Facts) -> Iterator[Breach]:
    """23: as many steps as the plan's warm-up, three at least, lie before the first round."""
    plan = found.campaign
    for one in _stepwise(found):
        least = 3
        if plan is not None and one.figures.role == "timed":
            least = max(3, plan.warmup.get(one.key, 3))
        if len(one.figures.warmup_ns) < least:
            details = {"count": str(len(one.figures.warmup_ns)), "least": str(least)}
            yield Breach(23, "short_warm_up", one.key, one.name, details)


def retraces(found: Facts) -> Iterator[Breach]:
    """24: nothing is traced or compiled inside the timed window."""
    for one in found.launches:
        counts = [visit.traces for visit in one.figures.rounds]
        if len(set(counts)) > 1:
            details = {"traces": " → ".join(map(str, counts))}
            yield Breach(24, "retraced", one.key, one.name, details)


def rounds(found: Facts) -> Iterator[Breach]:
    """25: each round visits every launch once, in an order drawn afresh."""
    for (threads, group, wave), fleet in found.fleets():
        figure = f"wave {wave}, group {group}, threads {threads}"
        lengths = {len(one.figures.rounds) for one in fleet}
        if len(lengths) != 1:
            yield Breach(25, "uneven_rounds", figure=figure)
            continue
        orders = []
        for number in range(lengths.pop()):
            places = [one.figures.rounds[number].place for one in fleet]
            orders.append(tuple(places))
            if sorted(places) != list(range(len(fleet))):
                yield Breach(25, "no_order", figure=figure, details={"round": str(number + 1)})
                break
        # Five rounds of three launches have the same order by chance once in 1,296 waves.
        if len(fleet) >= 3 and len(orders) >= 5 and len(set(orders)) == 1:
            yield Breach(25, "fixed_order", figure=figure)


def memory(found: Facts) -> Iterator[Breach]:
    """32: memory comes from launches that no round compares, over the level after the import."""
    for one in found.launches:
        role, held = one.figures.role, one.figures.memory
        if role == "timed" and held is not None:
            yield Breach(32, "memory_in_timed", one.key, one.name)
        if role != "timed" and held is None:
            yield Breach(32, "no_memory", one.key, one.name)
        if held is not None and not held.peak_bytes >= held.base_bytes > 0:
            yield Breach(32, "memory_below_base", one.key, one.name)


def _stepwise(found: Facts) -> Iterator[Launched]:
    return (one for one in found.launches if one.figures.first_step_covers == 1)


RULES: dict[int, Rule] = {
    18: synchronised,
    19: two_timings,
    20: long_blocks,
    22: start_up,
    23: warm_up,
    24: retraces,
    25: rounds,
    32: memory,
}
