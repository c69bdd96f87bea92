"""Where isograd keeps things; every folder can be moved by an environment variable.

Cache (worker environments, bounds of the oracle): ``ISOGRAD_CACHE``, else the user cache folder.
Data (evidence store, run folders): ``ISOGRAD_DATA``, else the user data folder. The store alone may
lie elsewhere: ``ISOGRAD_STORE`` names its file.
"""

import os
from pathlib import Path

from isograd.errors import UsageError
from isograd.i18n import text


def _folder(variable: str, default: str) -> Path:
    value = os.environ.get(variable)
    path = Path(value).expanduser() if value else Path(default)
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not os.access(path, os.W_OK):
            raise PermissionError(13, "not writable")
    except OSError as error:
        raise UsageError(
            text("cli.cannot_write", path=path, reason=error.strerror),
            hint=text("cli.cannot_write_hint", variable=variable),
        ) from error
    return path.resolve()


def cache() -> Path:
    """The cache folder, made if need be; `UsageError` if it cannot be written."""
    import platformdirs

    return _folder("ISOGRAD_CACHE", platformdirs.user_cache_dir("isograd"))


def data() -> Path:
    """The data folder, made if need be; `UsageError` if it cannot be written."""
    import platformdirs

    return _folder("ISOGRAD_DATA", platformdirs.user_data_dir("isograd"))


def evidence() -> Path:
    """The file of the evidence store; `UsageError` if its folder cannot be written."""
    value = os.environ.get("ISOGRAD_STORE")
    return Path(value).expanduser() if value else data() / "evidence.sqlite"
