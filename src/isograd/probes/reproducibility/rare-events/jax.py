"""Draw a million events of a usual probability, and many millions of a tiny one."""

import jax


# %% function
def events(key, probability):
    return jax.random.bernoulli(key, probability, (10**6,)).sum().item()


# %% ask
def ask(seed, often, rare, millions):
    usual, *keys = jax.random.split(jax.random.key(seed), millions + 1)
    return {"often": events(usual, often), "rare": sum(events(key, rare) for key in keys)}
