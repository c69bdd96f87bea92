"""The evidence store under killed writers, several writers, and files that are not as they should.

Processes are real; only what permissions cannot show to a superuser is simulated.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from evidence_sample import MACHINE, PLAN, complete_run, fill

from isograd.errors import StoreError
from isograd.evidence import owner
from isograd.evidence.migrations import APPLICATION_ID, STEPS, migrate
from isograd.evidence.store import Store

# Begins a run, says its identifier, and adds records until it has enough or is killed.
WRITER = """
import sys
from pathlib import Path
from evidence_sample import MACHINE, PLAN
from isograd.evidence.store import Store
with Store.open(Path(sys.argv[1])) as store:
    run = store.begin(PLAN, MACHINE)
    print(run, flush=True)
    for number in range(int(sys.argv[2])):
        fact = store.fact({"shared": number})
        store.add(run, "verdict", {"number": number}, environment=fact)
        print(number, flush=True)
    store.finish(run, "complete")
"""


@contextmanager
def writer(store: Path, records: int) -> Iterator["subprocess.Popen[str]"]:
    """A process that writes; killed and reaped on exit, whatever the test did."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(store), str(records)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_killed_writer_leaves_all_that_it_had_added(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    with writer(path, 1_000_000) as process, Store.open(path) as store:
        assert process.stdout is not None
        run = process.stdout.readline().strip()
        assert "running" == store.summary(run).state
        with pytest.raises(StoreError, match=f"still running in process {process.pid}"):
            store.resume(run)
        while process.stdout.readline() != "20\n":
            pass
        process.send_signal(signal.SIGKILL)
        said = 21 + len(process.stdout.read().split())
        # Dead and not yet reaped: a zombie has to count as dead.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert "interrupted" == store.summary(run).state
        assert -signal.SIGKILL == process.wait()
        assert "interrupted" == store.summary(run).state
        numbers = [record.payload["number"] for record in store.records(run)]
        assert list(range(len(numbers))) == numbers
        assert len(numbers) in (said, said + 1)  # the last may be added but not yet said
        assert PLAN == store.resume(run)
        store.add(run, "verdict", {"number": "after"})
        store.finish(run, "complete")
        assert len(numbers) + 1 == len(store.records(run))


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"  # made by whoever comes first
    with ExitStack() as stack:
        processes = [stack.enter_context(writer(path, 40)) for _ in range(3)]
        outputs = [process.communicate()[0].split() for process in processes]
    assert [0, 0, 0] == [process.returncode for process in processes]
    with Store.open(path) as store:
        assert {output[0] for output in outputs} == {run.id for run in store.runs()}
        for run in store.runs():
            assert "complete" == run.state
            records = store.records(run.id)
            assert list(range(40)) == [record.payload["number"] for record in records]
            facts = [store.read_fact(record.environment) for record in records]
            assert [{"shared": number} for number in range(40)] == facts


