"""Matrix factorisation in Keras with a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras


# %% data
def load(user, item, rating):
    return [jnp.asarray(user), jnp.asarray(item)], jnp.asarray(rating)


# %% model
def create_model():
    user = keras.Input(shape=(), dtype="int64")
    item = keras.Input(shape=(), dtype="int64")
    users = keras.layers.Embedding(50, 4, name="user_factors")(user)
    items = keras.layers.Embedding(40, 4, name="item_factors")(item)
    user_bias = keras.layers.Embedding(50, 1, name="user_bias")(user)
    item_bias = keras.layers.Embedding(40, 1, name="item_bias")(item)
    product = keras.layers.Dot(axes=1)([users, items])
    rating = keras.layers.Add()([product, user_bias, item_bias])
    return keras.Model([user, item], rating)


# %% loss
loss_fn = keras.losses.MeanSquaredError()


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.SGD(learning_rate=2.0)
    optimizer.build(model.trainable_variables)
    state = (
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables],
        [v.value for v in optimizer.variables],
    )
    return model, optimizer, state


def compute_loss(trainable, non_trainable, model, inputs, rating):
    y_pred, non_trainable = model.stateless_call(trainable, non_trainable, inputs, training=True)
    return loss_fn(rating, y_pred), non_trainable


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, inputs, rating):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss, has_aux=True)
    (loss, non_trainable), grads = grad_fn(trainable, non_trainable, model, inputs, rating)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, user, item):
    trainable, non_trainable, _ = state
    ratings, _ = model.stateless_call(trainable, non_trainable, [user, item], training=False)
    return ratings


def train(model, optimizer, state, batches):
    for i, (user, item, rating) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(user, item, rating))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
