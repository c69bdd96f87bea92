"""Initialise two layers with one initialiser, from one stream of keys."""

import jax
from flax import nnx


# %% ask
def ask(seed, deviation):
    rngs = nnx.Rngs(seed)
    initializer = jax.nn.initializers.normal(deviation)
    layers = [nnx.Linear(8, 4, kernel_init=initializer, rngs=rngs) for _ in range(2)]
    return {"draws": [layer.kernel[...] for layer in layers]}
