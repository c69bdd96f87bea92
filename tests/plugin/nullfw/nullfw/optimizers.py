"""Optimisers: ``apply`` changes the variables that they were made with, in place."""

from collections.abc import Sequence

import numpy as np

from .tape import Variable


class SGD:
    def __init__(self, variables: Sequence[Variable], learning_rate: float) -> None:
        self.variables = list(variables)
        self.learning_rate = learning_rate
        self.slots: dict[str, list[np.ndarray]] = {}
        self.count = 0
        self.gradients: list[np.ndarray] = []

    def apply(self, gradients: Sequence[np.ndarray]) -> None:
        """One update from ``gradients``, in the order of the variables."""
        self.count += 1
        self.gradients = list(gradients)
        for variable, gradient in zip(self.variables, self.gradients, strict=True):
            variable.value = variable.value - self.learning_rate * gradient


class Adam:
    """Kingma and Ba 2015 (arXiv:1412.6980), algorithm 1."""

    def __init__(
        self,
        variables: Sequence[Variable],
        learning_rate: float = 1e-3,
        betas: "tuple[float, float]" = (0.9, 0.999),
        epsilon: float = 1e-8,
    ) -> None:
        self.variables = list(variables)
        self.learning_rate, self.betas, self.epsilon = learning_rate, betas, epsilon
        self.slots = {
            slot: [np.zeros_like(variable.value) for variable in self.variables]
            for slot in ("mean", "square")
        }
        self.count = 0
        self.gradients: list[np.ndarray] = []

    def apply(self, gradients: Sequence[np.ndarray]) -> None:
        """One update from ``gradients``, in the order of the variables."""
        self.count += 1
        self.gradients = list(gradients)
        decay, decay_square = self.betas
        for k, (variable, gradient) in enumerate(zip(self.variables, self.gradients, strict=True)):
            mean, square = self.slots["mean"][k], self.slots["square"][k]
            mean = mean + (1 - decay) * (gradient - mean)
            square = square + (1 - decay_square) * (gradient * gradient - square)
            corrected = mean / (1 - decay**self.count)
            scale = np.sqrt(square / (1 - decay_square**self.count)) + self.epsilon
            variable.value = variable.value - self.learning_rate * corrected / scale
            self.slots["mean"][k], self.slots["square"][k] = mean, square
