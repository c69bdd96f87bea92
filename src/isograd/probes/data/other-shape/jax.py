"""A body of two columns is loaded into a model with a body of three."""

import jax.numpy as jnp
import orbax.checkpoint as ocp


# %% ask
def ask(body, head, scratch):
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/weights", {"body": jnp.array(body)})
        checkpointer.wait_until_finished()
        params = {"body": jnp.array([[*row, 0.0] for row in head])}
        return checkpointer.restore(f"{scratch}/weights", params)
