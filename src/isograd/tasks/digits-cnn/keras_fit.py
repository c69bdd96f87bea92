"""Handwritten digits with a convolutional network in Keras, compile and fit."""

import keras


# %% data
def load(x, y):
    return x, y  # [steps * 4, …] each; fit cuts the batches


# %% model
def create_model():
    return keras.Sequential(
        [
            keras.Input(shape=(8, 8)),
            keras.layers.Reshape((8, 8, 1)),
            keras.layers.Conv2D(8, 3, padding="same", use_bias=False, name="conv1"),
            keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm1"),
            keras.layers.Activation("silu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 3, padding="same", use_bias=False, name="conv2"),
            keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5, name="norm2"),
            keras.layers.Activation("silu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(10, name="output"),
        ]
    )


# %% loss
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


# %% step
def build():
    model = create_model()
    optimizer = keras.optimizers.SGD(learning_rate=0.05, momentum=0.9, weight_decay=5e-4)
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
    model.fit(x, y, batch_size=4, shuffle=False, verbose=0, callbacks=[log])
    return losses  # Keras logs the mean over the epoch so far
