"""A pendulum's constants in TensorFlow 1: the integration is a tf.while_loop in the graph."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, y):
    return x, y  # placeholders are fed with NumPy arrays


# %% model
STEPS, EVERY, H = 200, 50, 1 / 32  # the angle is observed after every 50th step


def create_variables():
    return [
        tf.get_variable(name, [], dtype, tf.zeros_initializer())
        for name in ("log_omega", "log_gamma", "torque")
    ]


def rk4_step(slope, state):
    k1 = slope(state)
    k2 = slope(state + H / 2 * k1)
    k3 = slope(state + H / 2 * k2)
    k4 = slope(state + H * k3)
    return state + H * (k1 + 2 * k2 + 2 * k3 + k4) / 6


def pendulum(x):  # starts [batch, 2] to the observed angles [batch, 4]
    log_omega, log_gamma, torque = create_variables()
    stiffness, damping = tf.exp(2 * log_omega), tf.exp(log_gamma)

    def slope(state):
        angle, velocity = tf.unstack(state)
        force = torque - stiffness * tf.sin(angle) - damping * velocity
        return tf.stack([velocity, force])

    def goes_on(i, state, angles):
        return i < STEPS

    def advance(i, state, angles):
        state = rk4_step(slope, state)
        return i + 1, state, angles.write(i, state[0])

    start = (0, tf.transpose(x), tf.TensorArray(dtype, STEPS))
    _, _, angles = tf.while_loop(goes_on, advance, start, maximum_iterations=STEPS)
    return tf.transpose(angles.stack()[EVERY - 1 :: EVERY])


# %% loss
def loss_fn(angles, y):
    return tf.reduce_mean(tf.squared_difference(angles, y))


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(dtype, [None, 2], name="x")
        y = tf.placeholder(dtype, [None, 4], name="y")
        angles = tf.identity(pendulum(x), name="angles")
        loss = tf.identity(loss_fn(angles, y), name="loss")
        tf.train.AdamOptimizer(5e-3).minimize(loss, name="train")
        session = tf.Session()
        session.run(tf.global_variables_initializer())
    return session


def feed(x, y):
    return {"x:0": x, "y:0": y}


def step(session, x, y):
    _, loss = session.run(["train", "loss:0"], feed_dict=feed(x, y))
    return loss


# %% loop
def predict(session, x):
    return session.run("angles:0", feed_dict={"x:0": x})


def train(session, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(session, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
