"""The product of a given cotangent with the Jacobian of a vector-valued function."""

import paddle


# %% function
def f(x, matrix):
    return paddle.einsum("ij,j->i", matrix, paddle.sin(x))


# %% ask
def ask(f, x, matrix, v):
    x = paddle.to_tensor(x, stop_gradient=False)
    y = f(x, paddle.to_tensor(matrix))
    (gradient,) = paddle.grad(y, x, grad_outputs=paddle.to_tensor(v))
    return {"gradient": gradient.numpy()}
