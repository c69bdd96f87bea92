"""Texts in both languages, keyed: ``text("env.creating", name="jax")``.

A catalogue is a folder of TOML files per language, one file per area; a key is ``<area>.<name>``.
Both languages must hold the same keys and the same ``{fields}`` (a test checks it).
"""

import locale
import os
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")
_HERE = Path(__file__).parent
# Of the process, not of a context: progress is told from the threads that prove cells.
_chosen: str | None = None


def default_language() -> str:
    """``ISOGRAD_LANG``, else the locale's language if we have it, else English."""
    for name in ("ISOGRAD_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def use_language(language: str) -> None:
    """Set the language of this process; one of `LANGUAGES`."""
    global _chosen
    _chosen = language


def language() -> str:
    return _chosen or default_language()


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


def unknown(kind: str, given: str, known: Iterable[str]) -> str:
    """“unknown task 'x'; did you mean 'y'?” with the nearest name, or the list of all.

    ``kind`` names what was looked for: one of the catalogue's ``cli.kind_…``.
    """
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(given, names, n=1, cutoff=0.5)
    what = text(f"cli.kind_{kind}")
    if near:
        return text("cli.unknown_near", kind=what, given=given, near=near[0])
    return text("cli.unknown_all", kind=what, given=given, all=", ".join(names))


def sentence(reason_code: str, details: Mapping[str, str], lang: str = "en") -> str:
    """The sentence of a reason code; a code without a text of its own shows the message."""
    words = catalogue(lang)
    key = f"reason.{reason_code}"
    if key in words:
        # Details that are words of ours (kind of tensor, phase) are told in the language too.
        told = {name: words.get(f"reason.{name}_{value}", value) for name, value in details.items()}
        return text(key, lang, **told)
    return text("reason.other", lang, code=reason_code, message=details.get("message", ""))
