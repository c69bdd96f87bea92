"""Normal random numbers."""

import jax


# %% snippet
def draw(seed, count):
    return jax.random.normal(jax.random.key(seed), (count,))


# %% ask
def ask(seed, count):
    return {"x": draw(seed, count)}
