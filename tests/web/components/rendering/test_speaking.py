"""Templates compiled for each language print what Jinja prints, in that language."""

import pytest
from flask import Flask
from jinja2 import pass_context, pass_environment
from markupsafe import Markup

from web.components.rendering.speaking import SpeakingEnvironment
from web.l10n.catalog import translate
from web.l10n.preferences import Preferences


@pass_context
def name_of(context):
    """Return a name that the template has."""
    return context["name"]


@pass_environment
def escapes(environment):
    """Return whether the environment escapes."""
    return environment.autoescape


def joined(*values, **named):
    """Return all that was given."""
    return f"{values}{named}"


def said(lang):
    """Return what a template says a text with, as Jinja would call it each time."""
    return lambda text, **values: Markup(translate(text, lang)) % values  # noqa: S704  ours


CALLS = {
    "function": "{{ joined(1, '<', at=name) }}",
    "in-a-loop": "{% for n in [1, 2] %}{{ joined(n) }}{% endfor %}",
    "in-a-block": "{% block b %}{{ joined(name) }}{% endblock %}",
    "of-many": "{{ joined(*[1, 2], **{'a': name}) }}",
    "python-word": "{{ joined(**{'class': 1}) }}{{ joined(class=2) }}",
    "wants-the-context": "{{ name_of() }}",
    "wants-the-loop": "{% for name in 'ab' %}{{ name_of() }}{% endfor %}",
    "wants-the-environment": "{{ escapes() }}",
    "method": "{{ name.upper() }}",
    "class": "{{ type_of(1) }}",
    "macro": "{% macro m(a, b='<') %}{{ a }}{{ b }}{% endmacro %}{{ m(name) }}{{ m(1, b=2) }}",
    "block-of-a-macro": (
        "{% macro m() %}<{{ caller(1) }}>{% endmacro %}{% call(n) m() %}{{ n }}&{% endcall %}"
    ),
    "text": "<p>{{ _('المصادر') }}</p>",
    "unknown-text": "{{ _('<لا ترجمة له>') }}",
    "text-as-value": "{{ joined(_('المصادر'), at=_('المصدر')) }}",
    "text-in-a-text": "{{ _('كل %(plural)s', plural=_('المصادر')|lower) }}",
    "text-of-a-name": "{% set text = 'المصدر' %}{{ _(text) }}",
    "language": "{{ preferences().lang }}{% if preferences().lang != 'ar' %} lang{% endif %}",
    "digits": "{{ preferences().digits }}",
}


@pytest.mark.parametrize("source", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_a_template_prints_what_it_does_in_jinja(source, lang):
    """Whatever is called, wherever; texts stand in the template, in its language."""
    given = {"joined": joined, "name_of": name_of, "escapes": escapes, "type_of": type}
    given |= {"_": said(lang), "preferences": lambda: Preferences(lang)}
    ours, theirs = SpeakingEnvironment(Flask("web")), Flask("web").jinja_env
    ours.lang = lang
    rendered = []
    for env in (ours, theirs):
        env.autoescape = True
        env.globals.update(given)
        rendered.append(env.from_string(source).render(name="<a>"))
    assert rendered[0] == rendered[1]


@pytest.mark.parametrize(("lang", "said"), [("ar", "المصادر"), ("en", "Sources")], ids=["ar", "en"])
def test_pages_are_in_the_language_of_their_reader(app, lang, said):
    """The same page, in turns: what is compiled for one reader is not shown to another."""
    for _ in range(2):
        assert f">{said}</a> ·" in app.test_client().get(f"/help?lang={lang}").text


def test_texts_are_not_asked_for_again(app):
    """A text of ours stands in the compiled template."""
    with app.test_request_context("/?lang=en"):
        template = app.jinja_env.get_template("downloads.html")
        source = template.environment.compile("{{ _('المصادر') }}", raw=True)
    assert "'Sources'" in source


def test_templates_are_found_outside_of_requests(app):
    """In the language that they are written in."""
    assert app.jinja_env.get_template("macros.html").environment.lang == "ar"
