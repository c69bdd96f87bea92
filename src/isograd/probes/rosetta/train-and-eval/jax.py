"""Training and evaluation."""

import jax.numpy as jnp
from flax import nnx

# %% snippet
model = nnx.Dropout(0.5, rngs=nnx.Rngs(0))


def in_training(x):
    model.train()
    return model(x)


def in_evaluation(x):
    model.eval()
    return model(x)


# %% ask
def ask(count):
    x = jnp.ones(count)
    trained, evaluated = in_training(x), in_evaluation(x)
    dropped = int((trained == 0).any())
    return {"in_evaluation": evaluated.sum(), "scaled_by": trained.max(), "some_dropped": dropped}
