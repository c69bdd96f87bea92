"""The same seed twice inside one function."""

import paddle


# %% function
def f(seed):
    first = paddle.uniform([4], min=0.0, max=1.0, seed=seed)
    second = paddle.uniform([4], min=0.0, max=1.0, seed=seed)
    return first, second


# %% ask
def ask(f, seed):
    paddle.seed(seed)
    undisturbed = paddle.rand([4]).numpy()
    paddle.seed(seed)
    (first, second), (other, _) = f(seed), f(seed + 1)
    after = paddle.rand([4]).numpy()
    found = {"first": first.numpy(), "second": second.numpy(), "other": other.numpy()}
    return {**found, "undisturbed": undisturbed, "after": after}
