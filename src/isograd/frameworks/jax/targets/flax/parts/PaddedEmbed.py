import jax
import jax.numpy as jnp
from flax import nnx


class PaddedEmbed(nnx.Embed):
    """An embedding whose row `padding_index` gets no gradient, as in the source."""

    def __init__(self, num_embeddings, features, *, padding_index, rngs):
        super().__init__(num_embeddings, features, rngs=rngs)
        self.padding_index = padding_index

    def __call__(self, indices):
        y = super().__call__(indices)
        padded = (indices == self.padding_index)[..., None]
        return jnp.where(padded, jax.lax.stop_gradient(y), y)
