"""Dropout inside a recomputed segment: output and gradient."""

import jax.numpy as jnp
import numpy as np
from flax import nnx


# %% function
@nnx.remat
def segment(model, x):
    return model(x)


@nnx.jit
def f(model, x):
    def loss(model, x):
        y = segment(model, x)
        return jnp.sum(y), y

    gradient, y = nnx.grad(loss, argnums=1, has_aux=True)(model, x)
    return y, gradient


# %% ask
def ask(f, x):
    output, gradient = f(nnx.Dropout(0.5, rngs=nnx.Rngs(0)), jnp.array(x))
    return {"output": np.asarray(output), "gradient": np.asarray(gradient)}
