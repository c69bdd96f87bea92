"""A layer with a running mean, which moves in training only."""

import jax.numpy as jnp


# %% model
def centre(mean, x, rate, training=False):
    if training:
        mean = mean + rate * (x.mean(0) - mean)
    return x - mean, mean


# %% ask
def ask(batches, rate):
    *trained, last = jnp.array(batches)
    mean = jnp.zeros(last.shape[1])
    for batch in trained:
        _, mean = centre(mean, batch, rate, training=True)
    centred, mean = centre(mean, last, rate)
    return {"centred": centred, "mean": mean}
