"""Scaled dot-product attention."""

import paddle


# %% snippet
def f(q, k, v):  # [batch, head, time, feature]
    q, k, v = (x.transpose([0, 2, 1, 3]) for x in (q, k, v))
    made = paddle.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
    return made.transpose([0, 2, 1, 3])


# %% ask
def ask(q, k, v):
    return {"y": f(paddle.to_tensor(q), paddle.to_tensor(k), paddle.to_tensor(v))}
