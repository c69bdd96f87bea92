"""Save after two epochs and go on; then load and go on from there."""

import jax
import jax.numpy as jnp
import numpy as np
import optax

optimizer = optax.adam(0.01)


# %% function
def loss(weights, key, x, y):
    hidden = jax.nn.relu(x @ weights["w1"])
    kept = jax.random.bernoulli(key, 0.5, hidden.shape)
    return jnp.mean((jnp.where(kept, 2 * hidden, 0) @ weights["w2"] - y) ** 2)


def train(state, x, y):
    weights, moments, key = state
    for _ in range(2):
        key, shuffling = jax.random.split(key)
        for rows in jax.random.permutation(shuffling, len(x)).reshape(-1, 8):
            key, dropping = jax.random.split(key)
            gradient = jax.grad(loss)(weights, dropping, x[rows], y[rows])
            updates, moments = optimizer.update(gradient, moments)
            weights = optax.apply_updates(weights, updates)
    return weights, moments, key


# %% ask
def ask(seed, x, y, scratch):
    x, y = jnp.array(x), jnp.array(y)
    one, two, key = jax.random.split(jax.random.PRNGKey(seed), 3)
    weights = {"w1": jax.random.normal(one, (4, 16)), "w2": jax.random.normal(two, (16, 1))}
    midway = train((weights, optimizer.init(weights), key), x, y)
    leaves, structure = jax.tree.flatten(midway)
    np.savez(f"{scratch}/midway.npz", *leaves)
    first = train(midway, x, y)
    loaded = np.load(f"{scratch}/midway.npz")
    again = train(jax.tree.unflatten(structure, map(jnp.array, loaded.values())), x, y)
    return {"first": first[0]["w1"], "again": again[0]["w1"]}
