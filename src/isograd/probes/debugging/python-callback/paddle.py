"""Call a plain Python function."""

import paddle

seen = []


# %% function
@paddle.jit.not_to_static
def note(y):
    seen.append(float(y[0]))


def f(x):
    y = 2 * x
    note(y)
    return y


# %% ask
def ask(f, values):
    for value in values:
        f(paddle.to_tensor([value]))
    return {"seen": seen}
