"""`isograd sweep` on a Ray cluster of several nodes, as a user starts it; a node is killed."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
import ray_cluster
import shell as user
from shell import Shell

from isograd.evidence.document import launch_of
from isograd.evidence.store import Store

pytestmark = pytest.mark.real

CELLS = ("--frameworks", "nullfw", "--modes", "eager,run", "--jobs", "1")
BOTH = ("--dtypes", "float32,float64")


@dataclass
class Nodes:
    """The cluster of this module."""

    on: str
    alive: list[str]
    process: "subprocess.Popen[str]"

    def kill(self, start: str) -> None:
        """Kill the node whose identifier begins like that."""
        (node,) = [one for one in self.alive if one.startswith(start)]
        self.alive.remove(node)
        assert self.process.stdin is not None
        self.process.stdin.write(node + "\n")
        self.process.stdin.flush()


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    made = user.with_nullfw(tmp_path_factory.mktemp("sweep"))
    made.variables |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
    return made


@pytest.fixture(scope="module")
def nodes(shell: Shell) -> Iterator[Nodes]:
    with subprocess.Popen(
        [sys.executable, ray_cluster.__file__, "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=shell.root,
        env=shell.variables,
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        told = json.loads(process.stdout.readline())
        yield Nodes(told["on"], told["nodes"], process)
        process.stdin.close()


def said(process: "subprocess.Popen[str]", pattern: str, times: int = 1) -> "re.Match[str]":
    """Read its stderr up to the line that is the last of so many which match."""
    assert process.stderr is not None
    lines: list[str] = []
    deadline = time.monotonic() + 120
    while True:
        assert time.monotonic() < deadline, lines
        lines.append(process.stderr.readline())
        assert lines[-1], f"it ended without saying {pattern!r}: {lines}"
        found = re.search(pattern, lines[-1])
        times -= found is not None
        if found is not None and times == 0:
            return found


def campaigns_alive(shell: Shell) -> list[str]:
    """Processes of campaigns and of their workers; the guard that ends them may be about to."""
    found = []
    for process in psutil.process_iter():
        try:
            mine = process.environ().get("ISOGRAD_DATA") == shell.variables["ISOGRAD_DATA"]
            line = " ".join(process.cmdline())
        except psutil.Error:
            continue
        if mine and ("sweep.leash" in line or "isograd_worker" in line):
            found.append(line)
    return found


def wait_until_none_is_alive(shell: Shell) -> None:
    deadline = time.monotonic() + 20
    while campaigns_alive(shell) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert [] == campaigns_alive(shell)


def store(shell: Shell) -> Store:
    return Store.open(Path(shell.variables["ISOGRAD_DATA"]) / "evidence.sqlite")


def waves(records: list[Any]) -> set[int]:
    launches = [launch_of(record) for record in records]
    return {one.wave for one in launches if one is not None and one.role == "timed"}


def test_ctrl_c_ends_the_campaigns_and_keeps_what_had_finished(shell: Shell, nodes: Nodes) -> None:
    process = shell.start("sweep", "linear-regression", "--on", nodes.on, *CELLS, "--quick")
    said(process, "run float32: ok$")
    said(process, "eager float32: starting$")
    assert [] != campaigns_alive(shell)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (130, "") == (process.returncode, out), err
    assert "Traceback" not in err
    wait_until_none_is_alive(shell)
    with store(shell) as evidence:
        (run,) = evidence.runs()
        assert ("interrupted", True) == (run.state, run.imported)
        assert 2 == len(evidence.records(run.id, "parity"))


def test_a_node_that_dies_loses_no_finished_cell(shell: Shell, nodes: Nodes) -> None:
    process = shell.start(
        *("sweep", "linear-regression", "--on", nodes.on, *CELLS, *BOTH, "--quick", "--json"),
        *("--set", "--figures float32", "--set", "--figures none"),
    )
    first = said(process, r"--figures float32: goes to [^:]+:(\w+)$")
    said(process, "ok, timed$", times=2 + 3)  # two pilots; two cells and the twin of wave 1
    said(process, "starting$")  # wave 1 is kept as a whole, then wave 2 begins
    nodes.kill(first[1])
    said(process, f"--figures float32: .*:{first[1]} is lost .* 4 finished cells are kept")
    second = said(process, r"--figures float32: goes to [^:]+:(\w+)$")
    assert first[1] != second[1]
    out, err = process.communicate(timeout=120)
    assert 0 == process.returncode, err
    timed, untimed = json.loads(out)["campaigns"]
    assert ("complete", "complete") == (timed["state"], untimed["state"])
    assert ({"ok": 4}, {"ok": 4}) == (timed["cells"], untimed["cells"])
    (lost,) = timed["lost_runs"]
    wait_until_none_is_alive(shell)
    with store(shell) as evidence:
        assert "interrupted" == evidence.summary(lost).state
        assert "complete" == evidence.summary(timed["run"]).state
        before, after = evidence.records(lost), evidence.records(timed["run"])
        proofs = {one.id: one for one in before if one.kind == "parity"}
        # The proofs are taken over, each with a word of where it was made …
        assert 4 == len(proofs)
        kept = [one for one in after if one.kind == "parity"]
        assert [*proofs] == [one.settings["proven_in"]["record"] for one in kept]
        assert [one.payload for one in proofs.values()] == [one.payload for one in kept]
        # … and no launch is: timing began anew, after the last of the node that died.
        assert {1} <= waves(before) < {1, 2, 3} == waves(after)
        last = max(one.created for one in before)
        assert [] == [one.id for one in after if one.kind != "parity" and one.created < last]
        machine = evidence.info(timed["run"]).machine
        assert f"{machine['node']}:{second[1]}" == timed["node"]
    shell.run("runs", "check", timed["run"])
    listed, _ = shell.run("runs", "list")
    assert re.search(rf"{timed['run']} .*\b{machine['node']}\b", listed)


def test_local_needs_no_cluster(shell: Shell) -> None:
    (swept,) = shell.document(
        "sweep",
        *("sweep", "linear-regression", "--on", "local", *CELLS, "--figures", "none"),
    )["campaigns"]
    assert ("complete", {"ok": 4}) == (swept["state"], swept["cells"])
    with store(shell) as evidence:
        assert "node" not in evidence.info(swept["run"]).machine
