"""LeNet for Keras 3.

image: float32 (batch, 28, 28, 1), channels last
"""

import keras
from keras import layers


class LeNet(keras.Model):
    """Convolutions without padding in one chain, flattened in front of linear layers."""

    def __init__(self, classes=10, **kwargs):
        super().__init__(**kwargs)
        self.features = keras.Sequential(
            [
                layers.Conv2D(6, 5),
                layers.ReLU(),
                layers.MaxPooling2D(2),
                layers.Conv2D(12, 5),
                layers.ReLU(),
                layers.AveragePooling2D(2),
            ]
        )
        self.classifier = keras.Sequential(
            [layers.Flatten(), layers.Dense(20), layers.Activation("tanh"), layers.Dense(classes)]
        )

    def call(self, image):
        return self.classifier(self.features(image))
