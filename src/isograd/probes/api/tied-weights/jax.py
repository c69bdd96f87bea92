"""An embedding and an output layer that share their weight."""

import jax
import jax.numpy as jnp


# %% model
def logits(params, ids):
    return params["embed"][ids] @ params["embed"].T


# %% ask
def ask(table, ids, rate):
    params = {"embed": jnp.array(table)}
    ids = jnp.array(ids)
    gradients = jax.grad(lambda params: jnp.mean(logits(params, ids) ** 2))(params)
    params = jax.tree.map(lambda p, g: p - rate * g, params, gradients)
    count = sum(p.size for p in jax.tree.leaves(params))
    return {"table": params["embed"], "parameters": count}
