"""A user's model, captured in a worker and read as a Program."""

import importlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file

from isograd.errors import EnvironmentSetupError, IsogradError, WorkerError
from isograd.i18n import catalogue, language, text
from isograd.ir.program import Place, Program
from isograd.port.model import Spec
from isograd.port.workers import source_framework
from isograd.registry import Framework
from isograd.run.environments import find
from isograd.run.session import Launch, Session
from isograd_worker import protocol

TIMEOUT_SECONDS = 900.0


@dataclass(frozen=True)
class Refusal:
    """One thing that stands against a port, in words."""

    code: str
    reason: str
    hint: str
    place: Place

    def __str__(self) -> str:
        where = f"{self.place.file}:{self.place.line}: " if self.place.file else ""
        return f"{where}{self.reason}"


class RefusedError(IsogradError):
    """The model is refused as a whole; ``refusals`` has every reason."""

    def __init__(self, refusals: list[Refusal]) -> None:
        hints = dict.fromkeys(one.hint for one in refusals if one.hint)
        super().__init__("\n".join(str(one) for one in refusals), hint="\n".join(hints))
        self.refusals = refusals


@dataclass
class Captured:
    """A Program with the tensors that the model was captured with."""

    program: Program
    arrays: dict[str, np.ndarray]
    document: dict[str, Any]

    @property
    def spreads(self) -> dict[str, tuple[float, float]]:
        """Mean and standard deviation of each floating-point tensor."""
        return {
            path: (float(array.mean()), float(array.std()))
            for path, array in self.arrays.items()
            if array.dtype.kind == "f" and array.size
        }


def refusal(code: str, details: dict[str, str], place: Place) -> Refusal:
    """A refusal in the user's language."""
    words = catalogue(language())
    key = f"refusal.{code}" if f"refusal.{code}" in words else "refusal.other"
    reason = text(key, **{"code": code, "message": "", "name": "", **details})
    hint = text(f"refusal.{code}_hint") if f"refusal.{code}_hint" in words else ""
    return Refusal(code, reason, hint, place)


@contextmanager
def worker(environment: str) -> Iterator[Session]:
    """A worker of one environment; `EnvironmentSetupError` where it is not made."""
    found = find(environment)
    if found is None:
        raise EnvironmentSetupError(
            text("compare.no_environment", names=environment),
            hint=f"isograd env create {environment}",
        )
    scratch = Path(tempfile.mkdtemp(prefix="isograd-"))
    try:
        with Session(Launch(python=found.python, environment={}, scratch=scratch)) as session:
            yield session
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def capture(spec: Spec, session: Session | None = None) -> Captured:
    """Run the user's code in the source framework's worker and read what it captured; ``session``:
    a worker that is up already.

    Raises `RefusedError` with every reason, and `IsogradError` where the user's own code fails.
    """
    framework = source_framework()
    assert framework.environment is not None
    folder = Path(tempfile.mkdtemp(prefix="isograd-"))
    request = protocol.Attempt(
        source=str(framework.folder / "worker" / "capture.py"),
        inputs={
            "model": spec.model,
            "inputs": list(spec.inputs),
            "scratch": str(folder),
            "arguments": list(spec.arguments),
            "keywords": dict(spec.keywords),
            "weights": unpacked(spec.weights, folder),
        },
    )
    try:
        with nullcontext(session) if session else worker(framework.environment.id) as one:
            try:
                done = one.request(request, protocol.Attempted, TIMEOUT_SECONDS)
            except WorkerError as error:
                raise IsogradError(text("port.capture_failed", why=str(error))) from error
        if done.error:
            raise IsogradError(_told(done.error), hint=text("port.own_code_hint"))
        _refuse(done.values["refused"])
        document = json.loads((folder / "capture.json").read_text(encoding="utf-8"))
        with np.load(folder / "tensors.npz") as stored:
            arrays = {name: stored[name] for name in stored.files}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Captured(read(framework, document), arrays, document)


def unpacked(weights: str, folder: Path) -> str:
    """A safetensors file as one that workers read; they have no such library."""
    if not weights:
        return ""
    path = folder / "weights.npz"
    try:
        arrays: dict[str, Any] = load_file(weights)
        np.savez(path, **arrays)
    except (OSError, SafetensorError) as error:
        raise IsogradError(text("port.bad_weights", path=weights, why=str(error))) from error
    return str(path)


def read(framework: Framework, document: dict[str, Any]) -> Program:
    """The Program of a document, by the framework's own reader."""
    reader = importlib.import_module(f"isograd.frameworks.{framework.id}.source.read")
    try:
        program: Program = reader.read(document)
    except reader.RefusedError as error:
        found = [refusal(one.code, one.details, one.place) for one in error.refusals]
        raise RefusedError(found) from error
    return program


def _refuse(refused: list[dict[str, Any]]) -> None:
    found = []
    for one in refused:
        place = one["place"] or {"file": "", "line": 0}
        details = {"message": one["message"], "name": one["message"]}
        found.append(refusal(one["code"], details, Place(place["file"], place["line"])))
    if found:
        raise RefusedError(found)


def _told(error: dict[str, Any]) -> str:
    """What the user's own code raised, with its place."""
    frames = [f for f in error.get("frames", []) if "site-packages" not in f["file"]]
    frames = [f for f in frames if "isograd" not in f["file"] and "<" not in f["file"]]
    where = f" ({frames[-1]['file']}:{frames[-1]['line']})" if frames else ""
    return text("port.model_raised", type=error["type"], message=error["message"], where=where)
