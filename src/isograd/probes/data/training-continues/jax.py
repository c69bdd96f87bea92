"""Parameters and optimiser state are saved and restored in the middle of a training."""

import jax
import jax.numpy as jnp
import optax
import orbax.checkpoint as ocp

optimizer = optax.adam(0.1)


# %% function
def build():
    weight = jnp.zeros((3, 1))
    return {"weight": weight, "optimizer": optimizer.init(weight)}


def train(state, x, y, steps):
    weight, opt_state = state["weight"], state["optimizer"]
    for _ in range(steps):
        gradient = jax.grad(lambda weight: jnp.mean((x @ weight - y) ** 2))(weight)
        updates, opt_state = optimizer.update(gradient, opt_state)
        weight = optax.apply_updates(weight, updates)
    return {"weight": weight, "optimizer": opt_state}


# %% ask
def ask(x, y, before, after, scratch):
    x, y = jnp.array(x), jnp.array(y)
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/checkpoint", train(build(), x, y, before))
        checkpointer.wait_until_finished()
        state = checkpointer.restore(f"{scratch}/checkpoint", build())
    return {"weight": train(state, x, y, after)["weight"].ravel()}
