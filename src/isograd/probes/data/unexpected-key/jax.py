"""A checkpoint of body and head is loaded into a model without the head."""

import jax.numpy as jnp
import orbax.checkpoint as ocp


# %% ask
def ask(body, head, scratch):
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/weights", {"body": jnp.array(body), "head": jnp.array(head)})
        checkpointer.wait_until_finished()
        params = {"body": jnp.array(head)}
        return checkpointer.restore(f"{scratch}/weights", params)
