"""Sweeps over the width: which launches are left, and what real frameworks make of another one."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from isograd.evidence.model import Sweep
from isograd.run import environments, sweeps
from isograd.run.cells import Contestant, select
from isograd.run.launch import Place, Setting
from isograd.run.material import Material
from isograd.run.sweeps import at_width, over_widths, places
from isograd.suite import load
from isograd.suite.load import TaskFolder

# --- which launches -------------------------------------------------------------------------


def made(number: int, width: int, why: str = "") -> Sweep:
    return Sweep(
        axis="width",
        launch=number,
        threads=1,
        step_ns={} if why else {width: [[100]]},
        first_ns={},
        lacks={width: why} if why else {},
        callable_sha256="c",
    )


def left(
    monkeypatch: pytest.MonkeyPatch, before: Iterable[Sweep] = (), fails: int = 0
) -> list[tuple[int, int]]:
    """(launch, width) of the launches that are made at widths 16 and 64."""
    found: list[tuple[int, int]] = []

    def stub(contestant: Any, width: Any, setting: Any, number: int) -> tuple[Sweep, None]:
        found.append((number, width))
        return made(number, width, "no memory" if width == fails else ""), None

    monkeypatch.setattr(sweeps, "at_width", stub)
    by_width: Any = {16: 16, 64: 64}  # places are handed on unseen
    cell: Any = None
    list(over_widths(cell, by_width, Setting(), 20, list(before)))
    return found


def test_three_launches_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    found = left(monkeypatch)
    assert [0, 0, 1, 1, 2, 2] == [number for number, _ in found]
    assert sorted([(n, w) for n in range(3) for w in (16, 64)]) == sorted(found)


def test_a_resumed_sweep_makes_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = made(0, 64).model_copy(update={"axis": "batch"})
    before = [batch, made(0, 16), made(0, 64), made(1, 64)]
    assert {(1, 16), (2, 16), (2, 64)} == set(left(monkeypatch, before))


def test_a_width_that_failed_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [0, 0, 1, 2] == [number for number, _ in left(monkeypatch, fails=64)]
    assert {16} == {width for _, width in left(monkeypatch, [made(0, 64, "no memory")])}


# --- real frameworks ------------------------------------------------------------------------


def one(folder: TaskFolder, mode: str) -> Contestant:
    (contestant,) = select(folder, modes=[mode], dtypes=["float32"])
    return contestant


def place_of(contestant: Contestant, folder: TaskFolder, scratch: Path) -> Place:
    name = contestant.environment
    environment = environments.find(name, "cpu")
    assert environment is not None, f"make the environment first: isograd env create {name}"
    material = Material(folder.task, folder.task.reduced_steps, scratch)
    return Place({name: environment}, material, scratch / "figures")


@pytest.mark.real
@pytest.mark.parametrize("mode", ["pytorch/eager", "jax/jit"])
def test_two_widths_are_timed_and_proven(mode: str, tmp_path: Path) -> None:
    folder = load.find("digits-mlp")
    contestant = one(folder, mode)
    by_width = places(place_of(contestant, folder, tmp_path), [16, 64])
    hashes = set()
    for width, place in by_width.items():
        sweep, started = at_width(contestant, place, Setting(), 0)
        assert ({}, "width", {width}) == (sweep.lacks, sweep.axis, set(sweep.step_ns))
        # 64 inputs and 10 classes: kernels and biases of both layers.
        assert {width: 64 * width + width + 10 * width + 10} == sweep.parameters
        assert [3] == [len(blocks) for blocks in sweep.step_ns.values()]
        assert sweep.proof is not None and started is not None
        assert ("ok", 2) == (sweep.proof.status, sweep.proof.steps)
        assert sweep.callable_sha256 == sweep.proof.callable_sha256
        hashes.add(sweep.callable_sha256)
    assert 2 == len(hashes)


@pytest.mark.real
@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("torch.relu", "torch.tanh", "loss deviates at step 1"),
        ("WIDTH = 128", "WIDTH = 2 * 64", "WIDTH must be an integer literal"),
        ("Linear(WIDTH, 10)", "Linear(128, 10)", "size of tensor"),
    ],
    ids=["another-model", "no-constant", "half-a-constant"],
)
def test_no_figure_of_a_model_that_is_not_proven(
    old: str, new: str, why: str, tmp_path: Path
) -> None:
    original = load.find("digits-mlp").path
    task = tmp_path / "digits-mlp"
    task.mkdir()
    for name in ("task.py", "digits.npz", "pytorch.toml"):
        (task / name).write_bytes((original / name).read_bytes())
    text = (original / "pytorch.py").read_text("utf-8")
    assert 1 == text.count(old)
    (task / "pytorch.py").write_text(text.replace(old, new))
    folder = load.find(str(task))
    contestant = one(folder, "pytorch/eager")
    (place,) = places(place_of(contestant, folder, tmp_path), [16]).values()
    sweep, _ = at_width(contestant, place, Setting(), 0)
    assert ({}, {}, {16}) == (sweep.step_ns, sweep.first_ns, set(sweep.lacks))
    assert why in sweep.lacks[16]
