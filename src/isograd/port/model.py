"""How a user names a model and its inputs: ``net.py:Net`` and ``x: float32[batch, 3, 32, 32]``."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from isograd.errors import UsageError
from isograd.i18n import text

_INPUT = re.compile(
    r"\s*(?P<name>[A-Za-z_]\w*)\s*:\s*(?P<dtype>\w+)\s*\[(?P<shape>[^\]]*)\]\s*"
    r"(?:<\s*(?P<high>\d+))?\s*"
)
DTYPES = ("float32", "float64", "int32", "int64", "bool")


@dataclass(frozen=True)
class Spec:
    """A model as the user names it."""

    model: str  # an absolute FILE.py:NAME, or package.module:NAME
    arguments: tuple[Any, ...] = ()
    keywords: tuple[tuple[str, Any], ...] = ()
    inputs: tuple[dict[str, Any], ...] = ()
    weights: str = ""

    @property
    def name(self) -> str:
        """The class or factory, for folders and titles."""
        return self.model.rpartition(":")[2].rpartition(".")[2]


def located(model: str) -> str:
    """The model's name with an absolute path; `UsageError` for what names nothing."""
    where, colon, name = model.rpartition(":")
    if not colon or not where or not all(part.isidentifier() for part in name.split(".")):
        raise UsageError(text("port.bad_model", given=model), hint=text("port.bad_model_hint"))
    if where.endswith(".py"):
        path = Path(where)
        if not path.is_file():
            raise UsageError(text("port.no_file", path=where))
        return f"{path.resolve()}:{name}"
    if not all(part.isidentifier() for part in where.split(".")):
        raise UsageError(text("port.bad_model", given=model), hint=text("port.bad_model_hint"))
    return model


def parse_input(given: str) -> dict[str, Any]:
    """``tokens: int64[batch, seq] < 50`` as a declaration; `UsageError` with an example."""
    found = _INPUT.fullmatch(given)
    if found is None:
        raise UsageError(text("port.bad_input", given=given), hint=text("port.bad_input_hint"))
    if found["dtype"] not in DTYPES:
        raise UsageError(text("port.bad_dtype", given=found["dtype"], known=", ".join(DTYPES)))
    shape: list[int | str] = []
    for axis in filter(None, (part.strip() for part in found["shape"].split(","))):
        if axis.isdigit() and int(axis) > 0:
            shape.append(int(axis))
        elif axis.isidentifier():
            shape.append(axis)
        else:
            raise UsageError(text("port.bad_input", given=given), hint=text("port.bad_input_hint"))
    declared: dict[str, Any] = {"name": found["name"], "dtype": found["dtype"], "shape": shape}
    if found["high"] is not None:
        declared |= {"low": 0, "high": int(found["high"])}
    elif found["dtype"].startswith("int"):
        raise UsageError(
            text("port.no_range", name=found["name"]), hint=text("port.bad_input_hint")
        )
    return declared
