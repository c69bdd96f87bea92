"""Subtract from a parameter by its local name, and look whether the model moved."""

import jax


# %% ask
def ask(width, step):
    model = {"kernel": jax.random.normal(jax.random.key(0), width)}
    before = model["kernel"]
    kernel = model["kernel"]
    kernel -= step  # <-
    return {"moved": before - model["kernel"]}
