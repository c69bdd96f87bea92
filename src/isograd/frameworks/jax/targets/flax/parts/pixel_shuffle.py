import jax.numpy as jnp


def pixel_shuffle(x, factor):
    """Channels become pixels: (B, H, W, C r r) to (B, H r, W r, C)."""
    batch, height, width, channels = x.shape
    x = x.reshape(batch, height, width, channels // factor**2, factor, factor)
    x = jnp.einsum("bhwcij->bhiwjc", x)
    return x.reshape(batch, height * factor, width * factor, channels // factor**2)
