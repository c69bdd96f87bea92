"""Binary cross-entropy from logits."""

import torch


# %% snippet
def f(logits, labels):
    return torch.nn.BCEWithLogitsLoss()(logits, labels)


# %% ask
def ask(logits, labels):
    return {"y": f(torch.tensor(logits), torch.tensor(labels))}
