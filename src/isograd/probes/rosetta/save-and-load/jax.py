"""Saving and loading weights."""

import jax.numpy as jnp
from flax import nnx
from flax.serialization import msgpack_restore, msgpack_serialize


# %% snippet
def save(model, path):
    with open(path, "wb") as file:
        file.write(msgpack_serialize(nnx.to_pure_dict(nnx.state(model))))


def load(model, path):
    with open(path, "rb") as file:
        weights = msgpack_restore(file.read())
    state = nnx.state(model)
    nnx.replace_by_pure_dict(state, weights)
    nnx.update(model, state)


# %% ask
def ask(x, scratch):
    one, two = (nnx.Linear(3, 2, rngs=nnx.Rngs(seed)) for seed in (1, 2))
    save(one, f"{scratch}/weights.msgpack")
    load(two, f"{scratch}/weights.msgpack")
    x = jnp.array(x)
    return {"same": int((one(x) == two(x)).all())}
