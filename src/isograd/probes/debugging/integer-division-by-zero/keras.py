"""Divide integers, one of them by zero."""

from keras import ops


# %% function
def f(a, b):
    return a // b  # <-


# %% ask
def ask(f, numbers, divisors):
    quotient = f(ops.array(numbers, "int32"), ops.array(divisors, "int32"))
    return {"quotient": ops.convert_to_numpy(quotient)}
