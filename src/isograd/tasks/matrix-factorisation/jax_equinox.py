"""Matrix factorisation in Equinox: the model is a PyTree, filtered transformations do the rest."""

import equinox as eqx
import jax
import jax.numpy as jnp
import optax


# %% data
def load(user, item, rating):
    return jnp.asarray(user), jnp.asarray(item), jnp.asarray(rating)


# %% model
class MatrixFactorisation(eqx.Module):
    user: eqx.nn.Embedding
    item: eqx.nn.Embedding
    user_bias: eqx.nn.Embedding
    item_bias: eqx.nn.Embedding

    def __init__(self, key):
        keys = jax.random.split(key, 4)
        self.user = eqx.nn.Embedding(50, 4, key=keys[0])
        self.item = eqx.nn.Embedding(40, 4, key=keys[1])
        self.user_bias = eqx.nn.Embedding(50, 1, key=keys[2])
        self.item_bias = eqx.nn.Embedding(40, 1, key=keys[3])

    def __call__(self, user, item):  # one pair; vmap adds the batch
        product = self.user(user) @ self.item(item)
        return product + self.user_bias(user) + self.item_bias(item)


# %% loss
def loss_fn(model, user, item, rating):
    return jnp.mean((jax.vmap(model)(user, item) - rating) ** 2)


# %% step
optimizer = optax.sgd(2.0)


def build():
    model = MatrixFactorisation(jax.random.key(0))
    return model, optimizer.init(eqx.filter(model, eqx.is_array))


@eqx.filter_jit
def step(model, opt_state, user, item, rating):
    loss, grads = eqx.filter_value_and_grad(loss_fn)(model, user, item, rating)
    updates, opt_state = optimizer.update(grads, opt_state, model)
    return eqx.apply_updates(model, updates), opt_state, loss


# %% loop
@eqx.filter_jit
def predict(model, user, item):
    return jax.vmap(model)(user, item)


def train(model, opt_state, batches):
    for i, (user, item, rating) in enumerate(batches):
        model, opt_state, loss = step(model, opt_state, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss:.4f}")
    return model, opt_state
