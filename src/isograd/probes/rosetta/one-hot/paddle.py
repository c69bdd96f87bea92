"""One-hot encoding."""

import paddle


# %% snippet
def f(labels):
    return paddle.nn.functional.one_hot(labels, 4)


# %% ask
def ask(labels):
    return {"y": f(paddle.to_tensor(labels))}
