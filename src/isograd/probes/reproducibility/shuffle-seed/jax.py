"""Permute by a key for each of two epochs, and once more by the first; there is no pipeline."""

import jax


# %% function
def epoch(key, number, examples):
    return jax.random.permutation(jax.random.fold_in(key, number), examples)


# %% ask
def ask(seed, examples):
    key = jax.random.key(seed)
    first, other = epoch(key, 0, examples), epoch(key, 1, examples)
    return {"first": first, "other": other, "again": epoch(jax.random.key(seed), 0, examples)}
