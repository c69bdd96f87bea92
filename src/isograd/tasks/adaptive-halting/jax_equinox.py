"""Adaptive halting in Equinox: its own while loop, which reverse mode can go through since it keeps
checkpoints for the largest number of iterations."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax
from equinox.internal import while_loop


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
LIMIT = 12  # iterations at most


class Halting(eqx.Module):
    input: eqx.nn.Linear
    recurrent: eqx.nn.Linear
    halt: eqx.nn.Linear
    output: eqx.nn.Linear

    def __init__(self, key):
        keys = jax.random.split(key, 4)
        self.input = eqx.nn.Linear(4, 8, key=keys[0])
        self.recurrent = eqx.nn.Linear(8, 8, use_bias=False, key=keys[1])
        self.halt = eqx.nn.Linear(8, 1, key=keys[2])
        self.output = eqx.nn.Linear(8, 1, key=keys[3])

    def __call__(self, x):  # one example; vmap adds the batch
        inputs = self.input(x)

        def goes_on(carry):
            _, _, left, _, _ = carry
            return jnp.all(left > 0)

        def iterate(carry):
            state, mean, left, ponder, iterations = carry
            state = jnp.tanh(inputs + self.recurrent(state))
            halt = jax.nn.sigmoid(self.halt(state))
            weight = jnp.where(left - halt > 0.01, halt, left)  # the last one takes what is left
            return state, mean + weight * state, left - weight, ponder + left, iterations + 1

        start = (*jnp.zeros((2, 8)), jnp.ones(1), jnp.zeros(1), jnp.zeros(1, int))
        end = while_loop(goes_on, iterate, start, max_steps=LIMIT, kind="checkpointed")
        _, mean, _, ponder, iterations = end
        return self.output(mean), ponder, iterations


# %% loss
def loss_fn(model, x, y):
    predicted, ponder, _ = jax.vmap(model)(x)
    return jnp.mean((predicted - y) ** 2) + jnp.mean(ponder) / 64


# %% step
optimizer = optax.sgd(0.25)


def build():
    model = Halting(jax.random.key(0))
    model = eqx.tree_at(lambda m: m.halt.bias, model, jnp.full(1, -1.5))
    return model, optimizer.init(eqx.filter(model, eqx.is_array))


@eqx.filter_jit
def step(model, opt_state, x, y):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, model)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
@eqx.filter_jit
def predict(model, x):
    predicted, _, iterations = jax.vmap(model)(x)
    return predicted, iterations


def train(model, opt_state, batches):
    for i, (x, y) in enumerate(batches):
        model, opt_state, loss = step(model, opt_state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, opt_state
