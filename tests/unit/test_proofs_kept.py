"""Which proofs of another run are taken over: those that would be made here in the same way."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from documents import ROOT

from isograd import registry
from isograd.evidence.model import Cell, Parity, RunPlan
from isograd.evidence.store import Store
from isograd.run.cells import Contestant
from isograd.run.environments import Environment
from isograd.run.fingerprint import alike, fingerprint
from isograd.run.recorder import Recorder
from isograd.suite.load import Implementation

KERNELS = registry.read(ROOT / "benchmarks" / "kernels")
FILE = KERNELS.folder / "kernel.py"
CELL = Cell(task="linear-regression", framework="kernels", mode="plain", dtype="float64")
PLAN = RunPlan(task="linear-regression", variant="default", cells=[CELL], steps=5, figures=[])
MACHINE = {"cpu": "a processor", "cores_logical": 2}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "evidence.sqlite") as made:
        yield made


def contestant(source: str = "") -> Contestant:
    text = FILE.read_text("utf-8") + source
    return Contestant(CELL, KERNELS, KERNELS.modes[0], Implementation(FILE, text, {}, {}))


def recorder(
    store: Store, node: str, *, steps: int = 5, inputs: str = "i", version: str = "1"
) -> tuple[str, Recorder]:
    run = store.begin(PLAN, {**MACHINE, "node": node})
    here = Path("environment"), Path(sys.executable)
    environment = Environment("kernels", "cpu", *here, {"numpy": version}, "user", "")
    return run, Recorder(store, run, {"kernels": environment}, steps, inputs, lambda *_: None)


def proven(store: Store, status: Any = "ok") -> str:
    run, before = recorder(store, "one")
    before.parity(contestant(), Parity(status=status, callable_sha256="c" * 64))
    store.finish(run, "interrupted")
    return run


@pytest.mark.parametrize("status", ["ok", "wrong", "unsupported"])
def test_a_proof_is_taken_over_on_a_machine_of_the_same_make(store: Store, status: str) -> None:
    earlier = proven(store, status)
    run, after = recorder(store, "two")
    after.take_over(earlier, [contestant()])
    (old,), (new,) = store.records(earlier), store.records(run)
    assert (old.payload, old.machine, old.source) == (new.payload, new.machine, new.source)
    source = {"run": earlier, "record": old.id}
    assert {**old.settings, "proven_in": source} == new.settings
    # Taken over once more, it still names the run that proved.
    last, again = recorder(store, "three")
    again.take_over(run, [contestant()])
    assert [source] == [one.settings["proven_in"] for one in store.records(last)]


@pytest.mark.parametrize("status", ["error", "timeout", "oom", "missing"])
def test_what_may_be_the_fault_of_its_machine_is_tried_again(store: Store, status: str) -> None:
    earlier = proven(store, status)
    run, after = recorder(store, "two")
    after.take_over(earlier, [contestant()])
    assert [] == store.records(run)


@pytest.mark.parametrize("other", [{"steps": 6}, {"inputs": "j"}, {"version": "2"}])
def test_other_conditions_ask_for_a_new_proof(store: Store, other: dict[str, Any]) -> None:
    earlier = proven(store)
    run, after = recorder(store, "two", **other)
    after.take_over(earlier, [contestant()])
    assert [] == store.records(run)


def test_another_source_or_cell_asks_for_a_new_proof(store: Store) -> None:
    earlier = proven(store)
    run, after = recorder(store, "two")
    after.take_over(earlier, [contestant("# changed\n")])
    after.take_over(earlier, [])
    assert [] == store.records(run)


def test_another_make_of_machine_asks_for_a_new_proof(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = proven(store)
    monkeypatch.setitem(MACHINE, "cpu", "another processor")
    run, after = recorder(store, "two")
    after.take_over(earlier, [contestant()])
    assert [] == store.records(run)


def test_the_name_of_a_machine_is_in_its_fingerprint_where_it_has_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("ISOGRAD_NODE", raising=False)
    nameless = fingerprint()
    monkeypatch.setenv("ISOGRAD_NODE", "one")
    one = fingerprint()
    assert {**nameless, "node": "one"} == one
    assert alike(nameless, one) and alike(one, {**one, "node": "two"})
    assert not alike(one, {**one, "cpu": "another"})
