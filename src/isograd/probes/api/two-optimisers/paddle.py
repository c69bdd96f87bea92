"""Two layers, each moved by an optimizer of its own, in turns."""

import paddle
from paddle.optimizer import SGD, Momentum


# %% function
def f(first, last, x, target):
    return ((x @ first @ last - target) ** 2).mean()


# %% model
def train(f, first, last, batches, slow, fast):
    optimizers = SGD(slow, [first]), Momentum(fast, 0.9, [last])
    for i, (x, target) in enumerate(batches):
        first.clear_gradient()
        last.clear_gradient()
        f(first, last, x, target).backward()
        optimizers[i % 2].step()


# %% ask
def ask(f, x, target, first, last, slow, fast):
    first, last = (paddle.to_tensor(w, stop_gradient=False) for w in (first, last))
    train(f, first, last, zip(paddle.to_tensor(x), paddle.to_tensor(target)), slow, fast)
    return {"first": first.detach().numpy(), "last": last.detach().numpy()}
