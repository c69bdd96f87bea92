"""The same key twice inside one function; there is no global generator."""

import jax


# %% function
def f(seed):
    key = jax.random.key(seed)
    return jax.random.normal(key, 4), jax.random.normal(key, 4)


# %% ask
def ask(f, seed):
    (first, second), (other, _) = f(seed), f(seed + 1)
    return {"first": first, "second": second, "other": other}
