"""Replace the activation of a model that has been built and used: it is a list of functions."""

import jax.numpy as jnp


def apply(layers, x):
    for layer in layers:
        x = layer(x)
    return x


# %% ask
def ask(x, first, last):
    x, first, last = jnp.array(x), jnp.array(first), jnp.array(last)
    model = [lambda x: x @ first, jnp.tanh, lambda x: x @ last]
    before = apply(model, x)
    model[1] = jnp.sin
    after = apply(model, x)
    return {"before": before, "after": after}
