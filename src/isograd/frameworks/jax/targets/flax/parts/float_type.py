import jax.numpy as jnp


def float_type():
    """The floating-point type of this run: float32 unless 64-bit types are switched on."""
    return jnp.result_type(float)
