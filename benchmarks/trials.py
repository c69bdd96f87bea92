"""What isograd's measurement is worth: A/A pairs, planted slow-downs, late work, against pyperf.

`make bench` runs whatever the results file lacks (one JSON line a trial, so that a campaign that
is killed goes on) and prints the summary that docs/measurement.md cites. Every trial is a campaign
of isograd's own engine: waves of fresh processes, rounds in random order. Background load, made by
`load.py`, runs all the time.

    benchmarks/trials.py [--results FILE] [--only aa,planted-2,…] [--shard 1/2] [--summary]

Shards make different trials at the same time, each on CPUs of its own, into one results file.
"""

import argparse
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from load import Load
from resumable import read

from isograd import registry
from isograd.evidence.campaign import TWIN, logs, waves_of
from isograd.evidence.model import CampaignPlan, Cell, Figures, Memory, Sweep
from isograd.measure.effect import effect
from isograd.measure.family import floor, verdict
from isograd.run.campaign import Campaign
from isograd.run.cells import Contestant, select
from isograd.run.environments import Environment, find
from isograd.run.fingerprint import allowed_cpus, fingerprint
from isograd.run.launch import Launch, NoFigures, Place, Setting, affinity
from isograd.run.material import Material
from isograd.run.timing import Before, Timing
from isograd.suite import load
from isograd.suite.contract import Task
from isograd.suite.load import Implementation

HERE = Path(__file__).parent
KERNELS = registry.read(HERE / "kernels")
TASK = load.find("linear-regression").task  # whose inputs the kernels get, and ignore

WAVES, ROUNDS, STEPS, WARMUP = 8, 12, 45, 100  # of a pair of kernels: below ten seconds
REAL = ("pytorch/eager", "jax/jit", "tensorflow/function", "paddle/dygraph")
REAL_WAVES, REAL_ROUNDS = 6, 10


def kernel(mode: str) -> Contestant:
    file = HERE / "kernels" / "kernel.py"
    source = Implementation(file, file.read_text("utf-8"), {}, {})
    cell = Cell(task=TASK.id, framework="kernels", mode=mode, dtype="float64")
    return Contestant(cell, KERNELS, KERNELS.mode(mode), source)


def here() -> Environment:
    """This interpreter: the kernel needs NumPy alone."""
    return Environment("kernels", "cpu", HERE, Path(sys.executable), {}, "user", "")


def measure(
    contestants: list[Contestant],
    environments: dict[str, Environment],
    task: Task,
    waves: int,
    rounds: int,
    steps: dict[str, int],
    seed: int,
) -> list[dict[str, Figures]]:
    """The waves of one campaign whose plan is given instead of piloted."""
    keys = [contestant.cell.key for contestant in contestants]
    plan = CampaignPlan(
        profile="full",
        reference=keys[0],
        groups=[keys],
        threads=[1],
        rounds=rounds,
        launches=(waves, waves),
        warmup={key: WARMUP for key in keys},
        steps={key: {"latency": steps[key]} for key in keys},
        seed=seed,
        estimate_seconds=0.0,
    )
    found: dict[str, list[Figures]] = {key: [] for key in keys}

    def report(contestant: Contestant, made: Figures | Sweep | NoFigures, _: object) -> None:
        if not isinstance(made, Figures):
            raise RuntimeError(f"{contestant.cell.key}: {made}")
        found[contestant.cell.key].append(made)

    with tempfile.TemporaryDirectory() as scratch:
        place = Place(environments, Material(task, 5, Path(scratch)), Path(scratch) / "w")
        campaign = Campaign(
            contestants,
            place,
            Timing(seed=seed),
            {1: affinity(1, allowed_cpus())},
            _hashes(contestants, place),
            report=report,
            before=Before(plan, {key: [_pilot()] for key in keys}),
        )
        campaign.run()
    return waves_of(found, 1, 0)


def _hashes(contestants: list[Contestant], place: Place) -> dict[str, str]:
    """What a first launch calls: nothing is proven here, but every wave must call the same."""
    found = {}
    for contestant in contestants:
        with Launch(contestant, place, Setting()) as launch:
            found[contestant.cell.key] = launch.opened.callable_sha256
    return found


def _pilot() -> Figures:
    return Figures(
        role="pilot",
        import_ns=0,
        build_ns=0,
        first_step_ns=0,
        first_step_covers=1,
        memory=Memory(peak_bytes=0, base_bytes=0),
        callable_sha256="",
    )


