import jax
import jax.numpy as jnp


def layer_norm(x, scale, bias, epsilon):
    """Layer norm over the last axis with given scale and bias."""
    mean = x.mean(axis=-1, keepdims=True)
    variance = jnp.square(x - mean).mean(axis=-1, keepdims=True)
    y = (x - mean) * jax.lax.rsqrt(variance + epsilon)
    y = y if scale is None else y * scale
    return y if bias is None else y + bias
