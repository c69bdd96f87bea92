"""The meaning of each operation by its name, and how one is evaluated."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from isograd.ir.reference.dtypes import Array, promoted
from isograd.ir.reference.elementwise import ELEMENTWISE
from isograd.ir.reference.linear import LINEAR
from isograd.ir.reference.normalisation import NORMALISATION
from isograd.ir.reference.recurrent import RECURRENT
from isograd.ir.reference.reductions import REDUCTIONS
from isograd.ir.reference.sampling import SAMPLING
from isograd.ir.reference.shapes import SHAPES

MEANINGS: dict[str, Callable[..., Array | list[Array]]] = {
    **ELEMENTWISE,
    **SHAPES,
    **REDUCTIONS,
    **LINEAR,
    **NORMALISATION,
    **SAMPLING,
    **RECURRENT,
}


def evaluate(
    op: str,
    inputs: Sequence[Any],
    attributes: Mapping[str, Any],
    *,
    training: bool,
    floating: Any = np.float32,
) -> list[Array]:
    """The results of one operation for arrays and numbers, in the catalogue's order.

    ``batch_norm`` that trains with running statistics has two more: the new mean and variance.
    ``floating`` is the default float, which integers become where only a float makes sense.
    """
    if op == "batch_norm":
        trains = {"mode": training, "always": True, "never": False}[attributes["training"]]
        attributes = {**attributes, "training": trains}
    operands = promoted(op, inputs, attributes, np.dtype(floating))
    with np.errstate(all="ignore"):  # infinities and NaN are results like any other
        made = MEANINGS[op](*operands, **attributes)
        return [np.asarray(one) for one in (made if isinstance(made, list) else [made])]
