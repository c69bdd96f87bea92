import jax
import jax.numpy as jnp


def absolute(x):
    """Absolute value with derivative 0 at 0, as in the source (jnp.abs: 1)."""
    return x * jax.lax.stop_gradient(jnp.sign(x))
