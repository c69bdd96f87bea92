import jax.numpy as jnp


def clip(x, low=None, high=None):
    """Clip that passes the whole gradient on at the bounds, as the source does (jnp.clip: half)."""
    if low is not None:
        x = jnp.where(x < low, low, x)
    return x if high is None else jnp.where(x > high, high, x)
