"""What stands against a port, all of it."""

from dataclasses import dataclass

from isograd.ir.program import Place


@dataclass(frozen=True)
class Refusal:
    """One thing that cannot be ported: ``code`` and ``details`` make the sentence."""

    code: str
    details: dict[str, str]
    place: Place


class RefusedError(Exception):
    """The model cannot be ported, for each of ``refusals``."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(", ".join(sorted({one.code for one in refusals})))
        self.refusals = refusals
