"""A certificate as one page that needs nothing else."""

from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined

from isograd.i18n import language, sentence, text
from isograd.port.certificate import Certificate


def page(certificate: Certificate) -> str:
    """HTML in the language of this process; names from the user's model are escaped."""
    source = resources.files("isograd.port").joinpath("certificate.html.j2").read_text("utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined)

    def t(key: str, **fields: Any) -> str:
        return text(f"port.{key}", **fields)

    def reason(part: Any) -> str:
        return sentence(part.reason_code, part.details, language()) if part.reason_code else ""

    return environment.from_string(source).render(
        certificate=certificate, t=t, reason=reason, language=language()
    )
