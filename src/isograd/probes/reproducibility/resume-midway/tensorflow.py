"""Save after twenty steps and go on; then load into new objects and go on from there."""

import tensorflow as tf
from tensorflow.keras import layers


# %% function
def make(seed, x, y):
    tf.keras.utils.set_random_seed(seed)
    hidden = layers.Dense(16, "relu")
    model = tf.keras.Sequential([hidden, layers.Dropout(0.5, seed=seed), layers.Dense(1)])
    model.build([None, 4])
    optimizer = tf.keras.optimizers.Adam()
    optimizer.build(model.trainable_variables)
    batches = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(32, seed=seed).repeat().batch(8)
    return tf.train.Checkpoint(model=model, optimizer=optimizer, batches=iter(batches))


def train(state):
    weights = state.model.trainable_variables
    for _ in range(20):
        features, target = next(state.batches)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((state.model(features, training=True) - target) ** 2)
        state.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
    return tf.concat([tf.reshape(weight, [-1]) for weight in weights], 0).numpy()


# %% ask
def ask(seed, x, y, scratch):
    state = make(seed, x, y)
    train(state)
    path = state.write(f"{scratch}/midway")
    first = train(state)
    state = make(seed, x, y)
    state.read(path)
    return {"first": first, "again": train(state)}
