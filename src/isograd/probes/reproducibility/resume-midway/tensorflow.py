"""Save after twenty steps and go on; then load into new objects and go on from there."""

import tensorflow as tf


# %% function
def make(seed, x, y):
    tf.random.set_seed(seed)
    weights = [tf.Variable(tf.random.normal([4, 16])), tf.Variable(tf.random.normal([16, 1]))]
    optimizer = tf.keras.optimizers.Adam()
    optimizer.build(weights)
    generator = tf.random.Generator.from_seed(seed)
    batches = iter(tf.data.Dataset.from_tensor_slices((x, y)).shuffle(32).repeat().batch(8))
    return tf.train.Checkpoint(
        weights=weights, optimizer=optimizer, generator=generator, batches=batches
    )


def train(state):
    w1, w2 = state.weights
    for _ in range(20):
        features, target = next(state.batches)
        dropping = state.generator.make_seeds()[:, 0]
        with tf.GradientTape() as tape:
            hidden = tf.nn.relu(features @ w1)
            hidden = tf.nn.experimental.stateless_dropout(hidden, 0.5, seed=dropping)
            loss = tf.reduce_mean((hidden @ w2 - target) ** 2)
        state.optimizer.apply_gradients(zip(tape.gradient(loss, [w1, w2]), [w1, w2]))
    return w1.numpy()


# %% ask
def ask(seed, x, y, scratch):
    state = make(seed, x, y)
    train(state)
    path = state.write(f"{scratch}/midway")
    first = train(state)
    state = make(seed, x, y)
    state.read(path)
    return {"first": first, "again": train(state)}
