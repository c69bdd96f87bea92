"""Take elements of a tensor, one of them beyond its end."""

from keras import ops


# %% function
def f(x, indices):
    return ops.take(x, indices, axis=0)  # <-


# %% ask
def ask(f, values, indices):
    taken = f(ops.array(values, "float32"), ops.array(indices, "int32"))
    return {"taken": ops.convert_to_numpy(taken)}
