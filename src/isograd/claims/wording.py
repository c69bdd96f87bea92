"""Conditions in words."""

from isograd.claims.model import Condition
from isograd.i18n import text


def told(condition: Condition, lang: str) -> str:
    """A condition in one line."""
    line = _told(condition, lang)
    return line if condition.expect else text("claims.is_not", lang, condition=line)


def _told(condition: Condition, lang: str) -> str:
    where = ", ".join(condition.at)
    if condition.differs:
        return text("claims.differs", lang, question=condition.question, at=where)
    if condition.relation:
        about = condition.question or text("claims.latency", lang, task=condition.task)
        than = ", ".join(condition.than)
        return text(f"claims.relation_{condition.relation}", lang, about=about, at=where, than=than)
    if condition.question:
        verdicts = " | ".join(text(f"probe.verdict_{name}", lang) for name in condition.verdict)
        return f"{condition.question} [{where}]: {verdicts}"
    return text("claims.parity", lang, task=condition.task, at=where)
