"""A causal character transformer in Flax NNX, with its multi-head attention module."""

import jax
import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def attend(query, key, value, mask, **options):
    # Instead of nnx.dot_product_attention, which computes its softmax in float32 always.
    scores = jnp.einsum("bqhd,bkhd->bhqk", query, key) / 4  # √16
    weights = nnx.softmax(jnp.where(mask, scores, -jnp.inf))
    return jnp.einsum("bhqk,bkhd->bqhd", weights, value)


class Transformer(nnx.Module):
    def __init__(self, rngs):
        self.token = nnx.Embed(141, 32, rngs=rngs)
        self.position = nnx.Embed(16, 32, rngs=rngs)
        self.attention_norm = nnx.LayerNorm(32, epsilon=1e-5, rngs=rngs)
        self.attention = nnx.MultiHeadAttention(
            2, 32, use_bias=False, decode=False, attention_fn=attend, rngs=rngs
        )
        self.mlp_norm = nnx.LayerNorm(32, epsilon=1e-5, rngs=rngs)
        self.expand = nnx.Linear(32, 128, rngs=rngs)
        self.contract = nnx.Linear(128, 32, rngs=rngs)
        self.final_norm = nnx.LayerNorm(32, epsilon=1e-5, rngs=rngs)
        self.head = nnx.Linear(32, 141, rngs=rngs)

    def __call__(self, x):  # [batch, time] of tokens -> [batch, time, vocabulary]
        mask = nnx.make_causal_mask(x)
        x = self.token(x) + self.position(jnp.arange(16))
        x = x + self.attention(self.attention_norm(x), mask=mask)
        hidden = nnx.gelu(self.expand(self.mlp_norm(x)), approximate=True)
        x = x + self.contract(hidden)
        return self.head(self.final_norm(x))


# %% loss
def loss_fn(model, x, y):
    return optax.softmax_cross_entropy_with_integer_labels(model(x), y).mean()


# %% step
def schedule(count):
    return jnp.minimum(count + 1, 8) / 1024  # eight steps of warm-up


def build():
    model = Transformer(nnx.Rngs(0))
    transformation = optax.chain(
        optax.clip_by_global_norm(1.0),
        optax.adamw(schedule, eps=1e-6, weight_decay=1 / 64),
    )
    return model, nnx.Optimizer(model, transformation, wrt=nnx.Param)


@nnx.jit
def step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, prompt):
    def sample(text, _):
        token = model(text)[:, -1].argmax(axis=-1)
        return jnp.concatenate([text[:, 1:], token[:, None]], axis=1), token

    _, tokens = jax.lax.scan(sample, prompt, length=24)
    return tokens.T, model(prompt)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
