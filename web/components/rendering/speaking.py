"""Templates compiled once for each language: what they say is text of theirs, and no call.

A page says a hundred texts of ours and calls a hundred functions. Jinja looks each text up while a
page is rendered, and asks each function first whether it wants the context. Here the texts stand in
the compiled templates, and what is called is called at once.
"""

from collections.abc import MutableMapping
from keyword import iskeyword
from typing import Any

from flask import has_request_context, templating
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

from web.context import preferences
from web.l10n.catalog import WRITTEN, translate


class _Generator(CodeGenerator):
    """Writes the Python code of a template; functions that want the context are called by it."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802  as Jinja's
        """Write a call."""
        odd = any(iskeyword(given.key) for given in node.kwargs)
        if odd or node.dyn_args or node.dyn_kwargs or self._wants_more(node.node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for given in (*node.args, *node.kwargs):
            self.visit(given, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def _wants_more(self, called: nodes.Expr) -> bool:
        """Return whether what is called is, or may be, what pass_context and its like mark."""
        if not isinstance(called, nodes.Name):
            return True
        known = self.environment.globals.get(called.name)
        return hasattr(known, "jinja_pass_arg")


class _Saying(NodeTransformer):
    """Puts the texts of a language where a template asks for them, and the language itself."""

    def __init__(self, lang: str) -> None:
        self._lang = lang

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  as Jinja's
        """Return a text for a call of _ with nothing to put in."""
        node = self.generic_visit(node)  # type: ignore[assignment]
        match node:
            case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=text)], kwargs=[]):
                said = nodes.Const(translate(text, self._lang), lineno=node.lineno)
                return nodes.MarkSafe(said, lineno=node.lineno)  # templates and catalogs are ours
        return node

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802  as Jinja's
        """Return the language for preferences().lang."""
        match node:
            case nodes.Getattr(node=nodes.Call(node=nodes.Name(name="preferences")), attr="lang"):
                return nodes.Const(self._lang, lineno=node.lineno)
        return self.generic_visit(node)


class SpeakingEnvironment(templating.Environment):
    """Flask's environment; it finds the templates in the language of the current request."""

    code_generator_class = _Generator
    #: The language of its templates; "" of the one that the application has, which has none itself.
    lang = ""

    def get_template(self, name: Any, *parent: Any, **given: Any) -> Any:  # noqa: ANN401  as Jinja's
        """Return a template, in the language of the templates that ask for it, if any."""
        if self.lang:
            return super().get_template(name, *parent, **given)
        lang = preferences().lang if has_request_context() else WRITTEN
        return self._speaking(lang).get_template(name, *parent, **given)

    def make_globals(self, added: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what all templates know, and what is added for one.

        Jinja has a view of two tables, which takes a twentieth of a millisecond to read, three
        times a page.
        """
        return {**self.globals, **added} if added else self.globals

    def _speaking(self, lang: str) -> "SpeakingEnvironment":
        spoken: dict[str, SpeakingEnvironment] = self.__dict__.setdefault("spoken", {})
        if lang not in spoken:
            spoken[lang] = self.overlay()
            spoken[lang].lang = lang
        return spoken[lang]

    def _generate(self, source: nodes.Template, *named: Any, **options: Any) -> str:  # noqa: ANN401  as Jinja's
        """Return the Python code of a template: a method that Jinja means to be overridden."""
        return super()._generate(_Saying(self.lang or WRITTEN).visit(source), *named, **options)
