"""Convolutional networks: padding, strides, groups, pooling, residual blocks, flattening."""

import torch
from torch import nn
from torch.nn import functional as F


class BasicBlock(nn.Module):
    """Two convolutions around a shortcut, which is projected where the shape changes."""

    def __init__(self, inputs, outputs, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = None
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride=stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        identity = x if self.shortcut is None else self.shortcut(x)
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return F.relu(out + identity)


class ResNet(nn.Module):
    """A small residual network."""

    def __init__(self, width=8, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 7, stride=2, padding=3, bias=False)
        self.norm = nn.BatchNorm2d(width)
        self.pool = nn.MaxPool2d(3, stride=2, padding=1)
        self.stage1 = nn.Sequential(BasicBlock(width, width), BasicBlock(width, width))
        self.stage2 = nn.Sequential(
            BasicBlock(width, 2 * width, stride=2), BasicBlock(2 * width, 2 * width)
        )
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(2 * width, classes)

    def forward(self, x):
        x = self.pool(F.relu(self.norm(self.stem(x))))
        x = self.stage2(self.stage1(x))
        x = torch.flatten(self.avgpool(x), 1)
        return self.fc(x)


class LeNet(nn.Module):
    """Convolutions without padding in one chain, flattened in front of linear layers."""

    def __init__(self, classes=10):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(6, 12, 5), nn.ReLU(), nn.AvgPool2d(2),
        )  # fmt: skip
        self.classifier = nn.Sequential(
            nn.Flatten(), nn.Linear(12 * 4 * 4, 20), nn.Tanh(), nn.Linear(20, classes)
        )

    def forward(self, image):
        return self.classifier(self.features(image))


class ConvUnit(nn.Module):
    """Convolution, normalisation, activation, of whatever kernel, stride and groups."""

    def __init__(self, inputs, outputs, kernel=3, stride=1, groups=1):
        super().__init__()
        self.conv = nn.Conv2d(
            inputs, outputs, kernel, stride, padding=kernel // 2, groups=groups, bias=False
        )
        self.norm = nn.GroupNorm(2, outputs)

    def forward(self, x):
        return F.relu6(self.norm(self.conv(x)))


class SqueezeExcite(nn.Module):
    """Channels scaled by a gate that the whole image decides."""

    def __init__(self, channels, reduction=4):
        super().__init__()
        self.reduce = nn.Conv2d(channels, channels // reduction, 1)
        self.expand = nn.Conv2d(channels // reduction, channels, 1)

    def forward(self, x):
        gate = x.mean(dim=(2, 3), keepdim=True)
        gate = torch.sigmoid(self.expand(F.silu(self.reduce(gate))))
        return x * gate


class InvertedResidual(nn.Module):
    """Wide, depthwise, narrow, as in mobile networks."""

    def __init__(self, inputs, outputs, stride=1, expansion=2):
        super().__init__()
        hidden = expansion * inputs
        self.expand = ConvUnit(inputs, hidden, kernel=1)
        self.depthwise = ConvUnit(hidden, hidden, stride=stride, groups=hidden)
        self.excite = SqueezeExcite(hidden)
        self.project = nn.Conv2d(hidden, outputs, 1, bias=False)
        self.residual = stride == 1 and inputs == outputs

    def forward(self, x):
        y = self.project(self.excite(self.depthwise(self.expand(x))))
        return x + y if self.residual else y


class MobileNet(nn.Module):
    """Depthwise convolutions with squeeze and excitation."""

    def __init__(self, classes=6):
        super().__init__()
        self.stem = ConvUnit(3, 8, stride=2)
        self.blocks = nn.Sequential(
            InvertedResidual(8, 8), InvertedResidual(8, 12, stride=2), InvertedResidual(12, 12)
        )
        self.head = nn.Linear(12, classes)

    def forward(self, x):
        x = self.blocks(self.stem(x))
        return self.head(x.mean((2, 3)))


class Mixture(nn.Module):
    """Paddings, dilations and poolings that frameworks define differently."""

    def __init__(self):
        super().__init__()
        self.uneven = nn.Conv2d(2, 4, (3, 5), padding=(1, 2))
        self.dilated = nn.Conv2d(4, 4, 3, padding=2, dilation=2)
        self.grouped = nn.Conv2d(4, 8, 3, stride=2, padding=1, groups=2)
        self.same = nn.Conv2d(8, 8, 4, padding="same")
        self.instance = nn.InstanceNorm2d(8, affine=True)
        self.up = nn.ConvTranspose2d(8, 4, 4, stride=2, padding=1)
        self.slope = nn.PReLU(4)
        self.head = nn.Linear(4 * 3 * 3, 5)

    def forward(self, x):
        x = F.relu(self.uneven(x))
        x = F.max_pool2d(self.dilated(x), 3, stride=1, padding=1)
        x = self.instance(self.same(self.grouped(x)))
        x = self.slope(self.up(x))
        x = F.avg_pool2d(x, 3, stride=2, padding=1)
        x = F.avg_pool2d(x, 2, stride=2, ceil_mode=True, count_include_pad=False)
        x = F.interpolate(x, scale_factor=2, mode="bilinear")
        x = F.adaptive_avg_pool2d(x, 3)
        return self.head(x.flatten(1))


class Signal(nn.Module):
    """One-dimensional convolutions over a sequence of readings."""

    def __init__(self, channels=3, hidden=8):
        super().__init__()
        self.conv1 = nn.Conv1d(channels, hidden, 3, padding=1)
        self.norm = nn.BatchNorm1d(hidden)
        self.conv2 = nn.Conv1d(hidden, hidden, 5, stride=2, padding=2, groups=hidden)
        self.head = nn.Conv1d(hidden, 2, 1)

    def forward(self, x):
        x = F.max_pool1d(F.elu(self.norm(self.conv1(x))), 2)
        return self.head(F.leaky_relu(self.conv2(x), 0.2)).mean(-1)
