"""Click's own sentences in the languages of isograd.

Click asks gettext for them, which wants compiled catalogues and the locale of the whole process.
The catalogue ``click.toml`` answers instead, in the language that is current when click asks.
"""

from functools import cache

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from isograd.i18n import catalogue, language

_ASKING = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


def install() -> None:
    """From now on click speaks `isograd.i18n.language`."""
    for module in _ASKING:
        for name, answer in (("_", one), ("ngettext", one_or_many)):
            if hasattr(module, name):
                setattr(module, name, answer)


def one(sentence: str) -> str:
    """Click's ``sentence``, its {fields} unfilled, in the current language."""
    lang = language()
    return sentence if lang == "en" else _translations(lang).get(sentence, sentence)


def one_or_many(singular: str, plural: str, count: int) -> str:
    return one(singular if count == 1 else plural)


@cache
def _translations(lang: str) -> dict[str, str]:
    return {
        english: catalogue(lang)[key]
        for key, english in catalogue("en").items()
        if key.startswith("click.")
    }
