"""The description of the API: OpenAPI 3.1 for programs, a page for people.

Schemas say what an answer contains, parameters what a request may; the tests validate real
answers against them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlencode

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from search import FACETS, MAX_TEXT, Request, Sort, Window
from web.api.examples import programs
from web.api.schemas import SCHEMAS, Schema
from web.api.views import PREFIX
from web.context import current_searcher, preferences
from web.l10n.catalog import WRITTEN, noted, translate
from web.l10n.labels import FILTER_MEANINGS
from web.parameters import MAX_PAGE, MAX_SIZE
from web.responses.errors import MAX_QUERY_STRING
from web.urls.builder import NO_PREFERENCES

openapi = Blueprint("openapi", __name__)

_EXAMPLE, _NAMED = "أسعار النفط", "أوبك"
#: The names of the texts that people read.
_READ = frozenset(("title", "summary", "description"))
_DAY: Schema = {
    "type": "string",
    "anyOf": [
        {"format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        {"pattern": r"^[1-9][0-9]{3}(-(0[1-9]|1[0-2]))?$"},
    ],
}
_SWITCH: Schema = {"type": "string", "enum": ["0", "1"]}
_LABELS: Schema = {"type": "array", "items": {"type": "string"}}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an address: its name, its schema and its meaning."""

    name: str
    schema: Schema
    meaning: str
    example: str = ""
    place: str = "query"

    def described(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI writes it."""
        said: dict[str, Any] = {
            "name": self.name,
            "in": self.place,
            "description": self.meaning,
            "schema": self.schema,
        }
        if self.place == "path":
            said["required"] = True
        return {**said, "example": self.example} if self.example else said


@dataclass(frozen=True, slots=True)
class Operation:
    """A route of the API: its parameters, and the schema of its answer."""

    path: str
    name: str
    summary: str
    answer: str
    parameters: tuple[Parameter, ...] = ()

    def described(self) -> dict[str, Any]:
        """Return the operation as OpenAPI writes it."""
        return {
            "operationId": self.name,
            "summary": self.summary,
            "parameters": [parameter.described() for parameter in self.parameters],
            "responses": {
                "200": {
                    "description": self.summary,
                    "headers": {
                        "ETag": _header(noted("إصدار الفهرس والسؤال")),
                        "Link": _header(noted("ما حوله")),
                    },
                    "content": {"application/json": {"schema": _reference(self.answer)}},
                },
                **{str(code): _problem(code) for code in self._errors()},
            },
        }

    def _errors(self) -> Iterator[int]:
        """Yield the statuses of the errors that the operation can answer with."""
        if _SORT in self.parameters:
            yield 400
        if any(parameter.place == "path" for parameter in self.parameters):
            yield 404
        yield from (405, 414, 500, 503)


_TYPED = Parameter(
    "q", {"type": "string", "maxLength": MAX_TEXT}, noted("ما كُتب حتى الآن"), example="أسعار ال"
)
_SORT = Parameter(
    "sort", {"type": "string", "enum": [sort.value for sort in Sort]}, noted("الترتيب")
)
_SEARCH = (
    Parameter("q", {"type": "string", "maxLength": MAX_TEXT}, noted("البحث، بلغة البحث"), _EXAMPLE),
    Parameter("from", _DAY, noted("من يوم، أو أول شهر، أو أول سنة"), example="2014"),
    Parameter("to", _DAY, noted("إلى يوم، أو آخر شهر، أو آخر سنة")),
    *(Parameter(facet.name, _LABELS, FILTER_MEANINGS[facet.name][0]) for facet in FACETS),
    *(Parameter(f"not_{facet.name}", _LABELS, FILTER_MEANINGS[facet.name][1]) for facet in FACETS),
    _SORT,
    Parameter(
        "meaning",
        _SWITCH,
        noted(
            "1: يُرتَّب أول 30 نتيجة بقرب معناها من السؤال أيضًا، حيث الترتيب للأنسب وفي الفهرس متجهات"
        ),
    ),
    Parameter("exact", _SWITCH, noted("1: الكلمات كما كُتبت فقط")),
    Parameter("syn", _SWITCH, noted("0: من دون المرادفات")),
    Parameter("not_name", _LABELS, noted("من دون اسم من الأسماء الأخرى؛ تُكرَّر")),
    Parameter("group", _SWITCH, noted("0: من دون طيّ النسخ المتقاربة")),
    Parameter("literal", _SWITCH, noted("1: ما كُتب كما هو، وإن بدا خطأ في الكتابة")),
)
_PAGES = (
    Parameter("page", {"type": "integer", "minimum": 1, "maximum": MAX_PAGE}, noted("رقم الصفحة")),
    Parameter(
        "size",
        {"type": "integer", "minimum": 1, "maximum": MAX_SIZE},
        noted("نتائج الصفحة"),
        example="3",
    ),
)
_AFTER = Parameter("after", {"type": "string"}, noted("المؤشر الذي في next: ما يتبع في القائمة"))
_ID = Parameter(
    "id",
    {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$", "not": {"enum": [".", ".."]}},
    noted("معرّف المقال"),
    place="path",
)
_NAME = Parameter(
    "name",
    {"type": "string", "pattern": r"^[^/\\.?#]{1,60}$"},
    noted("اسمه أو كتابة من كتاباته"),
    place="path",
)
OPERATIONS = (
    Operation(
        "/search", "search", noted("صفحة من نتائج البحث"), "Page", (*_SEARCH, *_PAGES, _AFTER)
    ),
    Operation(
        "/facets", "facets", noted("عدد النتائج في كل مصدر وقسم وكاتب وسنة وشهر"), "Facets", _SEARCH
    ),
    Operation("/timeline", "timeline", noted("عدد النتائج عبر الزمن"), "Times", _SEARCH),
    Operation("/articles/{id}", "article", noted("مقال كامل"), "Article", (_ID,)),
    Operation("/entities/{name}", "entity", noted("اسم تذكره المقالات"), "Entity", (_NAME,)),
    Operation("/suggest", "suggest", noted("ما قد يُكمَل إليه البحث"), "Suggestions", (_TYPED,)),
    Operation("/front", "front", noted("أكثر ما غُطّي في آخر الأيام، والكلمات الصاعدة"), "Front"),
    Operation("/stats", "stats", noted("ما في الأرشيف"), "Stats"),
)
_ERRORS = {
    400: noted("متغيرات لا تُفهم، تُسمّى كلها"),
    404: noted("لا شيء بهذا المعرّف"),
    405: noted("القراءة وحدها ممكنة"),
    414: noted("العنوان أطول من اللازم"),
    500: noted("خلل عندنا"),
    503: noted("لا فهرس بعد"),
}


@openapi.get("/api/openapi.json")
def document() -> Response:
    """Answer with the description of the API."""
    described = description(preferences().lang)
    return jsonify(described | {"servers": [{"url": request.root_path or "/"}]})


@openapi.get("/api/")
def page() -> str:
    """Show the description of the API to people, with examples that are links."""
    return render_template(
        "api.html",
        asked=Request(),
        programs=programs(url_for("pages.home", _external=True, **NO_PREFERENCES)),
        examples={operation.name: _example(operation) for operation in OPERATIONS},
        description=description(preferences().lang),
        shared={parameter.name for parameter in _SEARCH},
        limits={"letters": MAX_TEXT, "size": MAX_SIZE, "bytes": MAX_QUERY_STRING},
        unquote=unquote,
    )


def description(lang: str = WRITTEN) -> dict[str, Any]:
    """Return the OpenAPI document in a language."""
    spoken: dict[str, Any] = _spoken(_DESCRIPTION, lang)
    return spoken


def _spoken(part: Any, lang: str) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return part of the document with the texts that people read in a language."""
    if isinstance(part, list):
        return [_spoken(each, lang) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        name: translate(value, lang)
        if name in _READ and isinstance(value, str)
        else _spoken(value, lang)
        for name, value in part.items()
    }


def _description() -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": noted("اقتصاد"),
            "version": "1",
            "summary": noted("بحث في النص الكامل لأخبار الاقتصاد العربية"),
            "description": noted(
                "كل الأجوبة JSON، وكل الأسئلة GET. ما لا يُعرف من المتغيرات يُهمل، والفارغ"
                " كأنه لم يُذكر، وما لا يُفهم جوابه 400 يسميه. مواضع الكلمات المعلّمة تُعدّ"
                " بمحارف Unicode من أول النص، ونهايتها غير داخلة."
            ),
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            f"{PREFIX}{operation.path}": {"get": operation.described()} for operation in OPERATIONS
        },
        "components": {"schemas": SCHEMAS},
    }


def _example(operation: Operation) -> str:
    """Return the address of an example of operation; for an article, the newest one."""
    if operation.answer == "Entity":
        return url_for("api.entity", name=_NAMED)
    if operation.answer == "Article":
        newest = current_searcher().search(Request(window=Window(size=1))).hits[0]
        return url_for("api.article", article_id=newest.headline.id)
    query = urlencode({p.name: p.example for p in operation.parameters if p.example})
    return url_for(f"api.{operation.name}") + (f"?{query}" if query else "")


def _header(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "schema": {"type": "string"}}


def _problem(code: int) -> dict[str, Any]:
    schema = _reference("ParameterProblem" if code == HTTPStatus.BAD_REQUEST else "Problem")
    return {
        "description": _ERRORS[code],
        "content": {"application/problem+json": {"schema": schema}},
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_DESCRIPTION = _description()
