import jax.numpy as jnp


def hard_tanh(x, low, high):
    """Clip that passes no gradient on at the bounds, as the source does."""
    return jnp.where(x <= low, low, jnp.where(x >= high, high, x))
