"""Rules 1 to 7 and 14 to 17: process, machine, and the switches that decide about numbers."""

from collections.abc import Iterator

from isograd.evidence.rules.facts import Breach, Facts, Rule
from isograd.measure.plan import least_launches

FINGERPRINT = ("cpu", "isa", "cores_allowed", "memory_bytes", "page_bytes", "governor", "system")
CONDITIONS = ("load", "steal_seconds", "memory_available_bytes")
BUSY = 1.15  # cores kept busy, over those allowed, that a clock's rounding may show

# How the names end under which adapters read back the switches that the rules speak of.
DTYPES = ("default_dtype", "floatx")
PRECISIONS = ("matmul_precision",)


def processes(found: Facts) -> Iterator[Breach]:
    """1: every launch is a process of its own, and there are as many as the profile asks for."""
    seen: dict[tuple[str, str], str] = {}
    for one in found.launches:
        pid = one.worker.get("pid")
        if pid is None:
            yield Breach(1, "no_process", one.key, one.name)
            continue
        # The kernel may use a number again, but not for two launches that are alive together.
        together = f"{one.figures.threads}/{one.figures.group}/{one.figures.wave}"
        other = seen.setdefault((together, str(pid)), one.key)
        if one.figures.role == "timed" and other != one.key:
            yield Breach(1, "shared_process", one.key, one.name, {"other": other, "pid": str(pid)})
    plan = found.campaign
    if plan is None:
        return
    least = least_launches(plan.profile, plan.precision)
    for threads in plan.threads:
        for number, keys in enumerate(plan.groups):
            for key in keys:
                if key in found.failed:
                    continue
                count = sum(
                    one.key == key
                    and not one.figures.label
                    and (one.figures.threads, one.figures.group) == (threads, number)
                    for one in found.timed
                )
                if found.info.state == "complete" and count < least:
                    details = {"count": str(count), "least": str(least)}
                    yield Breach(1, "few_launches", key, f"threads {threads}", details)


def pinned(found: Facts) -> Iterator[Breach]:
    """2: launches at one number of threads run on the same CPUs, with pools of that size."""
    expected: dict[int, object] = {}
    for one in found.launches:
        if not found.info.machine.get("verifiable", True):
            continue
        affinity = one.worker.get("affinity")
        threads = one.figures.threads
        if affinity != expected.setdefault(threads, affinity) or len(affinity or ()) != threads:
            details = {"affinity": str(affinity), "expected": str(expected[threads])}
            yield Breach(2, "other_affinity", one.key, one.name, details)
        variables = one.worker.get("thread_variables") or {}
        wrong = sorted(name for name, value in variables.items() if value != str(threads))
        if not variables or wrong:
            details = {"names": ", ".join(wrong), "threads": str(threads)}
            yield Breach(2, "other_threads", one.key, one.name, details)


def verified(found: Facts) -> Iterator[Breach]:
    """3: CPU time over wall time shows no more cores than were allowed; nor do the pools."""
    for one in found.launches:
        allowed = one.figures.threads
        for visit in one.figures.rounds:
            if visit.wall_ns and visit.cpu_ns / visit.wall_ns > allowed * BUSY:
                cores = f"{visit.cpu_ns / visit.wall_ns:.2f}"
                details = {"cores": cores, "allowed": str(allowed)}
                yield Breach(3, "too_many_cores", one.key, one.name, details)
                break
        for pool in one.worker.get("threadpools") or ():
            if (pool.get("num_threads") or 1) > allowed:
                details = {"cores": str(pool["num_threads"]), "allowed": str(allowed)}
                yield Breach(3, "too_many_cores", one.key, one.name, details)


def settings(found: Facts) -> Iterator[Breach]:
    """4: the full profile measures one core and all cores."""
    plan = found.campaign
    cores = found.info.machine.get("cores_allowed", 1)
    if plan is None or plan.profile != "full" or cores == 1:
        return
    asked = found.info.settings.get("timing", {}).get("threads", [])
    for threads in (1, cores):
        # Who asks for one setting alone gets it; then the run says so itself.
        if threads in asked and threads not in plan.threads:
            yield Breach(4, "setting_missing", figure=f"threads {threads}")


def recorded(found: Facts) -> Iterator[Breach]:
    """5: machine and momentary conditions are in the record."""
    for name in FINGERPRINT:
        if name not in found.info.machine:
            yield Breach(5, "machine_unknown", figure=name)
    for one in found.launches:
        conditions = one.record.settings.get("conditions", {})
        absent = [name for name in CONDITIONS if name not in conditions]
        if absent:
            yield Breach(5, "conditions_unknown", one.key, one.name, {"names": ", ".join(absent)})


def allocator(found: Facts) -> Iterator[Breach]:
    """6: all cells run on the same allocator, with the same settings of it."""
    yield from _alike(found, 6, "allocator", "other_allocator")


def interpreter(found: Facts) -> Iterator[Breach]:
    """7: the hash seed is fixed and the garbage collector is on, for all alike."""
    for one in found.launches:
        if one.worker.get("hash_seed") != "0":
            yield Breach(7, "hash_seed", one.key, one.name)
        if one.worker.get("garbage_collector") is not True:
            yield Breach(7, "no_collector", one.key, one.name)


def dtype(found: Facts) -> Iterator[Breach]:
    """14: the framework works in the cell's dtype, as it says itself and as the proof compared."""
    for one in found.launches:
        cell = one.record.cell
        assert cell is not None
        for name, told in one.worker.items():
            if name.endswith(DTYPES) and told != cell.dtype:
                yield Breach(14, "other_dtype", one.key, one.name, {"told": str(told)})


def precision(found: Facts) -> Iterator[Breach]:
    """15: products of float32 matrices are made in float32 wherever there is a switch for it."""
    for one in found.launches:
        for name, told in one.worker.items():
            if name.endswith(PRECISIONS) and told != "highest":
                details = {"told": str(told), "wanted": "highest"}
                yield Breach(15, "low_precision", one.key, one.name, details)


def libraries(found: Facts) -> Iterator[Breach]:
    """16: the versions of everything in the environment are recorded, with what was read back."""
    for one in found.launches:
        if not one.record.environment:
            yield Breach(16, "no_versions", one.key, one.name)
        if not one.worker:
            yield Breach(16, "nothing_read_back", one.key, one.name)


def deterministic(found: Facts) -> Iterator[Breach]:
    """17: no switch that makes kernels deterministic, and slower, is on in a timed process."""
    for one in found.launches:
        switches = one.worker.get("deterministic")
        if switches is None or switches:
            details = {"names": ", ".join(switches or ()) or "?"}
            yield Breach(17, "deterministic", one.key, one.name, details)


def _alike(found: Facts, rule: int, name: str, code: str) -> Iterator[Breach]:
    first: object = None
    for place, one in enumerate(found.launches):
        value = one.worker.get(name)
        if place == 0:
            first = value
        if value is None or value != first:
            details = {"value": str(value), "expected": str(first)}
            yield Breach(rule, code, one.key, one.name, details)


RULES: dict[int, Rule] = {
    1: processes,
    2: pinned,
    3: verified,
    4: settings,
    5: recorded,
    6: allocator,
    7: interpreter,
    14: dtype,
    15: precision,
    16: libraries,
    17: deterministic,
}
