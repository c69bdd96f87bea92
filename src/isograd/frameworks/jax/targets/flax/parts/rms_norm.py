import jax
import jax.numpy as jnp


def rms_norm(x, scale, epsilon):
    """Root-mean-square norm over the last axis with a given scale."""
    y = x * jax.lax.rsqrt(jnp.square(x).mean(axis=-1, keepdims=True) + epsilon)
    return y if scale is None else y * scale
