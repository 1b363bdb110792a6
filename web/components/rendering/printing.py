"""Templates that print numbers and HTML as they are: half of what a page prints.

Jinja escapes whatever a template prints, and asks each value first whether it is HTML. Our
templates know by its type what needs no escape.
"""

from typing import Any

from jinja2 import Template
from markupsafe import Markup, escape

#: The types that have no character to escape.
_NUMBERS = frozenset((int, float))


class PrintingTemplate(Template):
    """A template of ours; everything that is no number and no HTML is escaped."""

    @classmethod
    def from_code(cls, *code: Any, **options: Any) -> Template:  # noqa: ANN401  as Jinja's
        """Return the template of compiled code, whose name for the escape stands for ours."""
        template = super().from_code(*code, **options)
        template.root_render_func.__globals__["escape"] = printed
        return template


def printed(value: object) -> str:
    """Return value as HTML.

    >>> printed(7), printed("<b>"), printed(Markup("<b>"))
    ('7', Markup('&lt;b&gt;'), Markup('<b>'))
    """
    of_type = type(value)
    if of_type is Markup or (of_type is str and is_plain(value)):  # type: ignore[arg-type]
        return value  # type: ignore[return-value]
    return str(value) if of_type in _NUMBERS else escape(value)


def is_plain(text: str) -> bool:
    """Return whether text has no character to escape; five searches take less than an escape."""
    return not ("<" in text or ">" in text or "&" in text or '"' in text or "'" in text)
