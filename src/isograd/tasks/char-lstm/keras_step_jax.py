"""Next characters of verse with an LSTM in Keras with a training step in JAX."""

from functools import partial

import jax
import jax.numpy as jnp
import keras


# %% data
def load(x, y):
    return jnp.asarray(x), jnp.asarray(y)


# %% model
def create_model():
    x = keras.Input(shape=(30,), dtype="int64")
    embedding = keras.layers.Embedding(164, 12, mask_zero=True, name="embedding")
    lstm = keras.layers.LSTM(16, return_sequences=True, return_state=True, name="lstm")
    output = keras.layers.Dense(164, name="output")
    state, logits = None, []
    for window in keras.ops.split(x, 3, axis=1):
        hidden, *state = lstm(embedding(window), initial_state=state)
        state = [keras.ops.stop_gradient(part) for part in state]
        logits.append(output(hidden))
    return keras.Model(x, keras.layers.Concatenate(axis=1)(logits))  # [batch, time, class]


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)  # heeds the logits' mask


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


def compute_loss(trainable, non_trainable, model, x, y):
    y_pred, non_trainable = model.stateless_call(trainable, non_trainable, x, training=True)
    return loss_fn(y, y_pred), non_trainable


@partial(jax.jit, static_argnames=("model", "optimizer"))
def step(model, optimizer, state, x, y):
    trainable, non_trainable, slots = state
    grad_fn = jax.value_and_grad(compute_loss, has_aux=True)
    (loss, non_trainable), grads = grad_fn(trainable, non_trainable, model, x, y)
    trainable, slots = optimizer.stateless_apply(slots, grads, trainable)
    return (trainable, non_trainable, slots), loss


# %% loop
@partial(jax.jit, static_argnames="model")
def predict(model, state, x):
    trainable, non_trainable, _ = state
    logits, _ = model.stateless_call(trainable, non_trainable, x, training=False)
    return logits


def train(model, optimizer, state, batches):
    for i, (x, y) in enumerate(batches):
        state, loss = step(model, optimizer, state, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
    return state
