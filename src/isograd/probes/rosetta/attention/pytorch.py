"""Scaled dot-product attention."""

import torch


# %% snippet
def f(q, k, v):  # [batch, head, time, feature]
    return torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)


# %% ask
def ask(q, k, v):
    return {"y": f(torch.tensor(q), torch.tensor(k), torch.tensor(v))}
