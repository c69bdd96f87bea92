"""Make an int32 tensor of a number that is too large."""

from keras import ops


# %% ask
def ask(number):
    x = ops.convert_to_tensor([number], "int32")  # <-
    return {"made": ops.convert_to_numpy(x)}
