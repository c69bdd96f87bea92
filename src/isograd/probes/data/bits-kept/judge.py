from typing import Any

import numpy as np

from isograd.probing.judging import same_values


def inputs(generator: np.random.Generator) -> dict[str, Any]:
    """Bit patterns: any finite numbers, both zeros, subnormals, infinities, quiet NaNs."""
    draw = [int(bits) for bits in generator.integers(0x7F80_0000, size=20)]
    nans = [0x7FC0_0000 + int(bits) for bits in generator.integers(1, 0x3F_FFFF, size=4)]
    single = [*draw, *nans, 0, 0x8000_0000, 1, 0x0000_BEEF, 0x7F80_0000, 0xFF80_0000]
    half = [int(bits) for bits in generator.integers(0x7F80, size=20)]
    quiet = [0x7FC0 + int(bits) for bits in generator.integers(1, 0x3F, size=4)]
    return {"single": single, "half": [*half, *quiet, 0, 0x8000, 1, 0x3F, 0x7F80, 0xFF80]}


def expected(single: list[int], half: list[int]) -> dict[str, Any]:
    return {"single": single, "half": half}


judge = same_values(0.0)
