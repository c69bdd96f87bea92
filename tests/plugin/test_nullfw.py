"""A framework outside the tree: found by its entry point, complete in its folder, and proven."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gate
import numpy as np
import pytest

from isograd.run.cells import select
from isograd.run.material import Material
from isograd.suite import load

PROJECT = Path(__file__).parent / "nullfw"

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def isograd(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The command line in a process where nullfw is installed, with folders of its own."""
    root = tmp_path_factory.mktemp("outside")
    site = root / "site"
    shutil.copytree(PROJECT / "nullfw", site / "nullfw")
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    info = site / f"{project['name']}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = [
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(points))
    variables = {
        **os.environ,
        "PYTHONPATH": str(site),
        "ISOGRAD_CACHE": str(root / "cache"),
        "ISOGRAD_DATA": str(root / "data"),
        "OMP_NUM_THREADS": "1",
    }

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "isograd", "--lang", "en", *arguments],
            env=variables,
            cwd=root,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


@pytest.fixture(scope="module")
def served(isograd: Run) -> Run:
    """…and this very Python serves nullfw: NumPy is all that it takes."""
    done = isograd("env", "use", "nullfw", sys.executable)
    assert (0, "") == (done.returncode, done.stderr if done.returncode else "")
    return isograd


def test_the_entry_point_puts_it_into_every_list(isograd: Run) -> None:
    done = isograd("env", "list", "--json")
    assert 0 == done.returncode, done.stderr
    rows = {row["id"]: row for row in json.loads(done.stdout)["environments"]}
    assert ["nullfw"] == rows["nullfw"]["frameworks"]


def test_without_its_environment_nothing_can_run(isograd: Run) -> None:
    arguments = ("--frameworks", "nullfw", "--no-create", "--no-report")
    done = isograd("compare", "linear-regression", *arguments)
    assert 3 == done.returncode, done.stderr
    assert "nullfw" in done.stderr


@pytest.mark.parametrize(
    ("task", "variant", "kind"),
    [
        ("linear-regression", "default", "trajectory"),
        ("linear-regression", "article", "endpoint"),
        ("digits-mlp", "reduced", "trajectory"),
        # The oracle's bounds over 200 steps take most of its 25 s.
        pytest.param("digits-mlp", "default", "trajectory", marks=pytest.mark.soak),
    ],
)
def test_all_its_cells_are_ok(served: Run, task: str, variant: str, kind: str) -> None:
    done = served(
        *("compare", task, "--variant", variant, "--frameworks", "nullfw"),
        *("--figures", "none", "--no-report", "--json"),
    )
    assert 0 == done.returncode, done.stderr
    cells = json.loads(done.stdout)["cells"]
    found = {(cell["mode"], cell["dtype"]): cell["status"] for cell in cells}
    modes, dtypes = ("eager", "run"), ("float32", "float64")
    assert {(mode, dtype): "ok" for mode in modes for dtype in dtypes} == found
    assert {kind} == {cell["parity"]["kind"] for cell in cells}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("ISOGRAD_CACHE", str(tmp_path / "cache"))
    yield tmp_path


def test_a_whole_run_shows_parameters_slots_losses_and_its_inferred_gradient(cache: Path) -> None:
    folder = load.find("digits-mlp")
    with gate.outside_framework():
        cells = select(folder, frameworks=["nullfw"], modes=["run"], dtypes=["float64"])
    verdict = gate.prove(Material(folder.task, 4, cache), cells[0], gate.start(cells[0]))
    assert ("ok", "inferred", 0) == (verdict.status, verdict.gradient, verdict.forced_steps)
    kinds = {deviation.kind for deviation in verdict.worst}
    assert {"loss", "parameter", "slot", "gradient", "output"} == kinds


def test_its_tape_agrees_with_central_differences() -> None:
    """On a function that no task has: its gradients are not the oracle's formulas."""
    folder = load.find("linear-regression")
    with gate.outside_framework():
        cells = select(folder, frameworks=["nullfw"], modes=["eager"], dtypes=["float64"])
    gate.start(cells[0])
    nf = sys.modules["nullfw"]
    weight, shift = nf.Variable(np.array([[0.3, -0.2]])), nf.Variable(np.array([0.1]))
    x = nf.constant(np.array([[1.0, 2.0], [-3.0, 0.8], [0.2, -0.7]]))

    def traced() -> Any:
        hidden = nf.relu(nf.matmul(x, nf.transpose(weight)) * shift + shift)
        return nf.mean(nf.log(nf.exp(hidden) - shift * 0.5) * hidden)

    def value() -> float:
        return float(traced())

    with nf.Tape() as tape:
        target = traced()
    for variable, gradient in zip(
        (weight, shift), tape.gradients(target, [weight, shift]), strict=True
    ):
        differences = gate.central_difference(value, variable.value)
        np.testing.assert_allclose(gradient, differences, rtol=1e-8, atol=1e-10)
