"""The product of a Hessian with a vector, without the Hessian."""

import paddle


# %% function
def g(x):
    return paddle.sum(paddle.sin(x)) * paddle.sum(paddle.exp(x))


def gradient(x):
    return paddle.grad(g(x), x, create_graph=True)[0]


def f(x, v):
    return paddle.incubate.autograd.jvp(gradient, x, v)[1]


# %% ask
def ask(f, x, v):
    return {
        "product": f(
            paddle.to_tensor(x, stop_gradient=False), paddle.to_tensor(v, stop_gradient=False)
        ).numpy()
    }
