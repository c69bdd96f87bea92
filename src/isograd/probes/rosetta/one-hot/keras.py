"""One-hot encoding."""

from keras import ops


# %% snippet
def f(labels):
    return ops.one_hot(labels, 4)


# %% ask
def ask(labels):
    return {"y": f(ops.array(labels))}
