"""The same transformer for Flax NNX."""

import jax
import jax.numpy as jnp
from flax import nnx


class Block(nnx.Module):
    def __init__(self, dim: int, heads: int, dropout: float, *, rngs: nnx.Rngs):
        self.heads = heads
        self.norm1 = nnx.LayerNorm(dim, epsilon=1e-5, use_fast_variance=False, rngs=rngs)
        self.qkv = nnx.Linear(dim, 3 * dim, rngs=rngs)
        self.proj = nnx.Linear(dim, dim, rngs=rngs)
        self.drop = nnx.Dropout(dropout, rngs=rngs)
        self.norm2 = nnx.LayerNorm(dim, epsilon=1e-5, use_fast_variance=False, rngs=rngs)
        self.mlp = nnx.Sequential(
            nnx.Linear(dim, 2 * dim, rngs=rngs),
            lambda x: jax.nn.gelu(x, approximate=False),
            nnx.Linear(2 * dim, dim, rngs=rngs),
        )

    def __call__(self, x):
        batch, length, dim = x.shape
        qkv = self.qkv(self.norm1(x)).reshape(batch, length, 3, self.heads, dim // self.heads)
        q, k, v = jnp.moveaxis(qkv, 2, 0)
        y = jax.nn.dot_product_attention(q, k, v, is_causal=True)
        x = x + self.drop(self.proj(y.reshape(batch, length, dim)))
        return x + self.mlp(self.norm2(x))


class Transformer(nnx.Module):
    def __init__(
        self,
        tokens: int = 11,
        dim: int = 8,
        heads: int = 2,
        depth: int = 2,
        dropout: float = 0.1,
        *,
        rngs: nnx.Rngs,
    ):
        self.embed = nnx.Embed(tokens, dim, rngs=rngs)
        self.scale = nnx.Variable(jnp.full(dim, 1.5))
        self.blocks = nnx.List(Block(dim, heads, dropout, rngs=rngs) for _ in range(depth))
        self.norm = nnx.LayerNorm(dim, epsilon=1e-5, use_fast_variance=False, rngs=rngs)

    def __call__(self, ids, shift):
        x = self.embed(ids) * self.scale + shift
        for block in self.blocks:
            x = block(x)
        logits = self.embed.attend(self.norm(x))
        return logits, logits.argmax(-1)
