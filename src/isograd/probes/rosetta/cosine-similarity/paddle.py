"""Cosine similarity."""

import paddle


# %% snippet
def f(x, y):
    return paddle.nn.functional.cosine_similarity(x, y)


# %% ask
def ask(x, y):
    return {"y": f(paddle.to_tensor(x), paddle.to_tensor(y))}
