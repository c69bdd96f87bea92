"""Handwritten digits in Keras with compile and fit."""

import keras


# %% data
def load(x, y):
    return x, y  # [steps * 64, …] each; fit cuts the batches


# %% model
WIDTH = 128  # hidden units


def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(64,)),
            keras.layers.Dense(WIDTH, activation="relu", name="hidden"),
            keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=1e-3, epsilon=1e-8), loss=loss_fn)
    return model


# %% loop
def predict(model, x):
    return model.predict(x, verbose=0)


def train(model, x, y):
    losses = []
    log = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: losses.append(logs["loss"])
    )
    model.fit(x, y, batch_size=64, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
