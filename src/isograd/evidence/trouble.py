"""SQLite's errors in the words of a user: what is wrong with the store and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from isograd.errors import StoreError
from isograd.evidence.migrations import ForeignDatabaseError, NewerSchemaError
from isograd.i18n import text

# Primary result codes (the low byte of the extended ones) → keys of the catalogue.
_KEYS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_READONLY: "unwritable",
    sqlite3.SQLITE_CANTOPEN: "unwritable",
    sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "foreign",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CONSTRAINT: "refused",
}


def store_error(key: str, path: Path, detail: str = "") -> StoreError:
    """The error of the catalogue's ``runs.store_<key>``, with its hint."""
    return StoreError(
        text(f"runs.store_{key}", path=path, detail=detail),
        hint=text(f"runs.store_{key}_hint", path=path),
    )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn whatever SQLite raises within into a `StoreError` about the store at ``path``."""
    try:
        yield
    except ForeignDatabaseError as error:
        raise store_error("foreign", path) from error
    except NewerSchemaError as error:
        raise store_error("newer", path) from error
    except sqlite3.Error as error:
        # Errors of the module itself (a closed connection) carry no code.
        code = getattr(error, "sqlite_errorcode", -1) & 0xFF
        raise store_error(_KEYS.get(code, "failed"), path, str(error)) from error
