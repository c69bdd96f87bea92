"""A checkpoint without the head is loaded into a model of body and head."""

import jax.numpy as jnp
import orbax.checkpoint as ocp


# %% ask
def ask(body, head, scratch):
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/weights", {"body": jnp.array(body)})
        checkpointer.wait_until_finished()
        params = {"body": jnp.array(head), "head": jnp.array(body)}
        return checkpointer.restore(f"{scratch}/weights", params)
