"""Bit patterns through Orbax, which JAX recommends for checkpoints."""

import jax
import jax.numpy as jnp
import orbax.checkpoint as ocp


# %% ask
def ask(single, half, scratch):
    bits = {"single": jnp.array(single, jnp.uint32), "half": jnp.array(half, jnp.uint16)}
    weights = {
        "single": jax.lax.bitcast_convert_type(bits["single"], jnp.float32),
        "half": jax.lax.bitcast_convert_type(bits["half"], jnp.bfloat16),
    }
    with ocp.StandardCheckpointer() as checkpointer:
        checkpointer.save(f"{scratch}/weights", weights)
        checkpointer.wait_until_finished()
        weights = checkpointer.restore(f"{scratch}/weights", jax.tree.map(jnp.zeros_like, weights))
    return {
        "single": jax.lax.bitcast_convert_type(weights["single"], jnp.uint32),
        "half": jax.lax.bitcast_convert_type(weights["half"], jnp.uint16),
    }
