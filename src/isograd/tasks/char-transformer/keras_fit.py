"""A causal character transformer in Keras: compile and fit, layers on any backend."""

import keras
from keras import ops


# %% data
def load(x, y):
    return x, y  # [steps * 8, time] each; fit cuts the batches


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
        # With the scores it computes in the dtype of its inputs; without, JAX's kernel takes over,
        # whose softmax is float32 always.
        attended, _ = self.attention(
            normed, normed, use_causal_mask=True, return_attention_scores=True
        )
        x = x + attended
        hidden = ops.gelu(self.expand(self.mlp_norm(x)), approximate=True)
        x = x + self.contract(hidden)
        return self.head(self.final_norm(x))


class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        return ops.minimum(ops.cast(step, "float32") + 1, 8) / 1024

    def get_config(self):
        return {}


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = Transformer()
    model(keras.Input([16], dtype="int32"))  # creates the weights
    optimizer = keras.optimizers.AdamW(
        learning_rate=WarmUp(), epsilon=1e-6, weight_decay=1 / 64, global_clipnorm=1.0
    )
    model.compile(optimizer=optimizer, loss=loss_fn)
    return model


# %% loop
def predict(model, prompt):
    text = prompt
    for _ in range(24):
        token = ops.argmax(model(text[:, -16:])[:, -1:], axis=-1)
        text = ops.concatenate([text, ops.cast(token, text.dtype)], axis=1)
    return text[:, 16:], model(prompt)


def train(model, x, y):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit(x, y, batch_size=8, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
