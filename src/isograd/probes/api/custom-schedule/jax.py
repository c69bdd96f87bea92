"""A learning rate that warms up and then falls with the inverse square root of the step."""

import jax
import jax.numpy as jnp
import optax


# %% model
def schedule(peak, warm):
    def rate(step):  # from 0
        return peak * jnp.minimum((step + 1) / warm, (warm / (step + 1)) ** 0.5)

    return rate


# %% ask
def ask(x, y, w, peak, warm):
    params = {"w": jnp.array(w)}
    optimizer = optax.sgd(schedule(peak, warm))
    opt_state = optimizer.init(params)
    x, y = jnp.array(x), jnp.array(y)
    grad_fn = jax.grad(lambda params: jnp.mean((x @ params["w"] - y) ** 2))
    for _ in range(5):
        updates, opt_state = optimizer.update(grad_fn(params), opt_state, params)
        params = optax.apply_updates(params, updates)
    return params
