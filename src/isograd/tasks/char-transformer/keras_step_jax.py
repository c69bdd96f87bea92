"""A causal character transformer in Keras with a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras
from keras import ops


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class Transformer(keras.Model):
    def __init__(self):
        super().__init__()
        layers = keras.layers
        self.token = layers.Embedding(141, 32, name="token")
        self.position = layers.Embedding(16, 32, name="position")
        self.attention_norm = layers.LayerNormalization(epsilon=1e-5, name="attention_norm")
        self.attention = layers.MultiHeadAttention(2, 16, use_bias=False, name="attention")
        self.mlp_norm = layers.LayerNormalization(epsilon=1e-5, name="mlp_norm")
        self.expand = layers.Dense(128, name="expand")
        self.contract = layers.Dense(32, name="contract")
        self.final_norm = layers.LayerNormalization(epsilon=1e-5, name="final_norm")
        self.head = layers.Dense(141, name="head")

    def call(self, x):  # [batch, time] of tokens -> [batch, time, vocabulary]
        x = self.token(x) + self.position(ops.arange(16))
        normed = self.attention_norm(x)
        # With the scores it computes in the dtype of its inputs; without, JAX's kernel takes over,
        # whose softmax is float32 always.
        attended, _ = self.attention(
            normed, normed, use_causal_mask=True, return_attention_scores=True
        )
        x = x + attended
        hidden = ops.gelu(self.expand(self.mlp_norm(x)), approximate=True)
        x = x + self.contract(hidden)
        return self.head(self.final_norm(x))


class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        return ops.minimum(ops.cast(step, "float32") + 1, 8) / 1024


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = Transformer()
    model(keras.Input([16], dtype="int32"))  # creates the weights
    optimizer = keras.optimizers.AdamW(
        learning_rate=WarmUp(), epsilon=1e-6, weight_decay=1 / 64, global_clipnorm=1.0
    )
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, x, y):
    logits, non_trainable = model.stateless_call(trainable, non_trainable, x)
    return loss_fn(y, logits), non_trainable


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, x, y):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss, has_aux=True)
    (loss, non_trainable), grads = grad_fn(trainable, non_trainable, model, x, y)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, prompt):
    trainable, non_trainable, _ = state

    def logits(text):
        return model.stateless_call(trainable, non_trainable, text)[0]

    def sample(text, _):
        token = logits(text)[:, -1].argmax(axis=-1)
        return jnp.concatenate([text[:, 1:], token[:, None]], axis=1), token

    _, tokens = jax.lax.scan(sample, prompt, length=24)
    return tokens.T, logits(prompt)


def train(model, optimizer, state, batches):
    for i, (x, y) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
