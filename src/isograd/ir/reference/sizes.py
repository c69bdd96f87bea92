"""The value of a symbolic size.

Sizes are written as SymPy writes those of PyTorch: Python's arithmetic, and functions of
``torch.utils._sympy.functions``. An expression is read as a tree, never executed.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Number = int | float | Fraction

OPERATORS: dict[type[ast.AST], Callable[..., Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
FUNCTIONS: dict[str, Callable[..., Number]] = {
    "Max": max,
    "Min": min,
    "Abs": abs,
    "Mod": operator.mod,
    "PythonMod": operator.mod,
    "FloorDiv": operator.floordiv,
    "CleanDiv": operator.floordiv,
    "floor": math.floor,
    "ceiling": math.ceil,
    "FloorToInt": math.floor,
    "CeilToInt": math.ceil,
    "TruncToInt": math.trunc,
    "RoundToInt": round,
    "ToFloat": float,
    "IntTrueDiv": lambda a, b: float(Fraction(a) / Fraction(b)),
    "FloatTrueDiv": lambda a, b: float(a) / float(b),
    "FloatPow": lambda a, b: float(a) ** float(b),
    "PowByNatural": operator.pow,
    "sqrt": math.sqrt,
    "OpaqueUnaryFn_sqrt": math.sqrt,
}


class InvalidSizeError(Exception):
    """An expression that is none of a size."""


def size(expression: str, sizes: Mapping[str, int]) -> int | float:
    """The value of ``expression`` where the axes have these ``sizes``: ``2*batch`` is 8."""
    try:
        value: Number = _value(ast.parse(expression, mode="eval").body, sizes)
    except (SyntaxError, ZeroDivisionError, TypeError) as error:
        raise InvalidSizeError(f"{expression}: {error}") from error
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value


def _value(node: ast.AST, sizes: Mapping[str, int]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.Name(id=name) if name in sizes:
            return sizes[name]
        case ast.UnaryOp(op=sign, operand=operand) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_value(operand, sizes))
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            # SymPy writes an exact quotient so; a float would lose the last digits of a large one.
            a, b = _value(left, sizes), _value(right, sizes)
            return a / b if isinstance(a, float) or isinstance(b, float) else Fraction(a) / b
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in OPERATORS:
            return OPERATORS[type(sign)](_value(left, sizes), _value(right, sizes))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*(_value(one, sizes) for one in arguments))
    raise InvalidSizeError(f"{ast.unparse(node)} is no part of a size")
