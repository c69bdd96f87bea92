"""A pendulum's constants in TensorFlow 2: tf.scan integrates a batch of starts."""

import tensorflow as tf


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


class Pendulum(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.log_omega = self.add_weight(shape=(), initializer="zeros", name="log_omega")
        self.log_gamma = self.add_weight(shape=(), initializer="zeros", name="log_gamma")
        self.torque = self.add_weight(shape=(), initializer="zeros", name="torque")

    def call(self, x):  # starts [batch, 2] to the observed angles [batch, 4]
        stiffness, damping = tf.exp(2 * self.log_omega), tf.exp(self.log_gamma)

        def slope(state):
            angle, velocity = tf.unstack(state)
            force = self.torque - stiffness * tf.sin(angle) - damping * velocity
            return tf.stack([velocity, force])

        def rk4_step(state, _):
            k1 = slope(state)
            k2 = slope(state + H / 2 * k1)
            k3 = slope(state + H / 2 * k2)
            k4 = slope(state + H * k3)
            return state + H * (k1 + 2 * k2 + 2 * k3 + k4) / 6

        states = tf.scan(rk4_step, tf.range(STEPS), initializer=tf.transpose(x))
        return tf.transpose(states[EVERY - 1 :: EVERY, 0])


# %% loss
loss_fn = tf.keras.losses.MeanSquaredError()


# %% step
def build():
    return Pendulum(), tf.keras.optimizers.Adam(learning_rate=5e-3, epsilon=1e-8)


def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# %% loop
def predict(model, x):
    return model(x)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
