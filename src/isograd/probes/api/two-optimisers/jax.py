"""Two layers, each moved by an optimizer of its own, in turns."""

import jax
import jax.numpy as jnp
import optax


# %% function
def f(weights, x, target):
    first, last = weights
    return jnp.mean((x @ first @ last - target) ** 2)


# %% model
def train(f, weights, batches, slow, fast):
    optimizers = optax.sgd(slow), optax.sgd(fast, momentum=0.9)
    states = [optimizer.init(w) for optimizer, w in zip(optimizers, weights)]
    for i, (x, target) in enumerate(batches):
        k = i % 2
        gradients = jax.grad(f)(weights, x, target)
        update, states[k] = optimizers[k].update(gradients[k], states[k])
        weights[k] = weights[k] + update
    return weights


# %% ask
def ask(f, x, target, first, last, slow, fast):
    weights = [jnp.array(first), jnp.array(last)]
    batches = zip(jnp.array(x), jnp.array(target))
    first, last = train(f, weights, batches, slow, fast)
    return {"first": first, "last": last}
