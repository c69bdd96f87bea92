"""The log checker accepts a sound run and rejects each doctored one, for the right rule."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import campaign_sample
import pytest
from campaign_sample import KEYS, MACHINE, Doctor

from isograd.evidence.document import comparison
from isograd.evidence.model import Parity, Sweep
from isograd.evidence.rules import RULES, check, facts
from isograd.evidence.store import Store

EAGER, COMPILED, JIT = KEYS


def breaches(
    root: Path, doctor: Doctor = campaign_sample.nobody, machine: dict[str, Any] | None = None
) -> list[tuple[int, str, str]]:
    """(rule, code, cell) of all that is wrong with the sample after ``doctor``."""
    with Store.open(root / "evidence.sqlite") as store:
        run = campaign_sample.fill(store, doctor, machine)
        return [(one.rule, one.code, one.cell) for one in check(facts(store, run))]


Change = Callable[[dict[str, Any], dict[str, Any]], None]
Decorator = Callable[[Change], Doctor]


def timed(key: str, wave: int | None = None, label: str | None = None) -> Decorator:
    """Decorates a doctor of timed launches of one cell (and wave)."""

    def decorate(change: Change) -> Doctor:
        def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
            if kind != "launch" or cell != key or content["role"] != "timed":
                return
            if wave is not None and content["wave"] != wave:
                return
            if label is not None and content["label"] != label:
                return
            change(content, settings)

        doctor.__name__ = change.__name__
        return doctor

    return decorate


def pilot(key: str) -> Decorator:
    def decorate(change: Change) -> Doctor:
        def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
            if kind == "launch" and cell == key and content["role"] == "pilot":
                change(content, settings)

        doctor.__name__ = change.__name__
        return doctor

    return decorate


def parity(key: str) -> Decorator:
    def decorate(change: Change) -> Doctor:
        def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
            if kind == "parity" and cell == key:
                change(content, settings)

        doctor.__name__ = change.__name__
        return doctor

    return decorate


# --- one doctor a rule ----------------------------------------------------------------------


@timed(JIT, wave=2)
def one_process(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """1: two cells of a wave in one process."""
    settings["worker"]["pid"] = 1000 + 200 + 10 * content["threads"]  # the reference's own


@timed(JIT)
def other_cpus(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """2: on another CPU than the others."""
    settings["worker"]["affinity"] = [7] * content["threads"]


@timed(JIT)
def other_threads(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """3: a pool that spins on more cores than are allowed."""
    for visit in content["rounds"]:
        visit["cpu_ns"] = visit["wall_ns"] * 3


def half_the_settings(
    kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]
) -> None:
    """4: all cores asked for and silently not measured."""
    if kind == "launch" and content["threads"] == 2:
        content["left_out"] = True
    if kind == "plan":
        content["plan"]["threads"] = [1]
        _hash_again(content)


@timed(JIT)
def no_conditions(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """5: nobody knows how busy the machine was."""
    settings["conditions"] = {}


@timed(JIT)
def other_allocator(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """6: an allocator that the others do not have."""
    settings["worker"]["allocator"] = {"LD_PRELOAD": "libjemalloc.so"}


@timed(JIT)
def collector_off(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """7: the garbage collector off for one."""
    settings["worker"]["garbage_collector"] = False


@timed(JIT)
def other_data(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """8: timed on other data than it was proven with."""
    settings["inputs_sha256"] = "o" * 64


@parity(JIT)
def unnamed(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """9: a convention that has no name."""
    content["conventions"] = [""]


@timed(JIT)
def smaller(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """10: a smaller model."""
    content["parameters"] = 90


@parity(COMPILED)
def nothing_compiled(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """11: a compiling mode that compiles nothing."""
    content["compiled_scope"] = "none"


@timed(JIT)
def no_feed(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """12: the feed left out without a word."""
    for visit in content["rounds"]:
        visit["feed_ns"] = []


@timed(JIT)
def works_in_bfloat(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """14: the framework's default dtype is another."""
    settings["worker"]["default_dtype"] = "bfloat16"


