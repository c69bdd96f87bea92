"""Train a small network with dropout twice from one seed, and once from another."""

import jax
import jax.numpy as jnp
import optax


# %% function
def f(weights, key, x, y):
    hidden = jax.nn.relu(x @ weights["w1"])
    kept = jax.random.bernoulli(key, 0.5, hidden.shape)
    return jnp.mean((jnp.where(kept, 2 * hidden, 0) @ weights["w2"] - y) ** 2)


# %% ask
def train(f, seed, x, y):
    first, second, key = jax.random.split(jax.random.key(seed), 3)
    weights = {"w1": jax.random.normal(first, (4, 16)), "w2": jax.random.normal(second, (16, 1))}
    optimizer = optax.adam(0.01)
    state = optimizer.init(weights)
    losses = []
    for step in range(20):
        loss, gradient = jax.value_and_grad(f)(weights, jax.random.fold_in(key, step), x, y)
        updates, state = optimizer.update(gradient, state)
        weights = optax.apply_updates(weights, updates)
        losses.append(loss.item())
    return losses


def ask(f, seed, x, y):
    x, y = jnp.array(x), jnp.array(y)
    first, again = train(f, seed, x, y), train(f, seed, x, y)
    return {"first": first, "again": again, "other": train(f, seed + 1, x, y)}
