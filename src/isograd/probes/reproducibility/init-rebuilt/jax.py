"""Build a dense layer twice from a seeded stream, and once more from a stream of the same seed."""

from flax import nnx


# %% function
def weights(rngs):
    return nnx.Linear(8, 4, rngs=rngs).kernel[...]


# %% ask
def ask(seed):
    rngs = nnx.Rngs(seed)
    first, other = weights(rngs), weights(rngs)
    return {"first": first, "other": other, "again": weights(nnx.Rngs(seed))}
