"""A causal character transformer in Keras with a training step in TensorFlow."""

import keras
import tensorflow as tf
from keras import ops


# %% data
def load(x, y):
    return tf.constant(x), tf.constant(y)


# %% model
class Transformer(keras.Model):
    def __init__(self):
        super().__init__()
        layers = keras.layers
        self.token = layers.Embedding(141, 32, name="token")
        self.position = layers.Embedding(16, 32, name="position")
        self.attention_norm = layers.LayerNormalization(epsilon=1e-5, name="attention_norm")
        self.attention = layers.MultiHeadAttention(2, 16, use_bias=False, name="attention")
        self.mlp_norm = layers.LayerNormalization(epsilon=1e-5, name="mlp_norm")
        self.expand = layers.Dense(128, name="expand")
        self.contract = layers.Dense(32, name="contract")
        self.final_norm = layers.LayerNormalization(epsilon=1e-5, name="final_norm")
        self.head = layers.Dense(141, name="head")

    def call(self, x):  # [batch, time] of tokens -> [batch, time, vocabulary]
        x = self.token(x) + self.position(ops.arange(16))
        normed = self.attention_norm(x)
        x = x + self.attention(normed, normed, use_causal_mask=True)
        hidden = ops.gelu(self.expand(self.mlp_norm(x)), approximate=True)
        x = x + self.contract(hidden)
        return self.head(self.final_norm(x))


class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        return ops.minimum(ops.cast(step, "float32") + 1, 8) / 1024


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = Transformer()
    model(keras.Input([16], dtype="int32"))  # creates the weights
    optimizer = keras.optimizers.AdamW(
        learning_rate=WarmUp(), epsilon=1e-6, weight_decay=1 / 64, global_clipnorm=1.0
    )
    return model, optimizer


@tf.function
def step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = loss_fn(y, model(x, training=True))
    # Dense, since a lookup's gradient is sparse here and the global norm would count each row of it
    # apart, also one that repeats.
    gradients = tape.gradient(loss, model.trainable_weights)
    gradients = [tf.convert_to_tensor(gradient) for gradient in gradients]
    optimizer.apply(gradients, model.trainable_weights)
    return loss


# %% loop
def predict(model, prompt):
    text = prompt
    for _ in range(24):
        token = ops.argmax(model(text[:, -16:])[:, -1:], axis=-1)
        text = ops.concatenate([text, ops.cast(token, text.dtype)], axis=1)
    return text[:, 16:], model(prompt)


def train(model, optimizer, batches):
    for i, (x, y) in enumerate(batches):
        loss = step(model, optimizer, *load(x, y))
        print(f"step {i + 1}: loss {loss:.4f}")
