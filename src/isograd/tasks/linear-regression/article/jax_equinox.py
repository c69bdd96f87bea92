"""Linear regression in Equinox, on a fresh random batch at every step."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def batches(steps, seed):
    for key in jax.random.split(jax.random.key(seed), steps):
        x = jax.random.normal(key, (32, 1))
        yield x, 3 * x + 1


# %% model
class LinearRegression(eqx.Module):
    linear: eqx.nn.Linear

    def __init__(self, key):
        self.linear = eqx.nn.Linear(1, 1, key=key)

    def __call__(self, x):  # one example; vmap adds the batch
        return self.linear(x)


# %% loss
def loss_fn(model, x, y):
    return jnp.mean((jax.vmap(model)(x) - y) ** 2)


# %% step
optimizer = optax.sgd(0.1)


def build():
    model = LinearRegression(jax.random.key(0))
    return model, optimizer.init(eqx.filter(model, eqx.is_array))


@eqx.filter_jit
def step(model, opt_state, x, y):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, y)
    updates, opt_state = optimizer.update(grads, opt_state, model)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
def train(model, opt_state, steps=100, seed=0):
    for x, y in batches(steps, seed):
        model, opt_state, _ = step(model, opt_state, x, y)
    w, b = model.linear.weight, model.linear.bias
    print(f"w = {w.item():.4f}, b = {b.item():.4f}")