# --- the trials -----------------------------------------------------------------------------


def aa(number: int) -> dict[str, Any]:
    """The kernel against itself."""
    plain = kernel("plain")
    waves = measure(
        [plain], {"kernels": here()}, TASK, WAVES, ROUNDS, {plain.cell.key: STEPS}, seed=number
    )
    return _told(logs(waves, TWIN, plain.cell.key, "latency"))


def aa_real(number: int) -> dict[str, Any]:
    """A real framework against itself, each in turn."""
    mode = REAL[number % len(REAL)]
    folder = load.find("digits-mlp")
    (contestant,) = select(folder, modes=[mode], dtypes=["float32"])
    environment = find(contestant.environment)
    if environment is None:
        raise RuntimeError(f"no environment for {mode}")
    waves = measure(
        [contestant],
        {contestant.environment: environment},
        folder.task,
        REAL_WAVES,
        REAL_ROUNDS,
        {contestant.cell.key: 60},
        seed=number,
    )
    return {"mode": mode, **_told(logs(waves, TWIN, contestant.cell.key, "latency"))}


def planted(mode: str) -> Callable[[int], dict[str, Any]]:
    """The kernel against one that does a known share more; A/A beside it, as in every campaign."""

    def trial(number: int) -> dict[str, Any]:
        plain, slow = kernel("plain"), kernel(mode)
        steps = {plain.cell.key: STEPS, slow.cell.key: STEPS}
        waves = measure([plain, slow], {"kernels": here()}, TASK, WAVES, ROUNDS, steps, seed=number)
        values = logs(waves, slow.cell.key, plain.cell.key, "latency")
        made = effect(values)
        noise = floor(effect(logs(waves, TWIN, plain.cell.key, "latency")))
        return {**_told(values), "floor": noise, "verdict": verdict(made, noise, made.p)}

    return trial


def pyperf_pair(number: int) -> dict[str, Any]:
    """Two pyperf runs of the kernel, one after the other, in the time that an A/A trial took; and
    such a trial in the same minute. The interval is Welch's of the ratio of the runs' means, with
    pyperf's worker processes as units."""
    import pyperf

    begin = time.monotonic()
    ours = aa(10_000 + number)
    seconds = time.monotonic() - begin
    means = []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.json"
            _pyperf(out, seconds / 2)
            runs = pyperf.Benchmark.load(str(out)).get_runs()
            means.append([statistics.fmean(run.values) for run in runs if run.values])
    a, b = ([math.log(value) for value in mean] for mean in means)
    from scipy.stats import ttest_ind

    interval = ttest_ind(a, b, equal_var=False).confidence_interval(0.95)
    error = abs(statistics.fmean(a) - statistics.fmean(b))
    return {
        "ours": ours,
        "seconds": seconds,
        "pyperf_error": math.expm1(error),
        "pyperf_half_width": math.expm1((interval.high - interval.low) / 2),
        "pyperf_processes": [len(a), len(b)],
    }


def _pyperf(out: Path, seconds: float) -> None:
    """pyperf's runs of the kernel, pinned to the CPU that isograd uses: its shortest profile,
    appended to until the time is used up."""
    setup = (
        "import numpy as np; m = np.random.default_rng(0).normal(size=(32, 32)) / 6; o = m.copy()"
    )
    timeit = [sys.executable, "-m", "pyperf", "timeit", "--fast", "--quiet"]
    timeit += ["--affinity", str(affinity(1, allowed_cpus())[0]), "--setup", setup]
    begin = time.monotonic()
    while not out.exists() or time.monotonic() - begin < seconds * 0.75:
        where = ["--append" if out.exists() else "--output", str(out)]
        command = [*timeit, *where, "for _ in range(100): np.dot(m, m, out=o)"]
        subprocess.run(command, check=True, capture_output=True)


def late(number: int) -> dict[str, Any]:
    """A step that returns before its work is done, against the same work done at once: its median
    must not be the smaller one."""
    plain, behind = kernel("plain"), kernel("late")
    steps = {plain.cell.key: STEPS, behind.cell.key: STEPS}
    waves = measure([plain, behind], {"kernels": here()}, TASK, 6, ROUNDS, steps, seed=number)
    return _told(logs(waves, behind.cell.key, plain.cell.key, "latency"))


