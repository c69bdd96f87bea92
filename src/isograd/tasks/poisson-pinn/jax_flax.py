"""Poisson's equation by a network in Flax NNX: JAX's transformations take the module itself."""

import jax
import jax.numpy as jnp
import optax
from flax import nnx


# %% data
def load(x, f, x_b, u_b):
    return tuple(jnp.asarray(array) for array in (x, f, x_b, u_b))


# %% model
WIDTH = 16  # units of each hidden layer


class MLP(nnx.Module):
    def __init__(self, rngs):
        self.hidden_1 = nnx.Linear(2, WIDTH, rngs=rngs)
        self.hidden_2 = nnx.Linear(WIDTH, WIDTH, rngs=rngs)
        self.output = nnx.Linear(WIDTH, 1, rngs=rngs)

    def __call__(self, x):
        x = nnx.tanh(self.hidden_1(x))
        x = nnx.tanh(self.hidden_2(x))
        return self.output(x)


# %% loss
def laplacian(model, x):
    hessian = jax.vmap(jax.hessian(model))(x)  # [batch, 1, 2, 2]
    return jnp.trace(hessian, axis1=2, axis2=3)


def loss_fn(model, x, f, x_b, u_b):
    residual = -laplacian(model, x) - f
    misfit = model(x_b) - u_b
    return jnp.mean(residual**2) + 100 * jnp.mean(misfit**2)


# %% step
def build():
    model = MLP(nnx.Rngs(0))
    optimizer = nnx.Optimizer(model, optax.adam(1e-2), wrt=nnx.Param)
    return model, optimizer


@nnx.jit
def step(model, optimizer, x, f, x_b, u_b):
    loss, grads = nnx.value_and_grad(loss_fn)(model, x, f, x_b, u_b)
    optimizer.update(model, grads)
    return loss


# %% loop
@nnx.jit
def predict(model, x):
    model.eval()
    return model(x)


def train(model, optimizer, batches):
    for i, batch in enumerate(batches):
        loss = step(model, optimizer, *load(*batch))
        print(f"step {i + 1}: loss {loss:.4f}")
