"""What a session makes of a real framework that is killed or hangs inside its own runtime."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from isograd import registry
from isograd.errors import WorkerError
from isograd.run import environments
from isograd.run.session import Launch, Session
from isograd_worker import protocol

pytestmark = pytest.mark.real

ENDLESS = protocol.Prove(
    cell=protocol.Cell(
        task="none",
        mode="jit",
        contract="stepwise",
        source=str(Path(__file__).parent / "endless_jax.py"),
        names={},
        optimiser={"kind": "sgd", "learning_rate": 0.1},
        inputs="inputs.npz",
    ),
    steps=1,
    forced="",
    trace="trace.npz",
)


@pytest.fixture
def jax(tmp_path: Path) -> Iterator[Session]:
    """A worker that has imported JAX, on one CPU."""
    environment = environments.find("jax", "cpu")
    assert environment is not None, "make the environment first: isograd env create jax"
    np.savez(tmp_path / "inputs.npz", order=np.zeros((1, 1), np.int64))
    launch = Launch(environment.python, {}, scratch=tmp_path)
    with Session(launch) as session:
        start = protocol.Start(
            framework="jax",
            adapter=str(registry.frameworks()["jax"].adapter),
            affinity=[min(os.sched_getaffinity(0))],
        )
        started = session.request(start, protocol.Started, 120.0)
        assert started.versions["jax"]
        yield session


def in_the_loop(session: Session) -> None:
    while "into the loop" not in session.output_tail:
        time.sleep(0.02)


def test_killed_in_the_middle_of_a_request(jax: Session) -> None:
    def kill() -> None:
        in_the_loop(jax)
        os.kill(jax.hello.pid, signal.SIGKILL)

    threading.Thread(target=kill).start()
    with pytest.raises(WorkerError) as caught:
        jax.request(ENDLESS, protocol.Proved, 120.0)
    error = caught.value
    assert (error.status, error.reason_code) == ("error", "worker_died")
    assert str(error) == "The worker ended (SIGKILL) before it sent Proved."
    assert "into the loop" in error.output
    assert not psutil.pid_exists(jax.hello.pid)


def test_a_hang_inside_the_runtime(jax: Session) -> None:
    with pytest.raises(WorkerError) as caught:
        jax.request(ENDLESS, protocol.Proved, 5.0)
    error = caught.value
    assert (error.status, error.reason_code) == ("timeout", "timeout")
    assert "endless_jax.py" in error.output  # the stack, though the GIL may be held
    assert not psutil.pid_exists(jax.hello.pid)
