"""Cross-entropy with a label beyond the last class."""

import paddle
from paddle.nn.functional import cross_entropy


# %% function
def f(logits, labels):
    return cross_entropy(logits, labels)  # <-


# %% ask
def ask(f, logits, labels):
    return {"loss": f(paddle.to_tensor(logits), paddle.to_tensor(labels))}
