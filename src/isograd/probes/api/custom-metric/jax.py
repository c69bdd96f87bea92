"""The geometric mean of the absolute errors, over batches of 5, 5 and 3."""

import jax.numpy as jnp


# %% model
def update(state, predicted, target):
    total, count = state
    return total + jnp.sum(jnp.log(jnp.abs(predicted - target))), count + target.size


def result(state):
    total, count = state
    return jnp.exp(total / count)


# %% ask
def ask(x, y, w):
    x, y, w = jnp.array(x), jnp.array(y), jnp.array(w)
    state = (0.0, 0)
    for start in range(0, len(x), 5):
        state = update(state, x[start : start + 5] @ w, y[start : start + 5])
    return {"metric": result(state)}
