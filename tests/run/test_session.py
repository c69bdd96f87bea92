"""One worker's life against scripted workers that do everything a worker can do wrong."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from isograd.errors import WorkerError
from isograd.i18n import text
from isograd.run import processes
from isograd.run import session as session_module
from isograd.run.output import TAIL_BYTES
from isograd.run.session import Launch, Session
from isograd_worker import protocol

WORKERS = Path(__file__).parent / "workers"
HOST = Path(__file__).parent / "host.py"
USED = protocol.MemoryUsed(peak_bytes=2, base_bytes=1)


def left_behind() -> list[psutil.Process]:
    """Every living process that some session of this process started."""
    return processes.family(0, processes.new_token().split(".")[0])


@pytest.fixture(autouse=True)
def no_orphans() -> Iterator[None]:
    assert left_behind() == []
    yield
    assert left_behind() == []


@pytest.fixture
def launch(tmp_path: Path) -> Callable[..., Launch]:
    def make(worker: str, **settings: object) -> Launch:
        path = WORKERS / f"{worker}.py"
        fields = {"environment": {}, "scratch": tmp_path / "scratch", **settings}
        return Launch(python=Path(sys.executable), worker=path, **fields)  # type: ignore[arg-type]

    return make


def ask(session: Session, timeout: float = 20.0) -> protocol.MemoryUsed:
    return session.request(protocol.Memory(), protocol.MemoryUsed, timeout)


def gone(pids: list[int], seconds: float = 10.0) -> bool:
    deadline = time.monotonic() + seconds
    while any(psutil.pid_exists(pid) and alive(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


# --- a worker that behaves ------------------------------------------------------------------


def test_an_honest_worker_serves_and_ends(launch: Callable[..., Launch]) -> None:
    with Session(launch("honest")) as session:
        assert session.hello.protocol == protocol.VERSION
        assert [ask(session), ask(session)] == [USED, USED]
        pid = session.hello.pid
    session.close()  # again: nothing happens
    assert not psutil.pid_exists(pid)
    with pytest.raises(WorkerError) as caught:
        ask(session)
    assert caught.value.reason_code == "session_closed"


def test_paths_with_spaces_and_chinese(launch: Callable[..., Launch], tmp_path: Path) -> None:
    folder = tmp_path / "工作 目录" / "é"
    with Session(launch("honest", scratch=folder)) as session:
        assert ask(session) == USED
        assert Path(f"/proc/{session.hello.pid}/cwd").readlink() == folder


def test_the_environment_is_ours_alone(
    launch: Callable[..., Launch], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "SOME_FRAMEWORK_FLAG"):
        monkeypatch.setenv(name, "/nowhere")
    with Session(launch("honest", environment={"KERAS_BACKEND": "jax"})) as session:
        found = psutil.Process(session.hello.pid).environ()
    assert not {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "SOME_FRAMEWORK_FLAG"} & set(found)
    assert found["KERAS_BACKEND"] == "jax"
    assert found["PYTHONHASHSEED"] == "0"
    assert found["PATH"] == os.environ["PATH"]


def test_stdout_is_captured_and_harmless(launch: Callable[..., Launch]) -> None:
    with Session(launch("prints")) as session:
        assert ask(session) == USED
        assert ask(session) == USED
    once = 'Epoch 1/10\n{"id": 1, "type": "MemoryUsed", "body": {}}\n\ufffd\n'
    assert session.output_tail == 2 * once


def test_a_flood_on_stderr_neither_blocks_nor_fills_memory(launch: Callable[..., Launch]) -> None:
    before = psutil.Process().memory_info().rss
    with Session(launch("floods_stderr")) as session:
        assert ask(session, 60.0) == USED
    assert session.output_tail.endswith("x\nthe last line\n")
    assert len(session.output_tail) < TAIL_BYTES + 100
    assert psutil.Process().memory_info().rss - before < 30 << 20


# --- faults ---------------------------------------------------------------------------------

FAULTS = {
    "dies_at_import": (
        "error",
        "worker_died",
        "The worker ended (SIGSEGV) before it sent MemoryUsed.",
    ),
    "dies_in_reply": (
        "error",
        "worker_died",
        "The worker ended (exit 7) before it sent MemoryUsed.",
    ),
    "hangs": ("timeout", "timeout", "The worker sent no MemoryUsed within 1 s."),
    "killed": (
        "error",
        "worker_died",
        "The worker ended (SIGKILL) before it sent MemoryUsed.",
    ),
    "rubbish": (
        "error",
        "protocol",
        "The worker broke the protocol: not a JSON line: b'Epoch 1/10\\n'",
    ),
    "wrong_id": (
        "error",
        "protocol",
        "The worker broke the protocol: expected the reply to request 1, got a MemoryUsed for 2",
    ),
    "wrong_type": (
        "error",
        "protocol",
        "The worker broke the protocol: expected MemoryUsed, got Opened",
    ),
    "wrong_field": (
        "error",
        "protocol",
        "The worker broke the protocol: MemoryUsed.peak_bytes has the wrong type: '2'",
    ),
    "wrong_status": (
        "error",
        "protocol",
        "The worker broke the protocol: a failure of unknown status 'ok'",
    ),
    "long_line": (
        "error",
        "protocol",
        "The worker broke the protocol: a line of more than 8388608 bytes",
    ),
    "closes_pipe": (
        "error",
        "protocol",
        "The worker broke the protocol: it closed its pipe and lives on, without MemoryUsed",
    ),
}


@pytest.mark.parametrize("worker", FAULTS)
def test_a_fault_becomes_a_status(worker: str, launch: Callable[..., Launch]) -> None:
    with Session(launch(worker)) as session:
        pid = session.hello.pid
        with pytest.raises(WorkerError) as caught:
            ask(session, 1.0 if worker == "hangs" else 20.0)
        error = caught.value
        assert (error.status, error.reason_code, str(error)) == FAULTS[worker]
        assert not error.alive
        assert gone([pid])
        with pytest.raises(WorkerError) as again:
            ask(session)
        assert again.value is error
        for language in ("en", "zh"):
            assert text(f"reason.{error.reason_code}", language, **error.details)


def test_dying_at_the_start(launch: Callable[..., Launch]) -> None:
    with pytest.raises(WorkerError) as caught:
        Session(launch("dies_at_start"))
    error = caught.value
    assert str(error) == "The worker ended (exit 1) before it sent Hello."
    assert (error.status, error.reason_code, error.alive) == ("error", "worker_died", False)
    assert error.output == "no luck today\n"


def test_hanging_at_the_start(launch: Callable[..., Launch]) -> None:
    with pytest.raises(WorkerError) as caught:
        Session(launch("hangs_at_start"), greet_timeout=0.5)
    assert str(caught.value) == "The worker sent no Hello within 0.5 s."
    assert (caught.value.status, caught.value.reason_code) == ("timeout", "timeout")


def test_another_version(launch: Callable[..., Launch]) -> None:
    with pytest.raises(WorkerError) as caught:
        Session(launch("wrong_version"))
    assert caught.value.reason_code == "protocol_version"
    assert str(caught.value) == "The worker speaks version 999 of the protocol, isograd version 1."


def test_an_interpreter_that_is_not_there(tmp_path: Path) -> None:
    nowhere = tmp_path / "bin" / "python"
    with pytest.raises(WorkerError) as caught:
        Session(Launch(nowhere, {}, tmp_path))
    assert caught.value.reason_code == "spawn_failed"
    assert str(caught.value) == (
        f"The worker could not be started with {nowhere}: No such file or directory ({nowhere})."
    )


def test_a_crash_and_a_hang_tell_where(launch: Callable[..., Launch]) -> None:
    with Session(launch("dies_at_import")) as session, pytest.raises(WorkerError) as crash:
        ask(session)
    assert "Fatal Python error: Segmentation fault" in crash.value.output
    with Session(launch("hangs")) as session, pytest.raises(WorkerError) as hang:
        ask(session, 0.5)
    assert "in sleep_forever" in hang.value.output


def test_a_reply_of_a_worker_that_died_after_it_counts(launch: Callable[..., Launch]) -> None:
    with Session(launch("replies_then_dies")) as session:
        assert ask(session) == USED
        with pytest.raises(WorkerError) as caught:
            ask(session)
    assert caught.value.reason_code == "worker_died"


def test_an_unasked_line_is_not_taken_for_the_next_reply(launch: Callable[..., Launch]) -> None:
    with Session(launch("speaks_unasked")) as session:
        assert ask(session) == USED
        with pytest.raises(WorkerError) as caught:
            ask(session)
    assert caught.value.reason_code == "protocol"


def test_a_worker_that_does_not_read(launch: Callable[..., Launch]) -> None:
    patches = ["x" * 1000] * 1000  # more than a pipe holds
    cell = protocol.Cell("t", "m", "stepwise", "s.py", {}, {}, "i.npz")
    prove = protocol.Prove(cell, 1, "", "t.npz", patches)
    with Session(launch("deaf")) as session, pytest.raises(WorkerError) as caught:
        session.request(prove, protocol.Proved, 1.0)
    assert caught.value.status == "timeout"


def test_reported_failures(launch: Callable[..., Launch]) -> None:
    with Session(launch("fails")) as session:
        with pytest.raises(WorkerError) as first:
            ask(session)
        assert (first.value.status, first.value.reason_code) == ("oom", "memory_error")
        assert str(first.value) == "MemoryError: 8 GiB"
        assert first.value.output == "the traceback"
        assert first.value.alive
        with pytest.raises(WorkerError) as second:
            ask(session)
        assert (second.value.status, second.value.reason_code) == ("error", "import_failed")
        assert not second.value.alive


# --- memory ---------------------------------------------------------------------------------


@pytest.mark.parametrize("worker", ["eats_memory", "child_eats_memory"])
def test_over_the_memory_limit(worker: str, launch: Callable[..., Launch]) -> None:
    with Session(launch(worker, memory_limit_bytes=200 << 20)) as session:
        with pytest.raises(WorkerError) as caught:
            ask(session)
        assert (caught.value.status, caught.value.reason_code) == ("oom", "memory_limit")
        assert str(caught.value).endswith("over the limit of 200 MiB.")


def test_killed_by_the_kernel_for_memory(
    launch: Callable[..., Launch], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = iter([4, 5])
    monkeypatch.setattr(processes, "kernel_oom_kills", lambda: next(counts))
    with Session(launch("killed")) as session, pytest.raises(WorkerError) as caught:
        ask(session)
    assert (caught.value.status, caught.value.reason_code) == ("oom", "killed_for_memory")


def test_the_kernel_counter_is_readable_here() -> None:
    assert "oom_kill " in Path("/proc/vmstat").read_text("utf-8")
    assert processes.kernel_oom_kills() >= 0


# --- pause, end -----------------------------------------------------------------------------


def test_pause_stops_the_whole_family(launch: Callable[..., Launch]) -> None:
    with Session(launch("forks")) as session:
        ask(session)
        head = psutil.Process(session.hello.pid)
        everyone = [head, *head.children(recursive=True)]
        assert len(everyone) == 4
        session.pause()
        assert {p.status() for p in everyone} == {psutil.STATUS_STOPPED}
        with pytest.raises(RuntimeError, match="resume"):
            ask(session)
        session.resume()
        assert psutil.STATUS_STOPPED not in {p.status() for p in everyone}


def test_a_paused_worker_answers_after_resume_and_can_be_closed(
    launch: Callable[..., Launch],
) -> None:
    with Session(launch("honest")) as session:
        session.pause()
        session.resume()
        assert ask(session) == USED
        session.pause()
        begin = time.monotonic()
    assert time.monotonic() - begin < session_module.GRACE_SECONDS  # it heard the Stop


def test_close_ends_what_ignores_sigterm(
    launch: Callable[..., Launch], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "GRACE_SECONDS", 0.3)
    with Session(launch("ignores_sigterm")) as session:
        pid = session.hello.pid
    assert not psutil.pid_exists(pid)


def family_of(session: Session) -> list[int]:
    while session.output_tail.count("pid ") < 5:
        time.sleep(0.02)
    lines = [line for line in session.output_tail.splitlines() if line.startswith("pid ")]
    return [session.hello.pid] + [int(line.split()[1]) for line in lines]


def test_close_leaves_no_child(launch: Callable[..., Launch]) -> None:
    with Session(launch("forks")) as session:
        ask(session)
        pids = family_of(session)
        assert all(map(alive, pids))
    assert not any(map(alive, pids))


def test_a_failure_leaves_no_child(launch: Callable[..., Launch]) -> None:
    with Session(launch("forks")) as session:
        ask(session)
        pids = family_of(session)
        with pytest.raises(WorkerError) as caught:
            ask(session, 0.5)
        assert caught.value.status == "timeout"
        assert not any(map(alive, pids))


def test_close_from_another_thread_ends_a_request(launch: Callable[..., Launch]) -> None:
    session = Session(launch("hangs"))
    threading.Timer(0.5, session.close).start()
    begin = time.monotonic()
    with pytest.raises(WorkerError) as caught:
        ask(session, 60.0)
    assert caught.value.reason_code == "session_closed"
    assert time.monotonic() - begin < 10.0
    session.close()


# --- the host ends --------------------------------------------------------------------------

ENDS = {
    "ctrl-c": ("", signal.SIGINT, -signal.SIGINT),
    "sigterm-as-the-command-line-takes-it": ("cli", signal.SIGTERM, -signal.SIGINT),
    "sigterm-unhandled": ("", signal.SIGTERM, -signal.SIGTERM),
    "sigkill": ("", signal.SIGKILL, -signal.SIGKILL),
    "exception": ("raise", None, 1),
}


@pytest.mark.parametrize("end", ENDS)
def test_no_orphans_when_the_host_ends(end: str, tmp_path: Path) -> None:
    how, number, code = ENDS[end]
    command = [sys.executable, str(HOST), str(WORKERS / "forks.py"), str(tmp_path / "s"), how]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as host:
        assert host.stdout is not None
        lines: list[str] = []
        while not lines or lines[-1] != "ready":
            lines.append(host.stdout.readline().strip())
            assert lines[-1], host.stderr.read() if host.stderr else ""
        pids = [int(line.split()[1]) for line in lines if line.startswith("pid ")]
        assert len(pids) == 6
        # One of them sheds its marker by executing anew, which may still be under way.
        deadline = time.monotonic() + 20.0
        while len(reachable := [pid for pid in pids if marked(pid)]) > 5:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        if number is not None:
            assert all(map(alive, pids))
            time.sleep(0.2)  # into the request
            host.send_signal(number)
        assert host.wait(20.0) == code
    if number is None or how == "cli" or number == signal.SIGINT:  # the host cleaned up itself
        assert gone(pids)
        return
    # It could not. Its guard finds all but the one that has neither marker nor parent nor session.
    assert gone(reachable)
    assert len(reachable) == 5
    for pid in set(pids) - set(reachable):
        os.kill(pid, signal.SIGKILL)


def marked(pid: int) -> bool:
    try:
        return processes.MARKER in psutil.Process(pid).environ()
    except psutil.Error:
        return False
