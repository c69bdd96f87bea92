"""Models that cannot be ported, each for one reason."""

import torch
from torch import nn


class Branch(nn.Module):
    """A branch on the values of a tensor."""

    def __init__(self):
        super().__init__()
        self.f = nn.Linear(4, 4)

    def forward(self, x):
        y = self.f(x)
        if y.sum() > 0:
            return y
        return -y


class Straight(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return x.round()

    @staticmethod
    def backward(ctx, gradient):
        return 2 * gradient


class CustomBackward(nn.Module):
    """A backward of its own, which the captured graph does not show."""

    def __init__(self):
        super().__init__()
        self.f = nn.Linear(4, 4)

    def forward(self, x):
        return Straight.apply(self.f(x))


class Hostile(nn.Module):
    """A child whose name would be code."""

    def __init__(self):
        super().__init__()
        self.add_module('x = 1\nimport os  # "', nn.Linear(4, 4))

    def forward(self, x):
        for child in self.children():
            x = child(x)
        return x


class Mutating(nn.Module):
    """It changes its input."""

    def forward(self, x):
        return x.mul_(2) + 1


class Moving(nn.Module):
    """It keeps a moving average in a buffer."""

    def __init__(self):
        super().__init__()
        self.register_buffer("average", torch.zeros(4))

    def forward(self, x):
        self.average.mul_(0.9)
        return x - self.average


class Moody(nn.Module):
    """Something else in eval mode."""

    def __init__(self):
        super().__init__()
        self.f = nn.Linear(4, 4)

    def forward(self, x):
        return self.f(x) if self.training else torch.tanh(self.f(x))


class Documented(nn.Module):
    '''A docstring that would end early: """ + __import__("os").getcwd() + """ \\'''

    def __init__(self):
        super().__init__()
        self.f = nn.Linear(4, 4)

    def forward(self, x):
        return {'"]; import os': self.f(x)}
