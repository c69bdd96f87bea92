"""Make a dense layer with twice as many inputs as outputs, with all its defaults."""

from flax import nnx


# %% ask
def ask(seed, outputs):
    return {"weight": nnx.Linear(2 * outputs, outputs, rngs=nnx.Rngs(seed)).kernel[...]}
