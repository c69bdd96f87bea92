"""Next characters of verse with an LSTM in Equinox: its cell, scanned over time."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
class CharLSTM(eqx.Module):
    embedding: eqx.nn.Embedding
    cell: eqx.nn.LSTMCell
    output: eqx.nn.Linear

    def __init__(self, key):
        embedding, cell, output = jax.random.split(key, 3)
        self.embedding = eqx.nn.Embedding(164, 12, key=embedding)
        self.cell = eqx.nn.LSTMCell(12, 16, key=cell)
        self.output = eqx.nn.Linear(16, 164, key=output)

    def __call__(self, x):  # one sequence; vmap adds the batch
        def advance(state, x):
            h, c = self.cell(x, state)
            return (h, c), self.output(h)

        state = (jnp.zeros(16), jnp.zeros(16))
        logits = []
        for window in jnp.split(jax.vmap(self.embedding)(x), 3):
            state, made = jax.lax.scan(advance, jax.lax.stop_gradient(state), window)
            logits.append(made)
        return jnp.concatenate(logits)  # [time, class]


# %% loss
def loss_fn(model, x, y):
    losses = optax.softmax_cross_entropy_with_integer_labels(jax.vmap(model)(x), y)
    return losses.mean(where=y != 0)


# %% step
optimizer = optax.sgd(2.0)


def build():
    model = CharLSTM(jax.random.key(0))
    return model, optimizer.init(eqx.filter(model, eqx.is_array))


@eqx.filter_jit
def step(model, opt_state, x, y):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, model)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
@eqx.filter_jit
def predict(model, x):
    return jax.vmap(model)(x)


def train(model, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        model, opt_state, loss = step(model, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, opt_state
