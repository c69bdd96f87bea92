import jax
import jax.numpy as jnp


def adaptive_average_pool(x, sizes):
    """Means over windows from floor(i n / size) to ceil((i + 1) n / size), axis by axis."""
    for axis, size in enumerate(sizes, start=1):
        n = x.shape[axis]
        parts = [
            jax.lax.slice_in_dim(x, i * n // size, -(-(i + 1) * n // size), axis=axis)
            for i in range(size)
        ]
        x = jnp.concatenate([part.mean(axis=axis, keepdims=True) for part in parts], axis=axis)
    return x
