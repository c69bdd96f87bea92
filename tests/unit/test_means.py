"""Geometric means over tasks, on made-up runs whose ratios are known."""

import math
from pathlib import Path
from typing import Any

import campaign_sample
import numpy as np
import pytest
from campaign_sample import LEVELS, Doctor

from isograd.errors import UsageError
from isograd.evidence.means import Means, means
from isograd.evidence.store import Store
from isograd.measure.effect import geometric_mean


def slower(factor: float, mode: str) -> Doctor:
    def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
        if kind == "launch" and cell.split("/")[2] == mode:
            for visit in content["rounds"]:
                visit["step_ns"] = [round(ns * factor) for ns in visit["step_ns"]]

    return doctor


def made(root: Path, doctor: Doctor, machine: dict[str, Any] | None = None) -> Means:
    """The sample on one task, and after ``doctor`` on another."""
    with Store.open(root / "evidence.sqlite") as store:
        first = campaign_sample.fill(store)
        return means(store, [first, campaign_sample.fill(store, doctor, machine, task="vae")])


def test_the_mean_is_geometric_and_inside_its_interval(tmp_path: Path) -> None:
    found = made(tmp_path, slower(4.0, "jit"))
    (jit,) = (m for m in found.means if (m.mode, m.threads, m.quantity) == ("jit", 1, "latency"))
    eager, fast = LEVELS["digits-mlp/pytorch/eager/float32/default"], 60_000
    assert fast == LEVELS["digits-mlp/jax/jit/float32/default"]
    assert jit.low is not None and jit.high is not None and jit.ratio is not None
    assert jit.low <= fast / eager * math.sqrt(4.0) <= jit.high
    assert 0.05 > jit.high / jit.low - 1
    assert ["digits-mlp", "vae"] == [one.task for one in jit.tasks]
    assert pytest.approx(math.sqrt(jit.tasks[0].ratio * jit.tasks[1].ratio)) == jit.ratio
    assert ("faster", {}) == (jit.verdict, jit.lacks)
    assert {"framework": "pytorch", "mode": "eager", "dtype": "float32"} == found.reference


def test_a_cell_without_a_figure_in_one_task_gets_no_mean(tmp_path: Path) -> None:
    def doctor(kind: str, cell: str, content: dict[str, Any], settings: dict[str, Any]) -> None:
        if kind == "launch" and "/compile/" in cell and content["role"] == "timed":
            content["left_out"] = True

    found = made(tmp_path, doctor)
    compiled = [mean for mean in found.means if mean.mode == "compile"]
    assert 4 == len(compiled)
    for mean in compiled:
        assert (None, None, {"vae": "not_timed"}) == (mean.ratio, mean.verdict, mean.lacks)
        assert ["digits-mlp"] == [one.task for one in mean.tasks]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"machine": {**campaign_sample.MACHINE, "cpu": "another"}}, "machines"),
        ({"task": "digits-mlp"}, "both of digits-mlp"),
    ],
)
def test_runs_that_do_not_belong_together_are_refused(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    with Store.open(tmp_path / "evidence.sqlite") as store:
        first = campaign_sample.fill(store)
        second = campaign_sample.fill(store, **{"task": "vae", **change})
        with pytest.raises(UsageError, match=said):
            means(store, [first, second])


def test_the_interval_covers_the_mean_of_the_tasks_in_simulation() -> None:
    generator = np.random.default_rng(7)
    truths, covered = (0.3, -0.1, 0.05), 0
    for _ in range(100):
        tasks = [
            [
                truth + generator.normal(0, 0.01) + generator.normal(0, 0.02, 6)
                for _ in range(launches)
            ]
            for truth, launches in zip(truths, (3, 5, 8), strict=True)
        ]
        found = geometric_mean(tasks)
        covered += found.low <= math.exp(np.mean(truths)) <= found.high
    assert 92 <= covered


def test_one_launch_of_a_task_has_no_interval() -> None:
    two = [np.zeros(3), np.zeros(3)]
    with pytest.raises(ValueError, match="two launches of every task"):
        geometric_mean([two, two[:1]])
    assert (1.0, 1.0) == (geometric_mean([two, two]).low, geometric_mean([two, two]).p)
