"""Append to a list that was passed as an argument."""

from keras import ops


# %% function
def f(items):
    items.append(items[-1] * 2)
    return items[-1]


# %% ask
def ask(f, x, calls):
    items = [ops.array(x)]
    for _ in range(calls):
        f(items)
    return {"length": len(items), "last": float(items[-1])}
