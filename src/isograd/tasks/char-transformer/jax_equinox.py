"""A causal character transformer in Equinox: written for one text, mapped over the batch."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class Transformer(eqx.Module):
    token: eqx.nn.Embedding
    position: eqx.nn.Embedding
    attention_norm: eqx.nn.LayerNorm
    attention: eqx.nn.MultiheadAttention
    mlp_norm: eqx.nn.LayerNorm
    expand: eqx.nn.Linear
    contract: eqx.nn.Linear
    final_norm: eqx.nn.LayerNorm
    head: eqx.nn.Linear

    def __init__(self, key):
        keys = jax.random.split(key, 6)
        self.token = eqx.nn.Embedding(141, 32, key=keys[0])
        self.position = eqx.nn.Embedding(16, 32, key=keys[1])
        self.attention_norm = eqx.nn.LayerNorm(32)
        self.attention = eqx.nn.MultiheadAttention(2, 32, key=keys[2])
        self.mlp_norm = eqx.nn.LayerNorm(32)
        self.expand = eqx.nn.Linear(32, 128, key=keys[3])
        self.contract = eqx.nn.Linear(128, 32, key=keys[4])
        self.final_norm = eqx.nn.LayerNorm(32)
        self.head = eqx.nn.Linear(32, 141, key=keys[5])

    def mlp(self, x):  # one position; vmap adds the others
        return self.contract(jax.nn.gelu(self.expand(self.mlp_norm(x)), approximate=True))

    def __call__(self, x):  # [time] of tokens -> [time, vocabulary]
        causal = jnp.tril(jnp.ones((16, 16), bool))
        x = jax.vmap(self.token)(x) + self.position.weight
        normed = jax.vmap(self.attention_norm)(x)
        x = x + self.attention(normed, normed, normed, mask=causal)
        x = x + jax.vmap(self.mlp)(x)
        return jax.vmap(lambda one: self.head(self.final_norm(one)))(x)


# %% loss
def loss_fn(model, x, y):
    logits = jax.vmap(model)(x)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean()


# %% step
def schedule(count):
    return jnp.minimum(count + 1, 8) / 1024  # eight steps of warm-up


optimizer = optax.chain(
    optax.clip_by_global_norm(1.0),
    optax.adamw(schedule, eps=1e-6, weight_decay=1 / 64),
)


def build():
    model = Transformer(jax.random.key(0))
    return model, optimizer.init(eqx.filter(model, eqx.is_inexact_array))


@eqx.filter_jit
def step(model, opt_state, x, y):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, y)
    params = eqx.filter(model, eqx.is_inexact_array)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
@eqx.filter_jit
def predict(model, prompt):
    def sample(text, _):
        token = jax.vmap(model)(text)[:, -1].argmax(axis=-1)
        return jnp.concatenate([text[:, 1:], token[:, None]], axis=1), token

    _, tokens = jax.lax.scan(sample, prompt, length=24)
    return tokens.T, jax.vmap(model)(prompt)


def train(model, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        model, opt_state, loss = step(model, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, opt_state
