"""Poisson's equation by a network in JAX: the whole training loop as one compiled scan."""

import jax
import jax.numpy as jnp
import optax


# %% data
def load(x, f, x_b, u_b):  # [steps, batch, …] each
    return tuple(jnp.asarray(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


def init(key):
    draw = jax.nn.initializers.lecun_normal()
    sizes = {"hidden_1": (2, WIDTH), "hidden_2": (WIDTH, WIDTH), "output": (WIDTH, 1)}
    return {
        name: {"w": draw(key, shape), "b": jnp.zeros(shape[1])}
        for key, (name, shape) in zip(jax.random.split(key, 3), sizes.items())
    }


def predict(params, x):
    x = jnp.tanh(x @ params["hidden_1"]["w"] + params["hidden_1"]["b"])
    x = jnp.tanh(x @ params["hidden_2"]["w"] + params["hidden_2"]["b"])
    return x @ params["output"]["w"] + params["output"]["b"]


# %% loss
def laplacian(params, point):
    hessian = jax.hessian(predict, argnums=1)(params, point)  # [1, 2, 2]
    return jnp.trace(hessian, axis1=1, axis2=2)


def loss_fn(params, x, f, x_b, u_b):
    residual = -jax.vmap(laplacian, in_axes=(None, 0))(params, x) - f
    misfit = predict(params, x_b) - u_b
    return jnp.mean(residual**2) + 100 * jnp.mean(misfit**2)


# %% step
optimizer = optax.adam(1e-2)


def build():
    params = init(jax.random.key(0))
    return params, optimizer.init(params)


def step(carry, batch):
    params, opt_state = carry
    loss, grads = jax.value_and_grad(loss_fn)(params, *batch)
    updates, opt_state = optimizer.update(grads, opt_state, params)
    return (optax.apply_updates(params, updates), opt_state), loss


# %% loop
@jax.jit
def train(params, opt_state, *batches):
    (params, opt_state), losses = jax.lax.scan(step, (params, opt_state), batches)
    return params, opt_state, losses
