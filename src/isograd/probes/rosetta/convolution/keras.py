"""Two-dimensional convolution."""

from keras import ops


# %% snippet
def f(x, kernel):
    return ops.conv(x, kernel, data_format="channels_last")


# %% ask
def ask(x, kernel):
    return {"y": f(ops.array(x), ops.array(kernel))}
