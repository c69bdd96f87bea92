"""Train a small network with dropout in two processes."""

import json
import os
import subprocess
import sys

import tensorflow as tf


# %% function
def train(seed):
    tf.keras.utils.set_random_seed(seed)
    layers = [tf.keras.layers.Dense(32, "relu"), tf.keras.layers.Dropout(0.5)]
    model = tf.keras.Sequential([*layers, tf.keras.layers.Dense(1)])
    optimizer = tf.keras.optimizers.Adam()
    for _ in range(20):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(model(tf.random.normal([64, 8]), training=True) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return tf.concat([tf.reshape(w, [-1]) for w in model.trainable_variables], 0).numpy().tolist()


# %% ask
def other_process(seed, hash_seed):
    command = [sys.executable, "-P", __file__, str(seed)]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return json.loads(subprocess.check_output(command, env=environment).splitlines()[-1])


def ask(seed):
    return {"first": other_process(seed, "1"), "again": other_process(seed, "2")}


if __name__ == "__main__":
    print(json.dumps(train(int(sys.argv[1]))))
