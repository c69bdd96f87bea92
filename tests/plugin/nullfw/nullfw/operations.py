"""Operations on tensors; those that have no pullback of their own are made of others."""

import numpy as np

from .tape import Tensor, constant, default_dtype, operation, sum_over


def matmul(left: Tensor, right: Tensor) -> Tensor:
    """[n, k] times [k, m]."""
    return operation(
        left.value @ right.value,
        (left, lambda g: g @ right.value.T),
        (right, lambda g: left.value.T @ g),
    )


def transpose(matrix: Tensor) -> Tensor:
    return operation(matrix.value.T, (matrix, lambda g: g.T))


def relu(tensor: Tensor) -> Tensor:
    positive = tensor.value > 0
    return operation(np.where(positive, tensor.value, 0), (tensor, lambda g: g * positive))


def exp(tensor: Tensor) -> Tensor:
    value = np.exp(tensor.value)
    return operation(value, (tensor, lambda g: g * value))


def log(tensor: Tensor) -> Tensor:
    return operation(np.log(tensor.value), (tensor, lambda g: g / tensor.value))


def square(tensor: Tensor) -> Tensor:
    return tensor * tensor


def mean(tensor: Tensor) -> Tensor:
    """Mean over all elements."""
    return sum_over(tensor) * (1 / tensor.value.size)


def pick(matrix: Tensor, columns: Tensor) -> Tensor:
    """From each row of [n, m] the element in the column that ``columns`` [n] names."""
    rows = np.arange(len(columns.value))

    def scatter(gradient: np.ndarray) -> np.ndarray:
        back = np.zeros_like(matrix.value)
        back[rows, columns.value] = gradient
        return back

    return operation(matrix.value[rows, columns.value], (matrix, scatter))


def log_softmax(logits: Tensor) -> Tensor:
    """Row by row, shifted by the largest logit, which changes no value and no gradient."""
    shifted = logits - constant(logits.value.max(axis=1, keepdims=True))
    return shifted - log(sum_over(exp(shifted), axis=1))


def normal(shape: tuple, seed: int = 0) -> Tensor:
    """Standard normal numbers in the default dtype."""
    drawn = np.random.default_rng(seed).standard_normal(shape)
    return constant(drawn.astype(default_dtype()))
