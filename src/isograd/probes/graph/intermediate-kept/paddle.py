"""Keep an intermediate value on an object and read it after the call."""

from types import SimpleNamespace

import paddle

kept = SimpleNamespace()


# %% function
def f(x):
    kept.square = x * x
    return paddle.tanh(kept.square)


# %% ask
def ask(f, xs):
    squares = []
    for x in xs:
        f(paddle.to_tensor(x))
        squares.append(kept.square.tolist())
    return {"squares": squares}
