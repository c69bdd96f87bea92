"""A checkpoint that says body becomes parameters that say trunk."""

import jax.numpy as jnp
import orbax.checkpoint as ocp


# %% ask
def ask(saved, scratch):
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/weights", {"body": jnp.array(saved)})
        checkpointer.wait_until_finished()
        params = checkpointer.restore(f"{scratch}/weights")
    return {name.replace("body", "trunk"): weight for name, weight in params.items()}
