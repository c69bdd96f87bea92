"""Does parity ever raise a false alarm? The matrix again and again, under background load.

Every cell is known to be at parity, so each one that is not `ok` is a false alarm. `make alarms`
runs what the results file lacks (one JSON line a task and repetition, so that a campaign that is
killed goes on): 20 times the reduced matrix of `make test`, 5 times the lengths of `make matrix`.

    benchmarks/alarms.py [--results FILE] [--only reduced,default] [--summary]
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from load import Load
from resumable import read

from isograd.suite import load

HERE = Path(__file__).parent
REPETITIONS = {"reduced": 20, "default": 5}
ISOGRAD = str(Path(sys.executable).with_name("isograd"))
KEY = ("variant", "repetition", "task")


def once(variant: str, task: str) -> dict[str, Any]:
    """One pass over all cells of one task."""
    command = [ISOGRAD, "compare", task, "--variant", variant, "--figures", "none"]
    command += ["--no-report", "--no-create", "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: exit code {done.returncode}")
    cells = json.loads(done.stdout)["cells"]
    alarms = [
        {name: cell[name] for name in ("framework", "mode", "dtype", "status", "reason")}
        for cell in cells
        if cell["status"] not in ("ok", "unsupported")
    ]
    worst = max(d["ratio"] or 0.0 for c in cells if c["parity"] for d in c["parity"]["worst"])
    return {"cells": len(cells), "worst": worst, "alarms": alarms}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--results", type=Path, default=HERE / "results" / "alarms.jsonl")
    parser.add_argument("--only", default=",".join(REPETITIONS))
    parser.add_argument("--summary", action="store_true")
    options = parser.parse_args()
    if not options.summary:
        options.results.parent.mkdir(exist_ok=True)
        done = read(options.results, KEY)
        with Load(), options.results.open("a", encoding="utf-8") as sink:
            for variant in options.only.split(","):
                for repetition in range(REPETITIONS[variant]):
                    for task in load.names():
                        if (variant, repetition, task) in done:
                            continue
                        begin = time.monotonic()
                        made = once(variant, task)
                        line = {"variant": variant, "repetition": repetition, "task": task}
                        line |= {"took": time.monotonic() - begin, **made}
                        sink.write(json.dumps(line) + "\n")
                        sink.flush()
                        sys.stderr.write(
                            f"{variant} {repetition} {task}: {line['took']:.0f} s, "
                            f"{len(made['alarms'])} alarms\n"
                        )
    for line in summary(read(options.results, KEY)):
        sys.stdout.write(line + "\n")
    return 0


def summary(done: dict[tuple[Any, ...], dict[str, Any]]) -> Iterator[str]:
    """One line a variant, then every alarm."""
    tasks = len(load.names())
    for variant, count in REPETITIONS.items():
        mine = [one for (v, _, _), one in done.items() if v == variant]
        if not mine:
            yield f"{variant}: no pass yet"
            continue
        cells = sum(one["cells"] for one in mine)
        alarms = sum(len(one["alarms"]) for one in mine)
        worst = max(one["worst"] for one in mine)
        yield (
            f"{variant}: {len(mine)} of {count * tasks} passes over a task, {cells} cells, "
            f"{alarms} false alarms; largest deviation ÷ bound {worst:.2f}"
        )
        for one in mine:
            for alarm in one["alarms"]:
                yield f"  {one['task']} {alarm}"


if __name__ == "__main__":
    raise SystemExit(main())
