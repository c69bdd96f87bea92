"""Texts in both languages, keyed: ``text("env.creating", name="jax")``.

A catalogue is a folder of TOML files per language, one file per area; a key is ``<area>.<name>``.
Both languages must hold the same keys and the same ``{fields}`` (a test checks it).
"""

import locale
import os
import tomllib
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")
_HERE = Path(__file__).parent
_current: ContextVar[str | None] = ContextVar("language", default=None)


def default_language() -> str:
    """``ISOGRAD_LANG``, else the locale's language if we have it, else English."""
    for name in ("ISOGRAD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def use_language(language: str) -> None:
    """Set the language of this context; one of `LANGUAGES`."""
    _current.set(language)


def language() -> str:
    return _current.get() or default_language()


@cache
def catalogue(language: str) -> dict[str, str]:
    """All texts of one language by key."""
    texts = {}
    for path in sorted((_HERE / language).glob("*.toml")):
        for name, value in tomllib.loads(path.read_text("utf-8")).items():
            texts[f"{path.stem}.{name}"] = value
    return texts


def text(key: str, /, lang: str | None = None, **fields: object) -> str:
    """The text of ``key`` with its fields filled in. An unknown key is a `KeyError`."""
    return catalogue(lang or language())[key].format(**fields)
