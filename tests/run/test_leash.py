"""A campaign on a node ends with the process that started it, however that ends."""

import os
import signal
import subprocess
import sys

import psutil
import pytest
import shell as user
from shell import Shell

LEASH = (sys.executable, "-P", "-m", "isograd.run.sweep.leash")


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    return user.with_nullfw(tmp_path_factory.mktemp("leash"))


def start(shell: Shell, *arguments: str) -> "subprocess.Popen[str]":
    """As a worker of Ray would: SIGINT is blocked, the priority is low."""
    return subprocess.Popen(
        [*LEASH, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=shell.root,
        env=shell.variables,
        preexec_fn=lambda: (
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}),
            os.nice(5),
        ),
    )


def test_it_is_the_command_that_it_was_given(shell: Shell) -> None:
    with start(shell, "runs", "list", "--json") as process:
        assert process.stdout is not None
        out = process.stdout.read()  # not communicate, which would close its stdin
        assert 0 == process.wait(60)
    assert "isograd/runs" in out


def test_when_nobody_holds_it_workers_die_and_what_had_finished_is_kept(shell: Shell) -> None:
    with start(shell, "compare", "linear-regression", "--quick", "--no-report",
               "--frameworks", "nullfw") as process:  # fmt: skip
        user.wait_until_said(process, "nullfw eager float32: starting")
        below = user.family(process)
        assert [] != below
        assert process.stdin is not None
        process.stdin.close()
        assert 130 == process.wait(60)
    _, alive = psutil.wait_procs(below, timeout=10)
    assert [] == alive
    run = shell.document("run", "runs", "show", "latest")
    assert "interrupted" == run["run"]["state"]
    assert "ok" == run["records"][0]["payload"]["status"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only a superuser may raise a priority")
def test_the_low_priority_of_a_worker_is_not_passed_on(shell: Shell) -> None:
    arguments = ("compare", "linear-regression", "--frameworks", "nullfw", "--no-report")
    with start(shell, *arguments, "--figures", "none") as process:
        assert 0 == process.wait(120)
    run = shell.document("run", "runs", "show", "latest")
    nice = {record["settings"]["conditions"]["nice"] for record in run["records"]}
    assert {0} == nice
