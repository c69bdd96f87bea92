"""Draw from one seed in float32 and in float64."""

import jax


# %% ask
def ask(seed, size):
    single = jax.random.normal(jax.random.key(seed), (size,), "float32")
    with jax.enable_x64(True):
        double = jax.random.normal(jax.random.key(seed), (size,), "float64")
    return {"float32": single, "float64": double}
