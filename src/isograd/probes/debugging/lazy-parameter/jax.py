"""Count the parameters of a layer of Flax that is not told its input size."""

import jax
from flax import nnx


# %% ask
def ask(width):
    layer = nnx.Linear(out_features=width, rngs=nnx.Rngs(0))  # <-
    count = sum(leaf.size for leaf in jax.tree.leaves(nnx.state(layer)))
    return {"count": count}
