"""A generative adversarial network in TensorFlow 2: two models, two tapes, two optimizers."""

import tensorflow as tf


# %% data
def load(real, noise):
    return tf.constant(real), tf.constant(noise)


# %% model
def network(inputs, outputs, name):
    return tf.keras.Sequential(
        [
            tf.keras.Input([inputs]),
            tf.keras.layers.Dense(16, activation="tanh", name="first"),
            tf.keras.layers.Dense(16, activation="tanh", name="second"),
            tf.keras.layers.Dense(outputs, name="last"),
        ],
        name=name,
    )


# %% loss
cross_entropy = tf.keras.losses.BinaryCrossentropy(from_logits=True)


def discriminator_loss(real_logits, fake_logits):
    real_loss = cross_entropy(tf.ones_like(real_logits), real_logits)
    return real_loss + cross_entropy(tf.zeros_like(fake_logits), fake_logits)


def generator_loss(fake_logits):
    return cross_entropy(tf.ones_like(fake_logits), fake_logits)


# %% step
def adam():
    return tf.keras.optimizers.Adam(2e-4, beta_1=0.5, epsilon=1e-8)


def build():
    generator, discriminator = network(4, 2, "generator"), network(2, 1, "discriminator")
    return generator, discriminator, adam(), adam()


def step(generator, discriminator, optimizer_g, optimizer_d, real, noise):
    fake = generator(noise, training=True)  # outside of the tape, whose gradient stops at it
    with tf.GradientTape() as tape:
        real_logits = discriminator(real, training=True)
        loss_d = discriminator_loss(real_logits, discriminator(fake, training=True))
    gradients = tape.gradient(loss_d, discriminator.trainable_variables)
    optimizer_d.apply_gradients(zip(gradients, discriminator.trainable_variables))

    with tf.GradientTape() as tape:
        fake = generator(noise, training=True)
        loss_g = generator_loss(discriminator(fake, training=True))
    gradients = tape.gradient(loss_g, generator.trainable_variables)
    optimizer_g.apply_gradients(zip(gradients, generator.trainable_variables))
    return tf.stack([loss_d, loss_g])


# %% loop
def predict(generator, noise):
    return generator(noise, training=False)


def train(generator, discriminator, optimizer_g, optimizer_d, batches):
    state = generator, discriminator, optimizer_g, optimizer_d
    for i, (real, noise) in enumerate(batches):
        loss_d, loss_g = step(*state, *load(real, noise))
        print(f"step {i + 1}: discriminator {loss_d:.4f}, generator {loss_g:.4f}")