def test_several_threads_use_one_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "evidence.sqlite") as store:
        run = store.begin(PLAN, MACHINE)

        def add(part: int) -> None:
            for number in range(20):
                store.add(run, "verdict", {"number": 20 * part + number})

        threads = [threading.Thread(target=add, args=(part,)) for part in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert set(range(80)) == {record.payload["number"] for record in store.records(run)}


def test_an_owner_is_this_very_process() -> None:
    mine = owner.current()
    assert owner.alive(mine)
    assert not owner.alive(mine._replace(started="1"))  # the number was given to another process
    assert not owner.alive(mine._replace(boot="another boot"))
    assert not owner.alive(mine._replace(pid=2**22 + 1))  # above Linux's largest pid_max


# -------------------------------------------------------------------- migrations


def version(path: Path) -> tuple[int, int]:
    database = sqlite3.connect(path)
    found = [
        database.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("user_version", "application_id")
    ]
    database.close()
    return found[0], found[1]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    path.touch()
    run = complete_run(path)
    assert (len(STEPS), APPLICATION_ID) == version(path)
    with Store.open(path) as store:
        assert [run] == [found.id for found in store.runs()]


def test_an_older_store_is_migrated_with_its_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "evidence.sqlite"
    run = complete_run(path)
    database = sqlite3.connect(path, isolation_level=None)
    migrate(database, [*STEPS, ["ALTER TABLE runs ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"]])
    assert [("none",)] == database.execute("SELECT note FROM runs").fetchall()
    database.close()
    assert (len(STEPS) + 1, APPLICATION_ID) == version(path)
    with pytest.raises(StoreError, match="written by a newer isograd") as caught:
        Store.open(path)
    assert caught.value.hint.startswith("update isograd")
    monkeypatch.setattr("isograd.evidence.database.migrate", lambda database: None)
    with Store.open(path) as store:
        assert 3 == len(store.records(run))


def test_a_migration_that_fails_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    run = complete_run(path)
    steps: list[Sequence[str]] = [*STEPS, ["CREATE TABLE half (x)", "THIS IS NO SQL"]]
    database = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(database, steps)
    assert (
        0 == database.execute("SELECT count(*) FROM sqlite_master WHERE name='half'").fetchone()[0]
    )
    database.close()
    with Store.open(path) as store:
        assert 3 == len(store.records(run))


# -------------------------------------------------------------------- files that fail


def refused(path: Path) -> StoreError:
    with pytest.raises(StoreError) as caught, Store.open(path) as store:
        for run in store.runs():
            store.records(run.id)
    assert str(path) in str(caught.value)
    assert caught.value.hint
    assert 1 == caught.value.exit_code
    return caught.value


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    path.write_text("loss: 0.1\n" * 1000)
    assert f"{path} is not an evidence store of isograd" == str(refused(path))
    assert "loss: 0.1\n" * 1000 == path.read_text()


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE history (url)")
    database.commit()
    database.close()
    before = path.read_bytes()
    assert f"{path} is not an evidence store of isograd" == str(refused(path))
    assert before == path.read_bytes()


def test_a_damaged_store(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    complete_run(path)
    with path.open("r+b") as file:  # closing checkpointed the WAL: all is in this file
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))
    error = refused(path)
    assert f"the evidence store {path} is damaged (database disk image is malformed)" == str(error)


def test_a_truncated_store(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    complete_run(path)
    os.truncate(path, 4096 * 2)
    assert "is damaged" in str(refused(path))


def test_a_full_disk_keeps_what_was_added(tmp_path: Path) -> None:
    with Store.open(tmp_path / "evidence.sqlite") as store:
        run, added = fill(store)
        pages = store._database.execute("PRAGMA page_count").fetchone()[0]
        store._database.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="cannot grow: the disk is full") as caught:
            store.add(run, "verdict", {"text": "x" * 100_000})
        assert caught.value.hint.startswith("free some space and resume the run")
        assert added == store.records(run)
        store._database.execute("PRAGMA max_page_count = 1000000")
        added.append(store.add(run, "verdict", {"text": "x" * 100_000}))
        assert added == store.records(run)


def test_a_folder_in_the_place_of_the_store(tmp_path: Path) -> None:
    assert "cannot be opened for writing" in str(refused(tmp_path))


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (sqlite3.SQLITE_READONLY_DIRECTORY, "cannot be opened for writing"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened for writing"),
        (sqlite3.SQLITE_IOERR_WRITE, "cannot be read or written"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "is locked by another process"),
        (sqlite3.SQLITE_FULL, "the disk is full"),
        (sqlite3.SQLITE_NOMEM, "failed (the words of SQLite)"),
    ],
)
def test_what_sqlite_reports_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, sentence: str
) -> None:
    def fail(*arguments: object, **options: object) -> sqlite3.Connection:
        error = sqlite3.OperationalError("the words of SQLite")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(sqlite3, "connect", fail)
    assert sentence in str(refused(tmp_path / "evidence.sqlite"))


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind a superuser")
def test_a_read_only_store(tmp_path: Path) -> None:
    path = tmp_path / "evidence.sqlite"
    complete_run(path)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="cannot be opened for writing"):
            complete_run(path)
    finally:
        tmp_path.chmod(0o755)


def test_a_store_locked_by_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("isograd.evidence.database._BUSY_SECONDS", 0.1)
    path = tmp_path / "evidence.sqlite"
    complete_run(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Store.open(path) as store:
        assert 1 == len(store.runs())  # readers do not wait for a writer
        with pytest.raises(StoreError, match="is locked by another process"):
            store.fact({"a": 1})
        other.execute("ROLLBACK")
        other.close()
        store.fact({"a": 1})
