"""Momentum with bounded steps: w -= rate * v / (1 + |v|)."""

import jax
import jax.numpy as jnp
import optax


# %% model
def bounded(rate, beta):
    def init(params):
        return jax.tree.map(jnp.zeros_like, params)

    def update(gradients, v, params=None):
        v = jax.tree.map(lambda v, g: beta * v + g, v, gradients)
        return jax.tree.map(lambda v: -rate * v / (1 + jnp.abs(v)), v), v

    return optax.GradientTransformation(init, update)


# %% ask
def ask(x, y, w, rate, beta):
    params = {"w": jnp.array(w)}
    optimizer = bounded(rate, beta)
    opt_state = optimizer.init(params)
    x, y = jnp.array(x), jnp.array(y)
    grad_fn = jax.grad(lambda params: jnp.mean((x @ params["w"] - y) ** 2))
    for _ in range(3):
        updates, opt_state = optimizer.update(grad_fn(params), opt_state, params)
        params = optax.apply_updates(params, updates)
    return params
