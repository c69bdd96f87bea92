"""Layers, and models that find their variables."""

import numpy as np

from .operations import matmul, transpose
from .tape import Tensor, Variable, default_dtype


class Dense:
    """x ↦ x Wᵀ + b, with W [outputs, inputs] and b [outputs]."""

    def __init__(self, inputs: int, outputs: int, seed: int = 0) -> None:
        bound = 1 / np.sqrt(inputs)
        drawn = np.random.default_rng(seed).uniform(-bound, bound, (outputs, inputs))
        self.weight = Variable(drawn.astype(default_dtype()))
        self.bias = Variable(np.zeros(outputs, default_dtype()))

    def __call__(self, x: Tensor) -> Tensor:
        return matmul(x, transpose(self.weight)) + self.bias


class Model:
    """Base of models: its layers' variables, by ``<layer>.<variable>``."""

    def named_variables(self) -> dict[str, Variable]:
        return {
            f"{layer}.{name}": variable
            for layer, holder in vars(self).items()
            for name, variable in vars(holder).items()
            if isinstance(variable, Variable)
        }

    def variables(self) -> list[Variable]:
        return list(self.named_variables().values())
