"""Make a dense layer with twice as many inputs as outputs, with all its defaults."""

import paddle


# %% ask
def ask(seed, outputs):
    paddle.seed(seed)
    return {"weight": paddle.nn.Linear(2 * outputs, outputs).weight.numpy()}
