"""Note the loss at each step."""

import jax
import jax.numpy as jnp
import optax


# %% model
def loss_fn(params, x, y):
    return jnp.mean((x @ params["w"] - y) ** 2)


def train(params, optimizer, batches):
    losses = []
    opt_state = optimizer.init(params)
    for x, y in batches:
        loss, gradients = jax.value_and_grad(loss_fn)(params, x, y)
        updates, opt_state = optimizer.update(gradients, opt_state, params)
        params = optax.apply_updates(params, updates)
        losses.append(float(loss))
    return losses


# %% ask
def ask(x, y, w, rate):
    batches = zip(jnp.array(x), jnp.array(y))
    return {"losses": train({"w": jnp.array(w)}, optax.sgd(rate), batches)}
