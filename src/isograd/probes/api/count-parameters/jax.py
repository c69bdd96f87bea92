"""Count the parameters of a model with batch normalisation: its statistics are kept apart."""

import jax
import jax.numpy as jnp


def init(key, given, hidden, made):
    first, last = jax.random.split(key)
    params = {
        "first": {"w": jax.random.normal(first, (given, hidden)), "b": jnp.zeros(hidden)},
        "norm": {"scale": jnp.ones(hidden), "shift": jnp.zeros(hidden)},
        "last": {"w": jax.random.normal(last, (hidden, made)), "b": jnp.zeros(made)},
    }
    statistics = {"mean": jnp.zeros(hidden), "variance": jnp.ones(hidden)}
    return params, statistics


# %% ask
def ask(given, hidden, made):
    params, _ = init(jax.random.key(0), given, hidden, made)
    return {"count": sum(p.size for p in jax.tree.leaves(params))}