def _told(values: list[Any]) -> dict[str, Any]:
    """The effect, and the log-ratios themselves, so that it can be computed again."""
    made = effect(values)
    return {
        "ratio": made.ratio,
        "low": made.low,
        "high": made.high,
        "p": made.p,
        "half_width": made.half_width,
        "method": made.method,
        "logs": [[round(float(value), 6) for value in wave] for wave in values],
    }


KEY = ("kind", "number")
TRIALS: dict[str, tuple[int, Callable[[int], dict[str, Any]]]] = {
    "aa": (200, aa),
    "planted-2": (40, planted("slower-2")),
    "planted-5": (40, planted("slower-5")),
    "planted-10": (40, planted("slower-10")),
    "late": (10, late),
    "aa-real": (20, aa_real),
    "pyperf": (60, pyperf_pair),
}


# --- the campaign ----------------------------------------------------------------------------


def wanting(done: dict[tuple[Any, ...], dict[str, Any]], kinds: list[str]) -> list[tuple[str, int]]:
    """Trials that are not made yet, in random order: what the day brings hits all kinds alike."""
    left = [(k, n) for k in kinds for n in range(TRIALS[k][0]) if (k, n) not in done]
    random.Random(1).shuffle(left)
    return left


def take(shard: str, left: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The trials of one shard (``1/2``); this process keeps to every second CPU from now on."""
    place, count = (int(part) for part in shard.split("/"))
    if count > 1:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[place - 1 :: count])
    return [(kind, number) for kind, number in left if number % count == place - 1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--results", type=Path, default=HERE / "results" / "trials.jsonl")
    parser.add_argument("--shard", default="1/1")
    parser.add_argument("--only", default=",".join(TRIALS))
    parser.add_argument("--summary", action="store_true")
    options = parser.parse_args()
    kinds = options.only.split(",")
    if not options.summary:
        options.results.parent.mkdir(exist_ok=True)
        left = take(options.shard, wanting(read(options.results, KEY), kinds))
        with Load(), options.results.open("a", encoding="utf-8") as sink:
            for kind, number in left:
                begin = time.monotonic()
                made = TRIALS[kind][1](number)
                line = {"kind": kind, "number": number, "took": time.monotonic() - begin, **made}
                sink.write(json.dumps(line) + "\n")
                sink.flush()
                sys.stderr.write(f"{kind} {number}: {line['took']:.1f} s\n")
    for line in summary(read(options.results, KEY)):
        sys.stdout.write(line + "\n")
    return 0


def summary(done: dict[tuple[Any, ...], dict[str, Any]]) -> Iterator[str]:
    """One line a kind, and the machine."""
    machine = fingerprint()
    yield f"{machine['cpu']}, {machine['cores_allowed']} CPUs, {machine['system']}"
    for kind, (count, _) in TRIALS.items():
        mine = [trial for (k, _), trial in done.items() if k == kind]
        if not mine:
            continue
        took = statistics.median(trial["took"] for trial in mine)
        head = f"{kind}: {len(mine)} of {count} trials, median {took:.1f} s"
        if kind == "pyperf":
            ours = statistics.median(t["ours"]["half_width"] for t in mine)
            theirs = statistics.median(t["pyperf_half_width"] for t in mine)
            yield f"{head}; half-width {_percent(ours)}, pyperf {_percent(theirs)}"
            yield f"  ratio of half-widths 1/{theirs / ours:.0f}"
            continue
        truth = {"planted-2": 1.02, "planted-5": 1.05, "planted-10": 1.1}.get(kind, 1.0)
        covered = sum(t["low"] <= truth <= t["high"] for t in mine)
        seen = sum(not t["low"] <= 1.0 <= t["high"] for t in mine)
        errors = [abs(math.log(t["ratio"] / truth)) for t in mine]
        yield (
            f"{head}; covers {truth:g} in {covered}, excludes 1 in {seen}; error median "
            f"{_percent(statistics.median(errors))}, worst {_percent(max(errors))}; half-width "
            f"median {_percent(statistics.median(t['half_width'] for t in mine))}, slowest "
            f"{max(t['took'] for t in mine):.1f} s"
        )
        if "verdict" in mine[0]:
            yield f"  called slower: {sum(t['verdict'] == 'slower' for t in mine)}"
        if kind == "late":
            least = min(t["ratio"] for t in mine)
            yield f"  smallest ratio to the same work done at once: {least:.3f}"


def _percent(share: float) -> str:
    return f"{share * 100:.2f} %"


if __name__ == "__main__":
    raise SystemExit(main())
