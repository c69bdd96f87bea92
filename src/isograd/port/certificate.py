"""What a certificate says: part by part, how far the target is from its source, and how far it may
be."""

from typing import Literal

from pydantic import Field

from isograd.evidence.model import Strict

PartStatus = Literal["ok", "failed", "not_run", "reported"]
Status = Literal["ok", "failed", "error", "timeout", "oom", "missing"]


class Part(Strict):
    """One thing that was compared. In any language its reason is
    ``sentence(reason_code, details)``; a part that is ``reported`` decides nothing."""

    name: str  # weights | repeatable | optimiser.<rule> | outputs.<mode> | gradients.<mode> | …
    environment: str
    dtype: Literal["float64", "float32"] = "float64"
    status: PartStatus
    compared: int = 0  # tensors
    numbers: int = 0
    worst: float | None = None  # relative error, see `judge`; None: nothing compared or infinite
    median: float | None = None  # over tensors
    source: str = ""  # where it is worst
    target: str = ""
    kind: str = ""  # of tensor, and when: "step 3, slot"
    limit: float | None = None  # at that place
    spread: float | None = None  # of the source itself there, where that made the limit
    reason_code: str = ""
    details: dict[str, str] = Field(default_factory=dict)
    reason: str = ""


class Tried(Strict):
    """Sizes of the dynamic axes that were run, or that the source refused."""

    sizes: dict[str, int]
    refused: str = ""


class Certificate(Strict):
    """The proof of one port. ``status`` is ok only if every part that was to decide is."""

    schema_version: Literal[1] = 1
    status: Status
    reason_code: str = ""
    details: dict[str, str] = Field(default_factory=dict)
    reason: str = ""
    output: str = ""  # the end of what a worker printed that did not get through
    model: str
    root: str
    target: str
    parts: list[Part] = Field(default_factory=list)
    # Environment (the source's is "source") -> package -> version.
    versions: dict[str, dict[str, str]] = Field(default_factory=dict)
    patches: dict[str, list[str]] = Field(default_factory=dict)  # of the proof, by environment
    conventions: list[str] = Field(default_factory=list)  # of the target's optimisers
    sizes: list[Tried] = Field(default_factory=list)  # the first is where gradients are taken
    parameters: int = 0  # trainable tensors
    received: int = 0  # of them, those whose gradient in the target is not all zero
    left_out: list[str] = Field(default_factory=list)  # buffers without a place in the target
    steps: int = 0
    seed: int = 0
    seconds: float = 0.0

    def part(self, name: str, environment: str = "", dtype: str = "float64") -> Part:
        """The part of that name; of the deciding environment unless another is named."""
        for part in self.parts:
            if (part.name, part.dtype) == (name, dtype) and environment in ("", part.environment):
                return part
        raise KeyError(name)

    @property
    def failed(self) -> list[Part]:
        return [part for part in self.parts if part.status == "failed"]
