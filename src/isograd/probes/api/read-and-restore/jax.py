"""Read all parameters, scale them, and put the old ones back."""

import jax
import jax.numpy as jnp


# %% model
def scaled_and_restored(model, params, x, factor):
    scaled = jax.tree.map(lambda value: factor * value, params)
    return model(scaled, x), model(params, x)


# %% ask
def predict(params, x):
    return jnp.tanh(x @ params["first"]) @ params["last"]


def ask(x, first, last, factor):
    params = {"first": jnp.array(first), "last": jnp.array(last)}
    replaced, restored = scaled_and_restored(predict, params, jnp.array(x), factor)
    return {"replaced": replaced, "restored": restored}
