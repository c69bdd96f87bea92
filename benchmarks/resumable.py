"""Results of a resumable campaign: a file with one JSON object a line, added to as they come."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def read(path: Path, names: Sequence[str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What the file holds, by the values of ``names``; nothing where there is no file yet."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {tuple(one[name] for name in names): one for one in map(json.loads, lines)}
