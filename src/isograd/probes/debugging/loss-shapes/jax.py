"""Mean squared error of [n, 1] against [n], as Optax has it."""

import jax
import jax.numpy as jnp
import optax


# %% function
def f(prediction, target):
    return optax.losses.squared_error(prediction, target).mean()  # <-


# %% ask
def ask(f, predictions, targets):
    loss = f(jnp.array(predictions).reshape(-1, 1), jnp.array(targets))
    return {"loss": loss}
