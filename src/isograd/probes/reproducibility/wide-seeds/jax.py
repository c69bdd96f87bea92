"""Draw from two seeds that agree in their lowest 32 bits."""

import jax


# %% function
def draw(seed):
    return jax.random.uniform(jax.random.key(seed), (20,))


# %% ask
def ask(seeds):
    return {"draws": [draw(seed) for seed in seeds]}
