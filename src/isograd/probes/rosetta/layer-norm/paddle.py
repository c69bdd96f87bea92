"""Layer normalisation."""

import paddle


# %% snippet
def f(x):
    return paddle.nn.LayerNorm(x.shape[-1], epsilon=1e-5)(x).detach()


# %% ask
def ask(x):
    return {"y": f(paddle.to_tensor(x))}
