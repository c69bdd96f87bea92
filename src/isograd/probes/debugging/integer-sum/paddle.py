"""Add up int32 numbers whose sum needs more than 32 bits."""

import paddle


# %% ask
def ask(numbers):
    x = paddle.to_tensor(numbers, "int32")
    return {"total": paddle.sum(x)}
