"""Initialise a large weight with a truncated normal of a given deviation."""

import jax


# %% ask
def ask(seed, deviation):
    initializer = jax.nn.initializers.truncated_normal(stddev=deviation)
    return {"draws": initializer(jax.random.key(seed), (200, 200))}
