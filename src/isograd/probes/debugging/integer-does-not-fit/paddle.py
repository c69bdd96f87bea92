"""Make an int32 tensor of a number that is too large."""

import paddle


# %% ask
def ask(number):
    x = paddle.to_tensor([number], "int32")  # <-
    return {"made": x}
