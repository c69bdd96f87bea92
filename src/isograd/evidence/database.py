"""Opening the SQLite file of the evidence store."""

import sqlite3
import time
from pathlib import Path

from isograd.evidence.migrations import migrate

_BUSY_SECONDS = 30.0


def connect(path: Path) -> sqlite3.Connection:
    """An open database of the newest schema in WAL mode, usable from any thread.

    Raises what SQLite and `migrate` raise; the file is left as it was unless it is ours.
    """
    database = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA foreign_keys = ON")
        # Else INSERT OR REPLACE would delete rows past the triggers.
        database.execute("PRAGMA recursive_triggers = ON")
        migrate(database)  # before the switch to WAL, which would change a foreign file
        _use_wal(database)
    except BaseException:
        database.close()
        raise
    return database


def _use_wal(database: sqlite3.Connection) -> None:
    """Switch to WAL; SQLite does not wait by itself when another process is switching."""
    deadline = time.monotonic() + _BUSY_SECONDS
    while database.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return  # a file system without shared memory keeps its mode, which serves as well
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.02)
