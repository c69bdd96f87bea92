"""The evidence store: immutable records of all runs in one SQLite file (WAL).

Every addition is one committed transaction, so a supervisor that is killed leaves all that it had
added. Several processes may use one store at once, and several threads one `Store`. What must not
change is kept by triggers (see `migrations`), and each record and fact is checked against its hash
when it is read.
"""

import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from isograd import __version__, paths
from isograd.errors import StoreError, UsageError
from isograd.evidence import owner
from isograd.evidence.content import RunContent, canonical, digest, parse, record_id
from isograd.evidence.database import connect
from isograd.evidence.listing import RunSummary
from isograd.evidence.model import Cell, Kind, Record, RunInfo, RunPlan, RunState
from isograd.evidence.names import match, unknown
from isograd.evidence.trouble import explained, store_error
from isograd.i18n import text

_SUMMARIES = (
    "SELECT runs.*, (SELECT count(*) FROM records WHERE run = runs.id) AS records FROM runs"
)
_REFERENCES = ("environment", "machine", "source")  # fields of a record that name facts


class Store:
    """An open store; a context manager that closes it."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self._database = database
        self._lock = threading.RLock()
        self._facts: dict[str, str] = {}  # stored by this process, see `add`

    @classmethod
    def open(cls, path: Path | None = None) -> "Store":
        """Open the store, made or migrated if need be; `StoreError` says why it cannot be."""
        path = path or paths.evidence()
        with explained(path):
            database = connect(path)
        return cls(path, database)

    def close(self) -> None:
        with self._lock:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ---------------------------------------------------------------- writing

    def begin(self, plan: RunPlan, machine: dict[str, Any]) -> str:
        """Note a new run of this process, state running; returns its identifier."""
        stem = re.sub(r"[^\w-]+", "-", plan.task).strip("-") or "task"
        content = canonical(plan.model_dump())
        with self._transaction() as database:
            sha256 = self._put_fact(machine)
            for _ in range(100):
                now = datetime.now(UTC)
                run = f"{now:%Y%m%d-%H%M}-{stem}-{secrets.token_hex(2)}"
                if not database.execute("SELECT 1 FROM runs WHERE id = ?", (run,)).fetchone():
                    break
            self._insert_run(run, _iso(now), __version__, content, sha256, None)
        return run

    def resume(self, run: str) -> RunPlan:
        """Take over an interrupted run, state running again; returns what it set out to do.

        `StoreError` if it is complete, came from another machine, or still runs elsewhere.
        """
        with self._transaction() as database:
            row = self._row(run)
            mine = owner.current()
            if row["state"] == "complete" or row["imported"]:
                key = "imported" if row["imported"] else "complete"
                raise StoreError(text(f"runs.resume_{key}", run=run), hint=text("runs.resume_hint"))
            if _state(row) == "running" and _owner(row) != mine:
                raise StoreError(
                    text("runs.resume_running", run=run, pid=row["owner_pid"]),
                    hint=text("runs.resume_running_hint"),
                )
            database.execute(
                "UPDATE runs SET state = 'running', finished = NULL,"
                " owner_pid = ?, owner_started = ?, owner_boot = ? WHERE id = ?",
                (*mine, run),
            )
            return self._plan(row)

    def finish(self, run: str, state: RunState) -> None:
        """Note how the run ended, ``complete`` or ``interrupted``; a complete one is closed."""
        with self._transaction() as database:
            self._row(run)
            database.execute(
                "UPDATE runs SET state = ?, finished = ? WHERE id = ?",
                (state, None if state == "running" else _iso(datetime.now(UTC)), run),
            )

    def fact(self, value: dict[str, Any]) -> str:
        """Store a shared part once; returns the SHA-256 by which records refer to it."""
        with self._transaction():
            return self._put_fact(value)

    def add(
        self,
        run: str,
        kind: Kind,
        payload: dict[str, Any],
        *,
        cell: Cell | None = None,
        environment: str = "",
        machine: str = "",
        source: str = "",
        settings: dict[str, Any] | None = None,
    ) -> Record:
        """Add one record to a running run, committed on return.

        ``environment``, ``machine`` and ``source`` are facts' hashes; without ``machine`` it is
        the run's. `ValueError` for a payload that is no JSON (NaN, arrays); `StoreError` where
        the run takes no records or a fact is unknown.
        """
        with self._transaction():
            # A fact of ours may have gone with another run that was deleted since.
            for sha256 in {environment, machine, source} & self._facts.keys():
                self._insert_fact(sha256, self._facts[sha256])
            fields: dict[str, Any] = {
                "run": run,
                "kind": kind,
                "cell": cell and cell.model_dump(),
                "created": _iso(datetime.now(UTC)),
                "environment": environment,
                "machine": machine or self._row(run)["machine"],
                "source": source,
                "settings": settings or {},
                "payload": payload,
            }
            fields = parse(canonical(fields))  # as it will be read: lists for tuples
            record = Record(id=record_id(fields), **fields)
            self._insert_record({"id": record.id, **fields})
        return record

    def import_run(self, content: RunContent, *, more: bool = False, begun: bool = False) -> None:
        """Add a run of another store as it is, whole or not at all.

        With ``more`` it stays running, owned by this process, and takes further records of the
        same run by ``begun``, until `finish`. The caller has checked the content (see `bundle`)
        and, at the beginning, that no run has its identifier.
        """
        run = content.run
        with self._transaction() as database:
            for fact in content.facts.values():
                self._put_fact(fact)
            # Running while its records come in: the triggers let no other run take any.
            if not begun:
                summary = (run["id"], run["created"], run["isograd"], canonical(run["plan"]))
                self._insert_run(*summary, run["machine"], _iso(datetime.now(UTC)))
            for record in content.records:
                self._insert_record(record)
            if not more:
                database.execute(
                    "UPDATE runs SET state = ?, finished = ? WHERE id = ?",
                    (run["state"], run["finished"], run["id"]),
                )

    def delete(self, run: str) -> None:
        """Delete a run with its records, and the facts that nothing refers to any more."""
        with self._transaction() as database:
            row = self._row(run)
            if _state(row) == "running":
                raise StoreError(
                    text("runs.delete_running", run=run, pid=row["owner_pid"]),
                    hint=text("runs.delete_running_hint"),
                )
            database.execute("DELETE FROM runs WHERE id = ?", (run,))
            database.execute(
                "DELETE FROM facts WHERE NOT EXISTS (SELECT 1 FROM records"
                " WHERE sha256 IN (records.environment, records.machine, records.source))"
                " AND sha256 NOT IN (SELECT machine FROM runs)"
            )

    # ---------------------------------------------------------------- reading

    def read_fact(self, sha256: str) -> dict[str, Any]:
        """The shared part of that hash; `StoreError` if it is absent or damaged."""
        with self._reading() as database:
            found = database.execute(
                "SELECT content FROM facts WHERE sha256 = ?", (sha256,)
            ).fetchone()
        if found is None:
            raise store_error("absent", self.path, sha256)
        if digest(found["content"]) != sha256:
            raise store_error("corrupt", self.path, sha256)
        value: dict[str, Any] = parse(found["content"])
        return value

    def records(self, run: str, kind: Kind | None = None) -> list[Record]:
        """The run's records in the order in which they were added."""
        with self._reading() as database:
            self._row(run)
            rows = database.execute(
                "SELECT id, content FROM records WHERE run = ? AND kind = coalesce(?, kind)"
                " ORDER BY sequence",
                (run, kind),
            ).fetchall()
        return [self._record(row) for row in rows]

    def record(self, identifier: str) -> Record:
        """One record; `UsageError` if there is none of that identifier."""
        with self._reading() as database:
            row = database.execute(
                "SELECT id, content FROM records WHERE id = ?", (identifier,)
            ).fetchone()
        if row is None:
            raise UsageError(
                text("runs.unknown_record", record=identifier), hint=text("runs.show_hint")
            )
        return self._record(row)

    def runs(self) -> list[RunSummary]:
        """All runs, newest first."""
        with self._reading() as database:
            rows = database.execute(f"{_SUMMARIES} ORDER BY created DESC, rowid DESC").fetchall()
        return [self._summary(row) for row in rows]

    def summary(self, run: str) -> RunSummary:
        """One run as `runs` lists it."""
        with self._reading() as database:
            row = database.execute(f"{_SUMMARIES} WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise unknown(run)
        return self._summary(row)

    def plan(self, run: str) -> RunPlan:
        """What the run set out to do."""
        with self._reading():
            return self._plan(self._row(run))

    def info(self, run: str) -> RunInfo:
        """The run as documents show it, with its machine and the environments of its records."""
        with self._reading() as database:
            row = self._row(run)
            environments: dict[str, dict[str, Any]] = {}
            for (sha256,) in database.execute(
                "SELECT environment FROM records WHERE run = ? AND environment IS NOT NULL"
                " GROUP BY environment ORDER BY min(sequence)",
                (run,),
            ).fetchall():
                fact = self.read_fact(sha256)
                name = str(fact.get("id", sha256[:12]))
                # Rebuilt between two sittings of a resumed run: both are shown.
                environments[f"{name}@{sha256[:12]}" if name in environments else name] = fact
            return RunInfo(
                id=run,
                created=row["created"],
                finished=row["finished"],
                state=_state(row),
                isograd=row["isograd"],
                settings=self._plan(row).settings,
                machine=self.read_fact(row["machine"]),
                environments=environments,
            )

    def content(self, run: str, *, running: bool = False, skip: int = 0) -> RunContent:
        """All that is stored about a run but its first ``skip`` records.

        `UsageError` while it is running, unless ``running`` asks for what there is by now: it is
        told as interrupted, which it is if nothing more should come.
        """
        with self._transaction() as database:  # one state of the store for all three queries
            row = self._row(run)
            state = _state(row)
            if state == "running" and not running:
                raise UsageError(
                    text("runs.export_running", run=run, pid=row["owner_pid"]),
                    hint=text("runs.export_running_hint"),
                )
            records = [
                {"id": found["id"], **parse(found["content"])}
                for found in database.execute(
                    "SELECT id, content FROM records WHERE run = ? ORDER BY sequence"
                    " LIMIT -1 OFFSET ?",
                    (run, skip),
                ).fetchall()
                if self._record(found)
            ]
            hashes = {record[name] for record in records for name in _REFERENCES if record[name]}
            summary = {name: row[name] for name in ("id", "created", "finished", "isograd")}
            return RunContent(
                run={
                    **summary,
                    "state": "interrupted" if state == "running" else state,
                    "plan": parse(row["plan"]),
                    "machine": row["machine"],
                },
                records=records,
                facts={name: self.read_fact(name) for name in sorted({*hashes, row["machine"]})},
            )

    def find(self, name: str) -> str:
        """The identifier that ``name`` means: ``latest``, a full one, or a unique beginning.

        `UsageError` with the nearest one otherwise.
        """
        with self._reading() as database:
            known = [
                str(row["id"])
                for row in database.execute(
                    "SELECT id FROM runs ORDER BY created DESC, rowid DESC"
                ).fetchall()
            ]
        return match(name, known)

    # ---------------------------------------------------------------- within

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is added inside is committed as one, or not at all."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing; it takes the write lock at once, so no upgrade can fail later.
        Inside another one of this thread it is part of that."""
        with self._lock, explained(self.path):
            if self._database.in_transaction:
                yield self._database
                return
            try:  # around BEGIN too: Ctrl-C right after it must not leave it open
                self._database.execute("BEGIN IMMEDIATE")
                yield self._database
                self._database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if self._database.in_transaction:
                        self._database.execute("ROLLBACK")
                raise

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._lock, explained(self.path):
            yield self._database

    def _insert_run(self, *row: str | None) -> None:
        """One of this process; ``row``: id, created, isograd, plan, machine, imported."""
        self._database.execute(
            "INSERT INTO runs (id, created, isograd, plan, machine, imported, state,"
            " owner_pid, owner_started, owner_boot) VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?)",
            (*row, *owner.current()),
        )

    def _put_fact(self, value: dict[str, Any]) -> str:
        content = canonical(value)
        sha256 = digest(content)
        self._insert_fact(sha256, content)
        self._facts[sha256] = content
        return sha256

    def _insert_fact(self, sha256: str, content: str) -> None:
        self._database.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (sha256, content))

    def _insert_record(self, record: dict[str, Any]) -> None:
        references = (record[name] or None for name in _REFERENCES)
        self._database.execute(
            "INSERT INTO records (id, run, kind, environment, machine, source, content)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(record["id"], record["run"], record["kind"], *references),
                canonical({name: value for name, value in record.items() if name != "id"}),
            ),
        )

    def _record(self, row: sqlite3.Row) -> Record:
        """The record of a row; `StoreError` if its content is not what its identifier says."""
        if digest(row["content"])[:16] != row["id"]:
            raise store_error("corrupt", self.path, row["id"])
        try:
            return Record(id=row["id"], **parse(row["content"]))
        except (ValueError, TypeError) as error:
            raise store_error("corrupt", self.path, row["id"]) from error

    def _plan(self, row: sqlite3.Row) -> RunPlan:
        try:
            return RunPlan.model_validate(parse(row["plan"]))
        except ValueError as error:
            raise store_error("corrupt", self.path, row["id"]) from error

    def _summary(self, row: sqlite3.Row) -> RunSummary:
        plan = self._plan(row)
        return RunSummary(
            id=row["id"],
            created=row["created"],
            finished=row["finished"],
            state=_state(row),
            imported=bool(row["imported"]),
            isograd=row["isograd"],
            task=plan.task,
            variant=plan.variant,
            cells=len(plan.cells),
            records=row["records"],
            settings=plan.settings,
            machine=row["machine"],
            node=self.read_fact(row["machine"]).get("node", ""),
        )

    def _row(self, run: str) -> sqlite3.Row:
        row: sqlite3.Row | None = self._database.execute(
            "SELECT * FROM runs WHERE id = ?", (run,)
        ).fetchone()
        if row is None:
            raise unknown(run)
        return row


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def _owner(row: sqlite3.Row) -> owner.Owner:
    return owner.Owner(row["owner_pid"], row["owner_started"], row["owner_boot"])


def _state(row: sqlite3.Row) -> RunState:
    """The state as it is: a run whose process died is interrupted, though none could note it."""
    state: RunState = row["state"]
    if state == "running" and not owner.alive(_owner(row)):
        return "interrupted"
    return state
