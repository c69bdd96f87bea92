"""A pendulum's constants in Keras with compile and fit: ops.scan integrates on every backend."""

import keras
from keras import ops


# %% data
def load(x, y):
    return x, y  # [steps * 32, …] each; fit cuts the batches


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


class Pendulum(keras.Model):
    def __init__(self):
        super().__init__()
        self.log_omega = self.add_weight(shape=(), initializer="zeros", name="log_omega")
        self.log_gamma = self.add_weight(shape=(), initializer="zeros", name="log_gamma")
        self.torque = self.add_weight(shape=(), initializer="zeros", name="torque")

    def call(self, x):  # starts [batch, 2] to the observed angles [batch, 4]
        stiffness, damping = ops.exp(2 * self.log_omega), ops.exp(self.log_gamma)

        def slope(state):
            angle, velocity = ops.unstack(state)
            force = self.torque - stiffness * ops.sin(angle) - damping * velocity
            return ops.stack([velocity, force])

        def rk4_step(state, _):
            k1 = slope(state)
            k2 = slope(state + H / 2 * k1)
            k3 = slope(state + H / 2 * k2)
            k4 = slope(state + H * k3)
            state = state + H * (k1 + 2 * k2 + 2 * k3 + k4) / 6
            return state, state

        _, states = ops.scan(rk4_step, ops.transpose(x), length=STEPS)
        return ops.transpose(states[EVERY - 1 :: EVERY, 0])


# %% loss
loss_fn = keras.losses.MeanSquaredError()


# %% step
def build():
    model = Pendulum()
    optimizer = keras.optimizers.Adam(learning_rate=5e-3, epsilon=1e-8)
    model.compile(optimizer=optimizer, loss=loss_fn)
    return model


# %% loop
def predict(model, x):
    return model.predict(x, verbose=0)


def train(model, x, y):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit(x, y, batch_size=32, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
