"""The real worker through every request, with a framework in pure NumPy and this interpreter."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from isograd.errors import WorkerError
from isograd.run.session import Launch, Session
from isograd_worker import protocol

FRAMEWORK = Path(__file__).parent / "numpyfw"
STEPS, BATCH, RATE = 6, 8, 0.1
START = protocol.Start("numpyfw", str(FRAMEWORK / "adapter.py"), dtype="float64")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session(Launch(Path(sys.executable), {}, tmp_path / "scratch")) as opened:
        yield opened


@pytest.fixture
def started(session: Session) -> Session:
    session.request(START, protocol.Started, 30.0)
    return session


@pytest.fixture
def cell(tmp_path: Path) -> protocol.Cell:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((STEPS * BATCH, 1), dtype=np.float32)
    arrays = {
        "init/linear.kernel": np.full((1, 1), 0.5, np.float32),
        "init/linear.bias": np.full(1, -0.25, np.float32),
        "data/x": x,
        "data/y": np.float32(3) * x + np.float32(1),
        "order": np.arange(STEPS * BATCH).reshape(STEPS, BATCH),
    }
    inputs = tmp_path / "inputs é.npz"
    np.savez(inputs, **arrays)  # type: ignore[arg-type]
    return protocol.Cell(
        task="linear-regression",
        mode="eager",
        contract="stepwise",
        source=str(FRAMEWORK / "linear.py"),
        names={"linear.kernel": {"name": "w", "axes": [1, 0]}, "linear.bias": "b"},
        optimiser={"kind": "sgd", "learning_rate": RATE},
        inputs=str(inputs),
    )


def oracle(inputs: str, steps: int) -> tuple[list[float], list[float], list[float]]:
    """Losses, and kernel and bias after 0 … ``steps`` steps, in plain Python numbers."""
    with np.load(inputs) as archive:
        data = {name: archive[name].astype(np.float64) for name in archive.files}
    w, b = 0.5, -0.25
    losses, kernels, biases = [], [w], [b]
    for rows in data["order"].astype(int)[:steps]:
        x, y = data["data/x"][rows, 0], data["data/y"][rows, 0]
        error = w * x + b - y
        losses.append(float(np.mean(error**2)))
        w, b = w - RATE * 2 * float(np.mean(error * x)), b - RATE * 2 * float(np.mean(error))
        kernels.append(w)
        biases.append(b)
    return losses, kernels, biases


def proof(cell: protocol.Cell, tmp_path: Path, forced: str = "") -> protocol.Prove:
    return protocol.Prove(cell, STEPS, forced, str(tmp_path / "trace.npz"))


def load(path: str) -> dict[str, np.ndarray]:
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def test_start_sets_and_verifies(session: Session) -> None:
    cpu = min(os.sched_getaffinity(0))
    request = replace(START, affinity=[cpu], threads=1)
    reply = session.request(request, protocol.Started, 30.0)
    assert reply.versions == {"numpyfw": "1.0", "numpy": np.__version__}
    assert reply.settings["affinity"] == [cpu]
    assert (reply.settings["dtype"], reply.settings["omp"]) == ("float64", "1")
    assert reply.rss_bytes > 1_000_000
    # Neither the worker's own folder nor its working directory hides a module of the framework's.
    hiding = {"", str(Path(protocol.__file__).parent), str(session._launch.scratch)}
    assert not hiding & set(reply.settings["path"])


def test_a_stepwise_proof_follows_the_oracle(
    started: Session, cell: protocol.Cell, tmp_path: Path
) -> None:
    losses, kernels, biases = oracle(cell.inputs, STEPS)
    forced = tmp_path / "forced.npz"
    states: dict[str, np.ndarray] = {"steps": np.array([0, 3])}
    for t in (0, 3):
        states[f"{t}/parameter/linear.kernel"] = np.full((1, 1), kernels[t])
        states[f"{t}/parameter/linear.bias"] = np.full(1, biases[t])
    np.savez(forced, **states)  # type: ignore[arg-type]

    reply = started.request(proof(cell, tmp_path, str(forced)), protocol.Proved, 30.0)

    assert (reply.gradient, reply.loss, reply.steps) == ("read", "per-step", STEPS)
    assert reply.forced_steps == [0, 3]
    trace = load(reply.trace)
    assert trace["free/loss"].dtype == np.float64
    np.testing.assert_allclose(trace["free/loss"], losses, rtol=1e-13)
    for t in (1, STEPS):
        np.testing.assert_allclose(trace[f"free/{t}/parameter/linear.kernel"], [[kernels[t]]])
        np.testing.assert_allclose(trace[f"free/{t}/parameter/linear.bias"], [biases[t]])
    for t in (0, 3):
        np.testing.assert_allclose(trace[f"forced/{t}/loss"], losses[t])
        np.testing.assert_allclose(trace[f"forced/{t}/parameter/linear.bias"], [biases[t + 1]])
        np.testing.assert_allclose(
            trace[f"forced/{t}/gradient/linear.bias"], [(biases[t] - biases[t + 1]) / RATE]
        )
    expected = {"free/loss"}
    for prefix in (f"free/{1}", f"free/{STEPS}", "forced/0", "forced/3"):
        for name in ("linear.kernel", "linear.bias"):
            expected |= {f"{prefix}/parameter/{name}", f"{prefix}/gradient/{name}"}
    assert set(trace) == expected | {"forced/0/loss", "forced/3/loss"}


def test_a_whole_run_proof_follows_the_oracle(
    started: Session, cell: protocol.Cell, tmp_path: Path
) -> None:
    losses, kernels, biases = oracle(cell.inputs, STEPS)
    whole = replace(cell, contract="whole-run")
    reply = started.request(proof(whole, tmp_path), protocol.Proved, 30.0)
    assert (reply.gradient, reply.compiled_scope) == ("inferred", "whole-run")
    trace = load(reply.trace)
    for t in (1, 2, STEPS):
        np.testing.assert_allclose(trace[f"free/{t}/loss"], losses[:t])
        np.testing.assert_allclose(trace[f"free/{t}/parameter/linear.kernel"], [[kernels[t]]])
    np.testing.assert_allclose(
        trace["free/1/gradient/linear.bias"], [(biases[0] - biases[1]) / RATE]
    )


@pytest.mark.parametrize("contract", ["stepwise", "whole-run"])
def test_measuring_the_proven_callable(
    contract: str, started: Session, cell: protocol.Cell, tmp_path: Path
) -> None:
    cell = replace(cell, contract=contract)
    proved = started.request(proof(cell, tmp_path), protocol.Proved, 30.0)
    opened = started.request(protocol.Open(cell, 5), protocol.Opened, 30.0)
    assert opened.callable_sha256 == proved.callable_sha256
    assert min(opened.build_ns, opened.first_step_ns) > 0
    for _ in range(2):
        block = started.request(protocol.Round(5), protocol.Rounded, 30.0)
        assert len(block.step_ns) == (5 if contract == "stepwise" else 1)
        assert 0 < sum(block.step_ns) <= block.wall_ns
    memory = started.request(protocol.Memory(), protocol.MemoryUsed, 30.0)
    assert memory.peak_bytes >= memory.base_bytes > 1_000_000


def test_the_article_variant(started: Session, cell: protocol.Cell) -> None:
    done = started.request(protocol.Article(cell, 100, 20), protocol.ArticleDone, 30.0)
    assert len(done.losses) == 100
    np.testing.assert_allclose(done.parameters["linear.kernel"], [3.0], atol=1e-3)
    np.testing.assert_allclose(done.parameters["linear.bias"], [1.0], atol=1e-3)


@pytest.mark.parametrize(
    ("mode", "status", "reason_code", "message"),
    [
        ("unsupported", "unsupported", "framework_refuses", "numpyfw has no such mode"),
        ("missing", "missing", "no_cxx_compiler", "no g++"),
        (
            "raises",
            "error",
            "framework_error",
            "ValueError: shapes (1,) and (2,) do not match",
        ),
        ("exits", "error", "framework_error", "SystemExit: 3"),
        (
            "memory",
            "oom",
            "memory_error",
            "RuntimeError: DefaultCPUAllocator: can't allocate memory",
        ),
    ],
)
def test_a_failing_cell_leaves_the_worker_fit_for_the_next(
    mode: str,
    status: str,
    reason_code: str,
    message: str,
    started: Session,
    cell: protocol.Cell,
    tmp_path: Path,
) -> None:
    with pytest.raises(WorkerError) as caught:
        started.request(proof(replace(cell, mode=mode), tmp_path), protocol.Proved, 30.0)
    error = caught.value
    assert (error.status, error.reason_code, str(error)) == (status, reason_code, message)
    assert error.alive
    assert "adapter.py" in error.output  # the traceback
    reply = started.request(proof(cell, tmp_path), protocol.Proved, 30.0)
    assert reply.steps == STEPS


def test_a_hang_shows_the_line_that_hangs(
    started: Session, cell: protocol.Cell, tmp_path: Path
) -> None:
    with pytest.raises(WorkerError) as caught:
        started.request(proof(replace(cell, mode="hangs"), tmp_path), protocol.Proved, 0.5)
    assert caught.value.status == "timeout"
    assert "numpyfw/adapter.py" in caught.value.output


@pytest.mark.parametrize(
    ("backend", "reason_code", "message"),
    [
        ("broken", "import_failed", "No module named 'numpyfw'"),
        (
            "chatty",
            "protocol",
            "Started cannot be written as JSON: Object of type set is not JSON serializable",
        ),
    ],
)
def test_a_failed_start_is_fatal(
    backend: str, reason_code: str, message: str, session: Session
) -> None:
    with pytest.raises(WorkerError) as caught:
        session.request(replace(START, backend=backend), protocol.Started, 30.0)
    assert (caught.value.reason_code, str(caught.value)) == (reason_code, message)
    assert not caught.value.alive


def test_requests_out_of_order(session: Session, cell: protocol.Cell) -> None:
    with pytest.raises(WorkerError) as caught:
        session.request(protocol.Open(cell, 1), protocol.Opened, 30.0)
    assert str(caught.value) == "the first request must be Start"
    assert caught.value.reason_code == "protocol"


def test_a_round_before_open(started: Session) -> None:
    with pytest.raises(WorkerError) as caught:
        started.request(protocol.Round(1), protocol.Rounded, 30.0)
    assert str(caught.value) == "Round before Open"
    assert caught.value.alive


def test_a_second_start(started: Session) -> None:
    with pytest.raises(WorkerError) as caught:
        started.request(START, protocol.Started, 30.0)
    assert str(caught.value) == "Start may come only once"


def test_a_line_that_the_worker_cannot_read(started: Session) -> None:
    os.write(started._request_fd, b"rubbish\n")
    with pytest.raises(WorkerError) as caught:
        started.request(protocol.Memory(), protocol.MemoryUsed, 30.0)
    assert str(caught.value) == "not a JSON line: b'rubbish\\n'"


def test_the_worker_ends_at_the_end_of_the_pipe(started: Session) -> None:
    os.close(os.dup(started._request_fd))  # a duplicate closed is not the end …
    started.request(protocol.Memory(), protocol.MemoryUsed, 30.0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, started._request_fd)  # … the last one is
    os.close(nowhere)
    started._process.wait(10.0)
    assert started._process.returncode == 0


def test_the_worker_outlives_the_thread_that_opened_it(tmp_path: Path) -> None:
    launch = Launch(Path(sys.executable), {}, tmp_path)
    opened: list[Session] = []
    thread = threading.Thread(target=lambda: opened.append(Session(launch)))
    thread.start()
    thread.join()
    time.sleep(0.3)  # the parent-death signal of that thread would have arrived
    with opened[0] as session:
        assert session.request(START, protocol.Started, 30.0).versions["numpyfw"] == "1.0"
