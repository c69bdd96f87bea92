"""Two backward passes of the same loss; the gradient of the second."""

import paddle


# %% ask
def ask(values):
    w = paddle.to_tensor(values, stop_gradient=False)
    for _ in range(2):
        (w * w).sum().backward()
    return {"gradient": w.grad}
