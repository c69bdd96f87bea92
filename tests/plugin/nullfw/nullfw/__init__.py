"""A small neural-network library in pure NumPy: variables, a gradient tape, layers, optimisers.

with nf.Tape() as tape:
    loss = nf.mean(nf.square(model(x) - y))
optimizer.apply(tape.gradients(loss, model.variables()))
"""

from .layers import Dense, Model
from .operations import (
    exp,
    log,
    log_softmax,
    matmul,
    mean,
    normal,
    pick,
    relu,
    square,
    transpose,
)
from .optimizers import SGD, Adam
from .tape import Tape, Tensor, Variable, constant, default_dtype, set_default_dtype
from .tape import sum_over as sum

__version__ = "0.1.0"

__all__ = [
    "SGD",
    "Adam",
    "Dense",
    "Model",
    "Tape",
    "Tensor",
    "Variable",
    "constant",
    "default_dtype",
    "exp",
    "log",
    "log_softmax",
    "matmul",
    "mean",
    "normal",
    "pick",
    "relu",
    "set_default_dtype",
    "square",
    "sum",
    "transpose",
]
