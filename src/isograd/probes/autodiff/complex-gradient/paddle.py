"""Gradient of the squared absolute value of complex numbers."""

import paddle


# %% function
def f(z):
    return (paddle.abs(z) ** 2).sum()


# %% ask
def ask(f, real, imaginary):
    z = paddle.complex(paddle.to_tensor(real), paddle.to_tensor(imaginary))
    z.stop_gradient = False
    f(z).backward()
    gradient = z.grad.numpy()
    return {"real": gradient.real, "imaginary": gradient.imag}
