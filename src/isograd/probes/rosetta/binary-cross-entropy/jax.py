"""Binary cross-entropy from logits."""

import jax.numpy as jnp
import optax


# %% snippet
def f(logits, labels):
    return optax.sigmoid_binary_cross_entropy(logits, labels).mean()


# %% ask
def ask(logits, labels):
    return {"y": f(jnp.array(logits), jnp.array(labels))}
