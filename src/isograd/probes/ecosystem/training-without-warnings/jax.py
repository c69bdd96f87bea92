"""A small model is trained, saved and loaded while every warning is noted."""

import warnings

import jax
import jax.numpy as jnp
import optax
import orbax.checkpoint as ocp


# %% function
def loss_fn(params, x, y):
    return jnp.mean((jnp.tanh(x @ params["hidden"]) @ params["output"] - y) ** 2)


def train(x, y, scratch):
    draw = jax.nn.initializers.glorot_normal()
    first, second = jax.random.split(jax.random.key(0))
    params = {"hidden": draw(first, (3, 4)), "output": draw(second, (4, 1))}
    optimizer = optax.adam(0.05)
    state, losses = optimizer.init(params), []
    for _ in range(20):
        loss, grads = jax.value_and_grad(loss_fn)(params, x, y)
        updates, state = optimizer.update(grads, state)
        params = optax.apply_updates(params, updates)
        losses.append(float(loss))
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/weights", params)
        checkpointer.wait_until_finished()
        checkpointer.restore(f"{scratch}/weights", params)
    return losses


# %% ask
def ask(x, y, scratch):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        losses = train(jnp.array(x), jnp.array(y), scratch)
    return {"losses": [losses[0], losses[-1]], "warned": [str(one.message) for one in caught]}
