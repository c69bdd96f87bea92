"""The k largest."""

from keras import ops


# %% snippet
def f(x):
    return ops.top_k(x, 2)[0]


# %% ask
def ask(x):
    return {"y": f(ops.array(x))}
