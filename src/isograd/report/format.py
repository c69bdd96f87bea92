"""Numbers as a reader wants them: a few digits and a unit, no more than was measured."""

import math
import re
from datetime import UTC, datetime

_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_TIME_UNITS = ((1e9, "s"), (1e6, "ms"), (1e3, "µs"))
_NARROW_SPACE = "\u202f"


def significant(value: float, digits: int = 3) -> str:
    """``value`` to ``digits`` significant digits, without an exponent: 0.0123, 41.5, 1230."""
    if value == 0:
        return "0"
    places = digits - 1 - math.floor(math.log10(abs(value)))
    rounded = round(value, places)
    # Rounding may have gained a digit: 9.996 -> 10.0.
    places = digits - 1 - math.floor(math.log10(abs(rounded)))
    return f"{rounded:.{max(places, 0)}f}"


def duration(nanoseconds: float, digits: int = 3) -> str:
    """A time with the unit that suits it: 843 ns, 12.3 µs, 4.56 ms, 7.89 s."""
    for scale, unit in _TIME_UNITS:
        # 0.9995: what rounds to 1000 of the smaller unit is written as 1.00 of this one.
        if nanoseconds >= 0.9995 * scale:
            return f"{significant(nanoseconds / scale, digits)}{_NARROW_SPACE}{unit}"
    return f"{nanoseconds:.0f}{_NARROW_SPACE}ns"


def size(count: float) -> str:
    """A number of bytes in KiB, MiB or GiB."""
    if count < 2**20:
        return f"{significant(count / 2**10)}{_NARROW_SPACE}KiB"
    if count >= 2**30:
        return f"{significant(count / 2**30)}{_NARROW_SPACE}GiB"
    return f"{significant(count / 2**20)}{_NARROW_SPACE}MiB"


def moment(iso: str) -> str:
    """An ISO 8601 time to the minute, in UTC; what is no such time is shown as it is."""
    try:
        time = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if time.tzinfo else iso


def scientific(value: float, digits: int = 2) -> str:
    """3.1×10⁻⁷; zero is ``0``."""
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    return f"{mantissa}×10{str(int(exponent)).translate(_SUPERSCRIPT)}"


def ratio(value: float | None) -> str:
    """Deviation ÷ tolerance: 0.31; ``<0.01`` for less; ``∞`` for None; 1.2×10⁵ from a thousand on.

    1 is the limit, so a ratio just beside it must not read as 1.
    """
    if value is None or math.isinf(value):
        return "∞"
    if value == 0:
        return "0"
    if value < 0.01:
        return "<0.01"
    if value >= 1000:
        return scientific(value)
    if 0.995 <= value < 1:
        return "<1"
    if 1 < value < 1.01:
        return ">1"
    return significant(value, 2) if value < 1 else significant(value, 3)


def slug(name: str) -> str:
    """``name`` as part of an identifier in a page: letters, digits and hyphens only."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower() or "x"
