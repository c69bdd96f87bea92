"""Save the state between two dropouts, and go back to it."""

import paddle
from paddle.nn import functional


# %% function
def f(x):
    return functional.dropout(x, 0.5)


# %% ask
def ask(f, seed, x):
    x = paddle.to_tensor(x)
    paddle.seed(seed)
    other = f(x)
    state = paddle.get_rng_state()
    first = f(x)
    paddle.set_rng_state(state)
    again = f(x)
    return {"first": first.numpy(), "again": again.numpy(), "other": other.numpy()}
