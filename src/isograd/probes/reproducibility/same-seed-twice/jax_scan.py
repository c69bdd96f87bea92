"""Train a small network with dropout twice from one seed, and once from another."""

import jax
import jax.numpy as jnp
import optax


# %% function
def loss(weights, key, x, y):
    hidden = jax.nn.relu(x @ weights["w1"])
    kept = jax.random.bernoulli(key, 0.5, hidden.shape)
    return jnp.mean((jnp.where(kept, 2 * hidden, 0) @ weights["w2"] - y) ** 2)


@jax.jit
def train(seed, x, y):
    first, second, key = jax.random.split(jax.random.key(seed), 3)
    weights = {"w1": jax.random.normal(first, (4, 16)), "w2": jax.random.normal(second, (16, 1))}
    optimizer = optax.adam(0.01)

    def step(carry, key):
        weights, state = carry
        value, gradient = jax.value_and_grad(loss)(weights, key, x, y)
        updates, state = optimizer.update(gradient, state)
        return (optax.apply_updates(weights, updates), state), value

    start = weights, optimizer.init(weights)
    return jax.lax.scan(step, start, jax.random.split(key, 20))[1]


# %% ask
def ask(seed, x, y):
    x, y = jnp.array(x), jnp.array(y)
    first, again = train(seed, x, y), train(seed, x, y)
    return {"first": first, "again": again, "other": train(seed + 1, x, y)}
