"""Normal random numbers."""

import paddle


# %% snippet
def draw(seed, count):
    paddle.seed(seed)  # there is no generator that can be passed on
    return paddle.randn([count])


# %% ask
def ask(seed, count):
    return {"x": draw(seed, count)}
