"""Next characters of verse with an LSTM in Flax NNX: a cell, unrolled by nnx.RNN."""

import jax
import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class CharLSTM(nnx.Module):
    def __init__(self, rngs):
        self.embedding = nnx.Embed(164, 12, rngs=rngs)
        cell = nnx.OptimizedLSTMCell(12, 16, rngs=rngs)
        self.lstm = nnx.RNN(cell, return_carry=True)
        self.output = nnx.Linear(16, 164, rngs=rngs)

    def __call__(self, x):
        x = self.embedding(x)
        state = (jnp.zeros((len(x), 16)), jnp.zeros((len(x), 16)))
        logits = []
        for window in jnp.split(x, 3, axis=1):
            state, hidden = self.lstm(window, initial_carry=jax.lax.stop_gradient(state))
            logits.append(self.output(hidden))
        return jnp.concatenate(logits, axis=1)  # [batch, time, class]


# %% loss
def loss_fn(model, x, y):
    losses = optax.softmax_cross_entropy_with_integer_labels(model(x), y)
    return losses.mean(where=y != 0)


# %% step
def build():
    model = CharLSTM(nnx.Rngs(0))
    optimizer = nnx.Optimizer(model, optax.sgd(2.0), wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, x, y):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, y)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
