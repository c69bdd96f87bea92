import jax
import jax.numpy as jnp


def group_norm(x, scale, bias, groups, epsilon):
    """Group norm over channels-last images with given scale and bias."""
    parts = x.reshape(x.shape[0], -1, groups, x.shape[-1] // groups)
    mean = parts.mean(axis=(1, 3), keepdims=True)
    variance = jnp.square(parts - mean).mean(axis=(1, 3), keepdims=True)
    y = ((parts - mean) * jax.lax.rsqrt(variance + epsilon)).reshape(x.shape)
    y = y if scale is None else y * scale
    return y if bias is None else y + bias
