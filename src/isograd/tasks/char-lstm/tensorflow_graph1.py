"""Next characters of verse with an LSTM in TensorFlow 1: a graph, run in a session."""

import tensorflow.compat.v1 as tf

dtype = tf.keras.backend.floatx()


# %% data
def load(x, y):
    return x, y  # placeholders are fed with NumPy arrays


# %% model
def variable(name, shape, initializer=None):
    return tf.get_variable(name, shape, dtype, initializer)


def lstm_cell():
    kernel = variable("lstm/kernel", [12, 64])
    recurrent = variable("lstm/recurrent", [16, 64])
    bias = variable("lstm/bias", [64], tf.zeros_initializer())

    def cell(state, x):
        h, c = state
        gates = tf.matmul(x, kernel) + tf.matmul(h, recurrent) + bias
        i, j, f, o = tf.split(gates, 4, axis=1)  # in the order of TensorFlow 1's LSTMCell
        c = tf.sigmoid(f) * c + tf.sigmoid(i) * tf.tanh(j)
        return tf.sigmoid(o) * tf.tanh(c), c

    return cell


def char_lstm(x):
    table = variable("embedding", [164, 12], tf.random_normal_initializer())
    embedded = tf.nn.embedding_lookup(table, tf.transpose(x))  # [time, batch, 12]
    cell = lstm_cell()
    kernel, bias = variable("output/kernel", [16, 164]), variable("output/bias", [164])
    zeros = tf.zeros([tf.shape(x)[0], 16], dtype)
    state, logits = (zeros, zeros), []
    for window in tf.split(embedded, 3):
        hidden, memory = tf.scan(cell, window, state)
        state = (tf.stop_gradient(hidden[-1]), tf.stop_gradient(memory[-1]))
        logits.append(tf.tensordot(hidden, kernel, 1) + bias)
    return tf.transpose(tf.concat(logits, 0), [1, 0, 2])  # [batch, time, class]


# %% loss
def loss_fn(logits, y):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits)
    return tf.reduce_mean(tf.boolean_mask(losses, y > 0))


# %% step
def build():
    with tf.Graph().as_default():
        x = tf.placeholder(tf.int64, [None, 30], name="x")
        y = tf.placeholder(tf.int64, [None, 30], name="y")
        logits = tf.identity(char_lstm(x), name="logits")
        loss = tf.identity(loss_fn(logits, y), name="loss")
        tf.train.GradientDescentOptimizer(2.0).minimize(loss, name="train")
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
    return session.run("logits:0", feed_dict={"x:0": x})


def train(session, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(session, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
