"""Overwrite a parameter between the forward and the backward pass."""

import paddle


# %% ask
def ask(values):
    w = paddle.to_tensor(values, stop_gradient=False)
    loss = (w * w).sum()
    with paddle.no_grad():
        w.scale_(10.0)  # <-
    loss.backward()
    return {"gradient": w.grad}
