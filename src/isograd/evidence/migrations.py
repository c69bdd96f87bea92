"""The schema of the evidence store, as steps from one version to the next.

A step is never edited once released: a change is a further step. ``PRAGMA user_version`` counts
the steps that a file has had; ``application_id`` tells our files from other SQLite databases.
"""

import sqlite3
from collections.abc import Sequence

APPLICATION_ID = 0x49534F47  # "ISOG"

Step = Sequence[str]

_FIRST: Step = (
    # Content-addressed shared parts; never changed, deleted only when nothing refers to them.
    """
    CREATE TABLE facts (
      sha256 TEXT PRIMARY KEY,
      content TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE runs (
      id TEXT PRIMARY KEY,
      created TEXT NOT NULL,
      finished TEXT,
      state TEXT NOT NULL CHECK (state IN ('running', 'interrupted', 'complete')),
      isograd TEXT NOT NULL,
      plan TEXT NOT NULL,
      machine TEXT NOT NULL REFERENCES facts (sha256),
      imported TEXT,
      owner_pid INTEGER,
      owner_started TEXT,
      owner_boot TEXT
    )
    """,
    # The columns repeat what the content says, for lookups and for the references to facts.
    """
    CREATE TABLE records (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('measurement', 'parity', 'verdict', 'citation')),
      environment TEXT REFERENCES facts (sha256),
      machine TEXT REFERENCES facts (sha256),
      source TEXT REFERENCES facts (sha256),
      content TEXT NOT NULL
    )
    """,
    "CREATE INDEX records_of_run ON records (run, kind)",
    # Each reference to facts is indexed, or deleting a fact would scan the table.
    "CREATE INDEX records_by_environment ON records (environment)",
    "CREATE INDEX records_by_machine ON records (machine)",
    "CREATE INDEX records_by_source ON records (source)",
    "CREATE INDEX runs_by_machine ON runs (machine)",
    """
    CREATE TRIGGER records_are_not_changed BEFORE UPDATE ON records
    BEGIN SELECT RAISE(ABORT, 'records are immutable'); END
    """,
    # The cascade runs after the run's row is gone: then, and only then, may its records go.
    """
    CREATE TRIGGER records_are_not_deleted BEFORE DELETE ON records
    WHEN EXISTS (SELECT 1 FROM runs WHERE id = OLD.run)
    BEGIN SELECT RAISE(ABORT, 'records are deleted with their run only'); END
    """,
    """
    CREATE TRIGGER records_join_running_runs BEFORE INSERT ON records
    WHEN (SELECT state FROM runs WHERE id = NEW.run) <> 'running'
    BEGIN SELECT RAISE(ABORT, 'the run is not running: it takes no more records'); END
    """,
    """
    CREATE TRIGGER facts_are_not_changed BEFORE UPDATE ON facts
    BEGIN SELECT RAISE(ABORT, 'facts are immutable'); END
    """,
    """
    CREATE TRIGGER plans_are_not_changed
    BEFORE UPDATE OF id, created, isograd, plan, machine ON runs
    BEGIN SELECT RAISE(ABORT, 'what a run set out to do is immutable'); END
    """,
    """
    CREATE TRIGGER complete_runs_are_not_reopened BEFORE UPDATE OF state ON runs
    WHEN OLD.state = 'complete'
    BEGIN SELECT RAISE(ABORT, 'a complete run is immutable'); END
    """,
)

STEPS: tuple[Step, ...] = (_FIRST,)


class ForeignDatabaseError(Exception):
    """The file is a SQLite database of another program."""


class NewerSchemaError(Exception):
    """The file has had steps that this isograd does not know."""


def migrate(database: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring ``database`` to the newest version, all steps in one transaction.

    Opens of two processes at once wait for each other; the second finds the work done. Raises
    `ForeignDatabaseError` or `NewerSchemaError` before anything is written.
    """
    if _version(database) == len(steps) and _application(database) == APPLICATION_ID:
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        version = _version(database)
        if _application(database) != APPLICATION_ID and (version or _tables(database)):
            raise ForeignDatabaseError
        if version > len(steps):
            raise NewerSchemaError(version)
        for step in steps[version:]:
            for statement in step:
                database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(steps)}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _application(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA application_id").fetchone()[0])


def _tables(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
