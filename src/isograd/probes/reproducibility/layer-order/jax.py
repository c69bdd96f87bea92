"""Make a layer by the key of its name, and once more with another layer before it."""

import zlib

import jax


# %% function
def weights(key, **layers):
    initializer = jax.nn.initializers.lecun_normal()
    return {
        name: initializer(jax.random.fold_in(key, zlib.crc32(name.encode())), shape)
        for name, shape in layers.items()
    }


# %% ask
def ask(seed):
    key = jax.random.key(seed)
    first = weights(key, out=(8, 4))
    again = weights(key, hidden=(8, 8), out=(8, 4))
    return {"first": first["out"], "again": again["out"]}
