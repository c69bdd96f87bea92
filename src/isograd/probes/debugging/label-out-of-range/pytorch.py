"""Cross-entropy with a label beyond the last class."""

import torch
from torch.nn.functional import cross_entropy


# %% function
def f(logits, labels):
    return cross_entropy(logits, labels)  # <-


# %% ask
def ask(f, logits, labels):
    return {"loss": f(torch.tensor(logits), torch.tensor(labels))}
