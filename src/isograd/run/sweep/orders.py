"""What the driver of a sweep and its nodes tell each other; all of it is pickled."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """One campaign, as a node hears of it."""

    key: str  # of this attempt: "<campaign>.<attempt>"
    arguments: tuple[str, ...]  # of ``isograd compare``, the task first
    version: str  # of the driver's isograd
    language: str
    machine: str  # the machine's name in the evidence; empty: it needs none
    measures: bool  # whether anything is timed: then the machine is taken alone
    proofs: bytes = b""  # bundle of the run whose proofs may be kept
    proofs_of: str = ""  # its identifier


@dataclass(frozen=True)
class Line:
    """A line that the campaign said on stderr."""

    text: str


@dataclass(frozen=True)
class Waiting:
    """Another campaign measures on that machine."""


@dataclass(frozen=True)
class Records:
    """A bundle of the run with the records that are new, in order; its state is that of now."""

    bundle: bytes


@dataclass(frozen=True)
class Ended:
    """The last that is heard of an attempt: the exit code of ``isograd compare``, and in one
    sentence why, where the node knows more than its lines say."""

    code: int
    why: str = ""


News = Line | Waiting | Records | Ended
