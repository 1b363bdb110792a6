"""What templates print, escaped only where that may change it."""

import pytest
from jinja2 import Environment
from markupsafe import Markup

from web.components.rendering.printing import PrintingTemplate


class Html:
    """A value that is HTML by its own word."""

    def __html__(self):
        """Return it."""
        return "<i>"


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("<b> & \"'", id="text"),
        pytest.param(Markup("<b>&amp;"), id="html"),
        pytest.param(Html(), id="own-html"),
        pytest.param(7, id="number"),
        pytest.param(0.5, id="fraction"),
        pytest.param(True, id="switch"),
        pytest.param(None, id="nothing"),
        pytest.param(["<", 1], id="list"),
        pytest.param(type("Text", (str,), {})("<b>"), id="kind-of-text"),
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{{ value }}", id="printed"),
        pytest.param("{% macro m(v) %}{{ v }}{% endmacro %}{{ m(value) }}", id="macro"),
        pytest.param("{% set kept %}{{ value }}{% endset %}{{ kept }}", id="kept"),
        pytest.param("{{ value ~ '<' }}", id="joined"),
    ],
)
def test_everything_is_printed_as_jinja_prints_it(source, value):
    """Whatever a template does with a value."""
    ours, theirs = Environment(autoescape=True), Environment(autoescape=True)
    ours.template_class = PrintingTemplate
    rendered = [env.from_string(source).render(value=value) for env in (ours, theirs)]
    assert rendered[0] == rendered[1]


def test_the_pages_are_such_templates(app):
    """All that the application loads."""
    assert isinstance(app.jinja_env.get_template("results.html"), PrintingTemplate)
