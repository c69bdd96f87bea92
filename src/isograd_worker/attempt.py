"""One attempt of a probe: a small program is executed, asked, and whatever happens is the answer.

Nothing here judges. What the program returned, what it printed (on the descriptors, so that C++
code is heard too), and what it raised, with every frame, go back to the host.
"""

import inspect
import os
import re
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from typing import Any, Dict, Iterator, List

import numpy as np

from . import protocol
from .adapter import load_source

COLOURS = re.compile("\x1b\\[[0-9;]*m")  # of a terminal
MAX_OUTPUT = 100_000  # characters that are kept, of either end half
MAX_FRAMES = 400


def attempt(request: protocol.Attempt) -> protocol.Attempted:
    """Execute the program, turn its ``f`` into the mode, and call ``ask``.

    A program defines ``ask(**inputs)``, or ``ask(f, **inputs)`` and ``f``, and returns a dict of
    what it found: numbers, strings, lists, NumPy arrays.
    """
    values: Dict[str, Any] = {}
    error: protocol.Json = {}
    with _captured() as output:
        begin = time.perf_counter()
        try:
            for name in request.absent:
                _refuse(name)
            module = load_source(request.source)
            if request.transform:
                exec(compile(request.transform, request.source, "exec"), vars(module))
            named = inspect.signature(module.ask).parameters
            first = [module.f] if "f" in named else []
            given = {name: value for name, value in request.given.items() if name in named}
            values = module.ask(*first, **request.inputs, **given)
            values = {name: plain(value) for name, value in values.items()}
        except (Exception, SystemExit) as raised:
            error = told(raised, request.source)
        seconds = time.perf_counter() - begin
    return protocol.Attempted(
        values=values,
        output=_shortened(COLOURS.sub("", "".join(output))),
        error=error,
        seconds=seconds,
        versions=_versions(request.packages),
    )


class PresentError(Exception):
    """A framework can be imported where it must not be there."""


def _refuse(name: str) -> None:
    """Shown by trying: what runs here does without the module ``name``."""
    try:
        __import__(name)
    except ImportError:
        return
    raise PresentError(f"{name} can be imported here")


def plain(value: Any) -> Any:
    """As JSON has it; arrays become nested lists. `TypeError` for what is neither."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    array = np.asarray(value)
    if array.dtype.kind == "c":
        return {"real": array.real.tolist(), "imag": array.imag.tolist()}
    if array.dtype.kind not in "bifu":
        raise TypeError(f"a probe returned a {type(value).__name__}, which is no number or text")
    return array.tolist()


def told(raised: BaseException, source: str) -> protocol.Json:
    """Type, message, and the frames from the outermost to the one that raised. Frameworks may hide
    frames or chain exceptions: ``text`` is what a user would see."""
    frames = traceback.extract_tb(raised.__traceback__)
    text = "".join(traceback.format_exception(None, raised, raised.__traceback__))
    mine = [place for place, frame in enumerate(frames) if frame.filename == source]
    return {
        "type": type(raised).__name__,
        "message": COLOURS.sub("", str(raised)),
        "frames": [
            {"file": frame.filename, "line": frame.lineno, "name": frame.name}
            for frame in list(frames)[-MAX_FRAMES:]
        ],
        # Frames between the user's innermost line and where the exception was raised.
        "below_user": len(frames) - 1 - mine[-1] if mine else None,
        "line": frames[mine[-1]].lineno if mine else None,
        "text": _shortened(COLOURS.sub("", text)),
    }


@contextmanager
def _captured() -> Iterator[List[str]]:
    """All that this process and its children write to descriptors 1 and 2 meanwhile; the list is
    filled when the context is left."""
    output: List[str] = []
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    with tempfile.TemporaryFile() as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
        try:
            yield output
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for number, copy in zip((1, 2), kept):
                os.dup2(copy, number)
                os.close(copy)
            file.seek(0)
            output.append(file.read().decode("utf-8", "replace"))


def _shortened(text: str) -> str:
    if len(text) <= MAX_OUTPUT:
        return text
    half = MAX_OUTPUT // 2
    return f"{text[:half]}\n[… {len(text) - MAX_OUTPUT} characters …]\n{text[-half:]}"


def _versions(packages: List[str]) -> Dict[str, str]:
    """What the modules that are imported by now say of themselves."""
    found = {}
    for name in packages:
        module = sys.modules.get(name)
        version = getattr(module, "__version__", None)
        if version is not None:
            found[name] = str(version)
    return found
