"""Handwritten digits in Equinox: the model is a PyTree, filtered transformations do the rest."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
WIDTH = 128  # hidden units


class MLP(eqx.Module):
    hidden: eqx.nn.Linear
    output: eqx.nn.Linear

    def __init__(self, key):
        hidden, output = jax.random.split(key)
        self.hidden = eqx.nn.Linear(64, WIDTH, key=hidden)
        self.output = eqx.nn.Linear(WIDTH, 10, key=output)

    def __call__(self, x):  # one example; vmap adds the batch
        return self.output(jax.nn.relu(self.hidden(x)))


# %% loss
def loss_fn(model, x, y):
    logits = jax.vmap(model)(x)
    return optax.softmax_cross_entropy_with_integer_labels(logits, y).mean()


# %% step
optimizer = optax.adam(1e-3)


def build():
    model = MLP(jax.random.key(0))
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
