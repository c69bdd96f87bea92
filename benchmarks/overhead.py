"""Overhead of the harness: the timed loop against a bare loop of the same steps (`make bench`).

For the default mode of each framework that has a stepwise one, one worker process runs blocks of
digits-mlp steps on batches of 2,048 (so that a step takes over a millisecond), in turn through the
harness (`isograd_worker.clock.steps` over the adapter) and as a bare loop that calls the shown
source's own ``step``, with the framework's own wait after each step and no clock inside. The figure
is the median over the pairs of blocks of harness ÷ bare − 1. Both collect garbage before a block,
as isograd always does. It gates nothing.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from isograd.run.cells import select
from isograd.run.environments import find
from isograd.run.fingerprint import allowed_cpus
from isograd.run.material import Material
from isograd.suite import load

WORKER = Path(__file__).with_name("overhead_worker.py")
MODES = ("pytorch/eager", "tensorflow/function", "keras/step-jax", "jax/jit", "paddle/dygraph")
BATCH, BATCHES = 2048, 8


def inputs(folder: load.TaskFolder, path: Path) -> Material:
    """The task's inputs, with an order of few large batches."""
    material = Material(folder.task, folder.task.steps, path)
    with np.load(material.inputs) as archive:
        arrays = {name: archive[name] for name in archive.files}
    rows = len(arrays["data/x"])
    rng = np.random.default_rng(0)
    arrays["order"] = rng.integers(0, rows, (BATCHES, BATCH), dtype=np.int64)
    np.savez(material.inputs, **arrays)
    return material


def median_interval(values: np.ndarray) -> tuple[float, float]:
    """95 % interval of the median from order statistics (Conover 1999, section 3.2)."""
    half = 1.96 * np.sqrt(len(values)) / 2
    middle = len(values) / 2
    ordered = np.sort(values)
    return float(ordered[int(middle - half)]), float(ordered[int(np.ceil(middle + half))])


def main() -> int:
    folder = load.find("digits-mlp")
    table = Table(title="Overhead of the harness on a bare loop, one core, float32")
    for column in ("mode", "bare step", "overhead (median)", "95 % interval", "pairs"):
        table.add_column(column, justify="left" if column == "mode" else "right")
    with tempfile.TemporaryDirectory() as scratch:
        material = inputs(folder, Path(scratch))
        for contestant in select(folder, modes=MODES, dtypes=["float32"]):
            environment = find(contestant.environment)
            name = f"{contestant.framework.id}/{contestant.mode.id}"
            if environment is None:
                table.add_row(name, "—", "no environment", "—", "—")
                continue
            request = {
                "cell": vars(material.cell(contestant)),
                "framework": contestant.framework.id,
                "adapter": str(contestant.framework.adapter),
                "backend": contestant.mode.backend,
                "affinity": allowed_cpus()[-1:],
            }
            done = subprocess.run(
                [environment.python, "-s", WORKER],
                input=json.dumps(request),
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                sys.stderr.write(done.stderr[-3000:])
                return 1
            made = json.loads(done.stdout.splitlines()[-1])
            ratios = np.array(made["harness_ns"]) / np.array(made["bare_ns"]) - 1
            low, high = median_interval(ratios)
            table.add_row(
                name,
                f"{np.median(made['bare_ns']) / 1e6:.2f} ms",
                f"{np.median(ratios):+.2%}",
                f"{low:+.2%} … {high:+.2%}",
                str(len(ratios)),
            )
    Console().print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
