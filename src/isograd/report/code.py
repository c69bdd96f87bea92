"""Shown sources, split by role so that the same part of every framework stands side by side."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

ROLES = ("imports", "data", "model", "loss", "step", "loop")
_MARK = re.compile(r"^# %% *([a-z]+)\s*$")


@dataclass(frozen=True)
class Column:
    """One shown source: highlighted HTML by role; a role that the file lacks is absent."""

    id: str
    framework: str
    file: str
    lines: int
    tokens: int
    modes: tuple[tuple[str, str], ...]  # (mode, its applied line), in display order
    parts: Mapping[str, Markup]
    shown: bool  # whether the reader sees it before choosing


def split(text: str) -> dict[str, str]:
    """The source by role. What stands before the first ``# %%`` mark is ``imports``; a mark that
    names no role of ours starts no new part, so no line is ever lost."""
    parts: dict[str, list[str]] = {"imports": []}
    current = "imports"
    for line in text.splitlines():
        mark = _MARK.match(line)
        if mark and mark.group(1) in ROLES:
            current = mark.group(1)
            parts.setdefault(current, [])
        else:
            parts[current].append(line)
    bodies = {role: "\n".join(lines).strip("\n") for role, lines in parts.items()}
    return {role: bodies[role] for role in ROLES if bodies.get(role)}


@cache
def highlight(text: str) -> Markup:
    """Python as HTML spans with Pygments' short class names."""
    import pygments
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    lexer = PythonLexer(stripnl=False, ensurenl=False)
    html = pygments.highlight(text, lexer, HtmlFormatter(nowrap=True))
    return Markup(html.rstrip("\n"))  # Pygments has escaped the text


def text_of(fact: Mapping[str, Any] | None) -> str:
    """The source text of a fact, empty where the fact is absent or holds none."""
    value = (fact or {}).get("text", "")
    return value if isinstance(value, str) else ""