@timed(EAGER)
def fast_products(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """15: TF32 or bfloat16 products in a float32 cell."""
    settings["worker"]["torch_matmul_precision"] = "medium"


@timed(JIT)
def slow_kernels(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """17: a deterministic switch in a timed process."""
    settings["worker"]["deterministic"] = {"TF_DETERMINISTIC_OPS": "1"}


@timed(JIT)
def unsynchronised(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """18: a clock that stops when the call returns: the work shows in the block alone."""
    for visit in content["rounds"]:
        visit["step_ns"] = [ns // 20 for ns in visit["step_ns"]]
        visit["wall_ns"] = visit["wall_ns"] // 20 + 4_000_000
        visit["step_ns"][0] += 4_000_000
        visit["throughput_ns"] = visit["throughput_ns"] * 20
        visit["cpu_ns"] = visit["wall_ns"]


@timed(JIT)
def samples_of_another_clock(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """18: samples that do not add up to their block."""
    for visit in content["rounds"]:
        visit["wall_ns"] *= 4


@timed(JIT)
def one_timing(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """19: no block with one final wait."""
    for visit in content["rounds"]:
        visit["throughput_ns"] = None


@timed(JIT)
def short(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """20: blocks of microseconds."""
    for visit in content["rounds"]:
        visit["step_ns"] = [1000] * len(visit["step_ns"])
        visit["throughput_ns"] = 1000
        visit["cpu_ns"] = visit["wall_ns"] = 1000 * len(visit["step_ns"])


@pilot(JIT)
def no_new_shape(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """22: what a new shape costs left out."""
    content["reshape"] = None


@timed(JIT)
def no_warm_up(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """23: rounds from the first step on."""
    content["warmup_ns"] = []


@timed(JIT, wave=3)
def retrace(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """24: compiled again inside the window."""
    for number, visit in enumerate(content["rounds"]):
        visit["traces"] = 1 + number // 3


@timed(JIT, wave=3)
def jumps_the_queue(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """25: always first."""
    for visit in content["rounds"]:
        visit["place"] = 0


@timed(JIT, wave=3)
def counted_twice(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """26 (and the plan): wave 3 stands in for wave 2 as well."""
    content["wave"] = 2


@timed(EAGER, label="twin")
def no_twin(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """28: no A/A."""
    content["left_out"] = True


@timed(JIT)
def dropped(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """29: the slowest samples dropped."""
    for visit in content["rounds"]:
        visit["step_ns"] = sorted(visit["step_ns"])[:-3]


def changed_plan(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
    """31: the plan edited after it was hashed."""
    if kind == "plan":
        content["plan"]["seed"] = 999


def best_of(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
    """31: a whole wave left out, since another looked better."""
    if kind == "launch" and content["wave"] == 2:
        content["left_out"] = True


@timed(JIT)
def memory_while_timed(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """32: memory read in a launch that is compared."""
    content["memory"] = {"peak_bytes": 2, "base_bytes": 1}


@parity(JIT)
def not_at_parity(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """33: timed although a tensor was out of its bounds."""
    content["worst"][0]["ratio"] = 3.0


@timed(JIT)
def another_callable(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """33: something else was timed."""
    content["callable_sha256"] = "x" * 24


@parity(JIT)
def free_only(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """34: no teacher-forced steps."""
    content["worst"] = [d for d in content["worst"] if d["phase"] == "free"]


@timed(JIT)
def no_source(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """36: nobody can see what ran."""
    settings["source"] = ""


@timed(JIT)
def tuned(content: dict[str, Any], settings: dict[str, Any]) -> None:
    """13: a tuned entry among defaults."""
    settings["variant"] = "tuned"


def _hash_again(content: dict[str, Any]) -> None:
    from isograd.evidence.content import canonical, digest

    content["sha256"] = digest(canonical(content["plan"]))


DOCTORS: list[tuple[Doctor, int]] = [
    (one_process, 1),
    (other_cpus, 2),
    (other_threads, 3),
    (half_the_settings, 4),
    (no_conditions, 5),
    (other_allocator, 6),
    (collector_off, 7),
    (other_data, 8),
    (unnamed, 9),
    (smaller, 10),
    (nothing_compiled, 11),
    (no_feed, 12),
    (tuned, 13),
    (works_in_bfloat, 14),
    (fast_products, 15),
    (slow_kernels, 17),
    (unsynchronised, 18),
    (samples_of_another_clock, 18),
    (one_timing, 19),
    (short, 20),
    (no_new_shape, 22),
    (no_warm_up, 23),
    (retrace, 24),
    (jumps_the_queue, 25),
    (counted_twice, 26),
    (no_twin, 28),
    (dropped, 29),
    (changed_plan, 31),
    (best_of, 31),
    (memory_while_timed, 32),
    (not_at_parity, 33),
    (another_callable, 33),
    (free_only, 34),
    (no_source, 36),
]
# What the doctor's own change breaks besides, and is no less true.
ALSO: dict[Doctor, set[int]] = {
    counted_twice: {25},  # two launches at one place of a round
    no_twin: {25},  # its places in the rounds are empty
    best_of: {1},  # a launch too few
    tuned: {1, 22, 29, 33},  # launches of a cell that was neither planned nor proven
}


def test_a_sound_run_keeps_every_rule(tmp_path: Path) -> None:
    assert [] == breaches(tmp_path)


@pytest.mark.parametrize(
    ("doctor", "rule"), DOCTORS, ids=lambda value: getattr(value, "__name__", str(value))
)
def test_a_doctored_run_is_rejected_for_the_right_rule(
    doctor: Doctor, rule: int, tmp_path: Path
) -> None:
    found = breaches(tmp_path, doctor)
    assert {rule} | ALSO.get(doctor, set()) == {number for number, _, _ in found}


def swept(root: Path, *sweeps: tuple[str, Sweep]) -> list[tuple[int, str, str, str]]:
    """(rule, code, cell, figure) of all that is wrong with the sample and these sweeps."""
    with Store.open(root / "evidence.sqlite") as store:
        found = replace(facts(store, campaign_sample.fill(store)), sweeps=sweeps)
        return [(one.rule, one.code, one.cell, one.figure) for one in check(found)]


def at_width(
    root: Path, count: int = 1210, status: str = "ok", ratio: float = 0.1, sha: str = "w"
) -> Sweep:
    """A launch at width 16 with a proof like that of the sample's cells."""
    with Store.open(root / "other.sqlite") as store:
        parity, _ = facts(store, campaign_sample.fill(store)).parities[JIT]
    worst = [one.model_copy(update={"ratio": ratio}) for one in parity.worst]
    proof = {**parity.model_dump(), "worst": worst, "status": status, "callable_sha256": sha}
    return Sweep(
        axis="width",
        launch=0,
        threads=1,
        step_ns={16: [[100, 101]]},
        first_ns={16: 1000},
        parameters={16: count},
        proof=Parity.model_validate(proof),
        callable_sha256="w",
    )


def test_sound_sweeps_keep_every_rule(tmp_path: Path) -> None:
    batch = Sweep(
        launch=0, threads=1, step_ns={8: [[9]]}, first_ns={8: 9}, callable_sha256="jit" * 8
    )
    without = at_width(tmp_path, status="wrong").model_copy(update={"step_ns": {}})
    sound = [(EAGER, at_width(tmp_path)), (JIT, at_width(tmp_path)), (JIT, batch)]
    assert [] == swept(tmp_path, *sound, (COMPILED, without))


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"status": "wrong"}, (33, "not_proven")),
        ({"ratio": 1.5}, (33, "out_of_bounds")),
        ({"sha": "x"}, (33, "other_callable")),
        ({"count": 9610}, (10, "other_parameters")),
    ],
    ids=lambda value: "" if isinstance(value, tuple) else next(iter(value)),
)
def test_a_width_that_is_not_the_proven_model_is_rejected(
    change: dict[str, Any], broken: tuple[int, str], tmp_path: Path
) -> None:
    found = swept(tmp_path, (EAGER, at_width(tmp_path)), (JIT, at_width(tmp_path, **change)))
    assert {(*broken, JIT, "width 16")} == set(found)


def test_a_width_without_a_proof_and_a_batch_of_another_callable_are_rejected(
    tmp_path: Path,
) -> None:
    bare = at_width(tmp_path).model_copy(update={"proof": None})
    batch = Sweep(launch=0, threads=1, step_ns={8: [[9]]}, first_ns={8: 9}, callable_sha256="x")
    assert [
        (33, "not_proven", EAGER, "width 16"),
        (33, "other_callable", JIT, "batch 8"),
    ] == swept(tmp_path, (EAGER, bare), (JIT, batch))


def test_a_machine_without_a_fingerprint_breaks_rule_5(tmp_path: Path) -> None:
    machine = {name: value for name, value in MACHINE.items() if name != "cpu"}
    assert [(5, "machine_unknown", "")] == breaches(tmp_path, machine=machine)


def test_a_step_that_reads_the_loss_back_breaks_rule_21(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = campaign_sample.SOURCE.replace("return x\n", "return x.item()\n")
    monkeypatch.setattr(campaign_sample, "SOURCE", text)
    assert {(21, "reads_back", key) for key in KEYS} == set(breaches(tmp_path))


def test_every_check_is_broken_by_some_doctor() -> None:
    """16 has no doctor: a store without an environment's fact refuses the record itself."""
    assert set(RULES) - {rule for _, rule in DOCTORS} == {16, 21}


def test_the_document_of_the_sample_has_its_ratios(tmp_path: Path) -> None:
    with Store.open(tmp_path / "evidence.sqlite") as store:
        document = comparison(store, campaign_sample.fill(store))
    campaign = document.campaign
    assert campaign is not None
    ratios = {(r.mode, r.quantity, r.threads): r for r in campaign.ratios}
    assert 8 == len(ratios)
    jit = ratios["jit", "latency", 1]
    assert jit.low <= 0.4 <= jit.high
    assert ("faster", 5, 30) == (jit.verdict, jit.launches, jit.rounds)
    assert {"latency/1", "latency/2", "throughput/1", "throughput/2"} == set(campaign.floors)
    (compiled,) = campaign.break_even
    # Building and compiling is the same in the sample, so the faster step is ahead at once.
    assert ("compile", "eager", 1) == (compiled.mode, compiled.against, compiled.steps)
    timing = document.cells[0].timings[0]
    assert {"latency", "throughput", "feed", "pipeline", "warm_first_step"} == set(
        timing.quantities
    )
    assert "flat" == timing.steady


def test_a_first_step_that_found_no_cache_is_not_among_the_warm_ones(tmp_path: Path) -> None:
    @timed(JIT, wave=1)
    def cold(content: dict[str, Any], settings: dict[str, Any]) -> None:
        content["cache"], content["first_step_ns"] = "cold", 10**10

    with Store.open(tmp_path / "evidence.sqlite") as store:
        document = comparison(store, campaign_sample.fill(store, cold))
    timing = document.cells[2].timings[0]
    warm = timing.quantities["warm_first_step"]
    assert 4 == warm.launches
    assert warm.high == pytest.approx(10**7)
