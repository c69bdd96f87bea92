import jax.numpy as jnp


def vector_norm(x, axis, keepdims=False):
    """Euclidean norm with gradient 0 at 0, as in the source (jnp.linalg.norm: not a number)."""
    total = jnp.sum(jnp.square(x), axis=axis, keepdims=keepdims)
    return jnp.where(total == 0, 0, jnp.sqrt(jnp.where(total == 0, 1, total)))
