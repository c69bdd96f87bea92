"""Two runs compared, and the gate, on made-up runs whose difference is known."""

from pathlib import Path
from typing import Any

import campaign_sample
import pytest
from campaign_sample import KEYS, MACHINE, Doctor

from isograd.evidence.changes import RunComparison, changes
from isograd.evidence.gate import judge
from isograd.evidence.store import Store

EAGER, COMPILED, JIT = KEYS


def compared(
    root: Path, doctor: Doctor = campaign_sample.nobody, machine: dict[str, Any] | None = None
) -> RunComparison:
    """The sample against itself after ``doctor``."""
    with Store.open(root / "evidence.sqlite") as store:
        before = campaign_sample.fill(store)
        after = campaign_sample.fill(store, doctor, machine)
        return changes(store, before, after)


def slower(factor: float, key: str = JIT) -> Doctor:
    def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
        if kind == "launch" and cell == key:
            for visit in content["rounds"]:
                visit["step_ns"] = [round(ns * factor) for ns in visit["step_ns"]]
                visit["throughput_ns"] = round((visit["throughput_ns"] or 0) * factor) or None

    return doctor


def test_a_run_against_its_like_shows_no_difference(tmp_path: Path) -> None:
    found = compared(tmp_path)
    assert 3 == len(found.cells)
    for cell in found.cells:
        assert {"no_difference"} == {speed.verdict for speed in cell.speed}
        assert 4 == len(cell.speed)  # two quantities at two numbers of threads
        assert ([], None, (10**8, 10**8)) == (cell.code, cell.loss_gap, cell.memory_bytes)
    assert [] == judge(found, 0.05).slower


def test_a_slow_down_is_found_in_its_cell_alone(tmp_path: Path) -> None:
    found = compared(tmp_path, slower(1.1))
    by_mode = {cell.mode: cell for cell in found.cells}
    assert {"slower"} == {speed.verdict for speed in by_mode["jit"].speed}
    assert all(speed.low <= 1.1 <= speed.high for speed in by_mode["jit"].speed)
    assert {"no_difference"} == {speed.verdict for speed in by_mode["eager"].speed}
    gate = judge(found, 0.05)
    assert {"jit"} == {one.mode for one in gate.slower}
    assert ([], 3) == (gate.unjudged, gate.judged)
    assert [] == judge(found, 0.15).slower


def test_a_speed_up_passes_the_gate(tmp_path: Path) -> None:
    found = compared(tmp_path, slower(0.8))
    assert [] == judge(found, 0.01).slower
    assert "faster" in {speed.verdict for cell in found.cells for speed in cell.speed}


def test_noise_beyond_what_is_allowed_raises_the_limit(tmp_path: Path) -> None:
    """A twin that is 20 % off says that 10 % mean nothing on this machine."""

    def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
        slower(1.1)(kind, cell, content, settings)
        if kind == "launch" and content["label"] == "twin":
            for visit in content["rounds"]:
                visit["step_ns"] = [round(ns * 1.2) for ns in visit["step_ns"]]
                visit["throughput_ns"] = round(visit["throughput_ns"] * 1.2)

    found = compared(tmp_path, doctor)
    assert found.floors["latency/1"] > 0.15
    assert [] == judge(found, 0.05).slower


def test_numbers_and_code_are_compared(tmp_path: Path) -> None:
    def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
        if kind == "parity":
            content["losses"] = [2.0, 1.0] if cell == JIT else [2.0, 1.0 + 1e-7]
            content["conventions"] = ["adam-epsilon-inside"] if cell == JIT else []

    with Store.open(tmp_path / "evidence.sqlite") as store:

        def plain(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
            if kind == "parity":
                content["losses"] = [2.0, 1.0]

        before, after = campaign_sample.fill(store, plain), campaign_sample.fill(store, doctor)
        cells = {cell.mode: cell for cell in changes(store, before, after).cells}
    assert (0.0, ["conventions"]) == (cells["jit"].loss_gap, cells["jit"].code)
    assert cells["eager"].loss_gap == pytest.approx(5e-8)


@pytest.mark.parametrize("name", ["cpu", "node"])  # node: another machine of the same make
def test_another_machine_says_nothing_of_speed(tmp_path: Path, name: str) -> None:
    found = compared(tmp_path, machine={**MACHINE, name: "another"})
    assert [name] == found.machine
    assert all([] == cell.speed for cell in found.cells)
    assert {"other_machine"} == {cell.speed_missing for cell in found.cells}
    gate = judge(found, 0.05)
    assert (0, 3) == (gate.judged, len(gate.unjudged))


def test_cells_that_one_run_lacks_are_named(tmp_path: Path) -> None:
    def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
        if kind == "launch" and cell == JIT:
            content["left_out"] = True

    found = compared(tmp_path, doctor)
    jit = next(cell for cell in found.cells if cell.mode == "jit")
    assert ("not_timed", []) == (jit.speed_missing, jit.speed)
    assert ["jax jit float32"] == judge(found, 0.05).unjudged
