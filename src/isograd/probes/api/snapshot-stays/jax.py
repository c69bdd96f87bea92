"""Read the parameters, train one step, and look at what was read."""

import jax
import jax.numpy as jnp
import optax


# %% ask
def ask(x, w, rate):
    params = {"w": jnp.array(w)}
    kept = params
    optimizer = optax.sgd(rate)
    opt_state = optimizer.init(params)
    gradients = jax.grad(lambda params: jnp.mean((jnp.array(x) @ params["w"]) ** 2))(params)
    updates, opt_state = optimizer.update(gradients, opt_state, params)
    params = optax.apply_updates(params, updates)
    return {"now": params["w"], "kept": kept["w"]}
