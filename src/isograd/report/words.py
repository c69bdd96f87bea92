"""Words of the report in one language, with what to do where a catalogue has no entry."""

from collections.abc import Mapping
from dataclasses import dataclass

from isograd import registry
from isograd.evidence.model import Status
from isograd.i18n import catalogue, text

# Status is told by a word, a symbol and a colour; never by colour alone.
SYMBOLS: dict[Status, str] = {
    "ok": "✓",
    "wrong": "✗",
    "error": "!",
    "timeout": "◷",
    "oom": "▲",
    "invalid": "?",
    "missing": "–",
    "unsupported": "∅",
}


@dataclass(frozen=True)
class Reason:
    """Why something is not there, or worth knowing; ``foreign``: English on another page."""

    words: str
    foreign: bool = False


class Words:
    """Looks texts up in the catalogue of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.gap = "" if lang == "zh" else " "  # between two sentences

    def __call__(self, key: str, /, **fields: object) -> str:
        return text(f"report.{key}", self.lang, **fields)

    def maybe(self, key: str) -> str:
        """The text of ``key``, or nothing."""
        return catalogue(self.lang).get(f"report.{key}", "")

    def names(self, area: str) -> list[str]:
        """Names under ``area`` in the catalogue's order: ``cpu`` for ``machine_cpu``."""
        prefix = f"report.{area}_"
        return [key.removeprefix(prefix) for key in catalogue(self.lang) if key.startswith(prefix)]

    def framework(self, identifier: str) -> str:
        known = registry.frameworks().get(identifier)
        if known is None:
            return identifier
        return known.name.zh if self.lang == "zh" else known.name.en

    def status(self, status: Status) -> str:
        return self(f"status_{status}")

    def term(self, area: str, value: str) -> str:
        """A value of a closed list (``read`` of ``gradient``), or the value itself if it is new."""
        return self.maybe(f"{area}_{value.replace('-', '_')}") or value

    def reason(self, code: str, sentence: str, details: Mapping[str, str]) -> Reason:
        """The sentence of a reason code; the recorded English one where the catalogue lacks the
        code, or the record lacks a field of its sentence."""
        if self.lang == "en" and sentence:
            return Reason(sentence)
        # A few details are values of closed lists, recorded in English.
        fields = {
            name: self.term(name, value) if name in ("kind", "phase") else value
            for name, value in details.items()
        }
        try:
            return Reason(text(f"reason.{code}", self.lang, **fields))
        except KeyError:
            return Reason(sentence or code, foreign=self.lang != "en")

    def listed(self, parts: list[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(parts)
