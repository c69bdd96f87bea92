"""Gradient in float16 that is too small on its way and in range at its end."""

import paddle


# %% function
def f(x, large, small):
    return (x * large * small * small).sum()


# %% ask
def ask(f, x, large, small):
    x = paddle.to_tensor(x, "float16", stop_gradient=False)
    large, small = paddle.to_tensor(large, "float16"), paddle.to_tensor(small, "float16")
    f(x, large, small).backward()
    return {"gradient": x.grad.numpy()}
