"""Add up int32 numbers whose sum needs more than 32 bits."""

from keras import ops


# %% ask
def ask(numbers):
    x = ops.convert_to_tensor(numbers, "int32")
    return {"total": ops.convert_to_numpy(ops.sum(x))}
