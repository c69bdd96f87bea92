"""Poisson's equation by a network in Equinox: the model takes one point, as its Hessian does."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, f, x_b, u_b):
    return tuple(jnp.asarray(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


class MLP(eqx.Module):
    hidden_1: eqx.nn.Linear
    hidden_2: eqx.nn.Linear
    output: eqx.nn.Linear

    def __init__(self, key):
        key_1, key_2, key_3 = jax.random.split(key, 3)
        self.hidden_1 = eqx.nn.Linear(2, WIDTH, key=key_1)
        self.hidden_2 = eqx.nn.Linear(WIDTH, WIDTH, key=key_2)
        self.output = eqx.nn.Linear(WIDTH, 1, key=key_3)

    def __call__(self, x):  # one point; vmap adds the batch
        x = jnp.tanh(self.hidden_1(x))
        x = jnp.tanh(self.hidden_2(x))
        return self.output(x)


# %% loss
def laplacian(model, point):
    return jnp.trace(jax.hessian(model)(point), axis1=1, axis2=2)  # of [1, 2, 2]


def loss_fn(model, x, f, x_b, u_b):
    residual = -jax.vmap(laplacian, in_axes=(None, 0))(model, x) - f
    misfit = jax.vmap(model)(x_b) - u_b
    return jnp.mean(residual**2) + 100 * jnp.mean(misfit**2)


# %% step
optimizer = optax.adam(1e-2)


def build():
    model = MLP(jax.random.key(0))
    return model, optimizer.init(eqx.filter(model, eqx.is_array))


@eqx.filter_jit
def step(model, opt_state, x, f, x_b, u_b):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, x, f, x_b, u_b)
    updates, opt_state = optimizer.update(grads, opt_state, model)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
@eqx.filter_jit
def predict(model, x):
    return jax.vmap(model)(x)


def train(model, opt_state, batches):
    for i, batch in enumerate(batches):
        model, opt_state, loss = step(model, opt_state, *load(*batch))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, opt_state
