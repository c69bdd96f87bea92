"""Scaled dot-product attention."""

from keras import ops


# %% snippet
def f(q, k, v):  # [batch, head, time, feature]
    q, k, v = (ops.swapaxes(x, 1, 2) for x in (q, k, v))
    return ops.swapaxes(ops.dot_product_attention(q, k, v, is_causal=True), 1, 2)


# %% ask
def ask(q, k, v):
    return {"y": f(ops.array(q), ops.array(k), ops.array(v))}
