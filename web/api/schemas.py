"""What the answers of the API contain, as JSON Schema."""

from typing import Any, TypeAlias

from search import FACETS, NAMED_FACETS, Sort
from web.l10n.catalog import noted

Schema: TypeAlias = dict[str, Any]


def _object(description: str, /, **properties: Schema) -> Schema:
    """Return the schema of an object that has all these properties."""
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": list(properties),
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _of(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _or_null(schema: Schema) -> Schema:
    """Return the schema of a value that may be null."""
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_ADDRESS: Schema = {"type": "string", "format": "uri-reference"}
_DAY: Schema = {"type": "string", "format": "date"}
#: A day, with the hour where the newspaper printed it.
_PUBLISHED = _or_null({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$"})
_TOTALS = {
    "total": {**_COUNT, "description": noted("كل ما وُجد")},
    "complete": {**_COUNT, "description": noted("ما فيه كل ما طُلب منها")},
    "rows": {**_COUNT, "description": noted("سطور القائمة، والنسخ المتقاربة مطوية")},
    "complete_rows": {**_COUNT, "description": noted("ما فيه كل ما طُلب من السطور")},
}
_ARTICLE = {
    "id": {**_TEXT, "description": noted("يبقى ما بقي المقال")},
    "url": {**_TEXT, "description": noted("عند ناشره؛ قد يكون فارغًا")},
    "title": {**_TEXT, "description": noted("فارغ إن لم يُطبع عنوان")},
    "source": _TEXT,
    "section": _TEXT,
    "author": _TEXT,
    "published": _PUBLISHED,
    "copies": {**_COUNT, "description": noted("نسخ مطابقة تُركت")},
}
_PROBLEM = {
    "type": _ADDRESS,
    "title": _TEXT,
    "status": {"type": "integer", "minimum": 400, "maximum": 599},
    "detail": _TEXT,
    "instance": {**_ADDRESS, "description": noted("رقم الطلب، وهو في السجل أيضًا")},
}
_FACETS = _list(_of("Facet"))
_SORT: Schema = {"type": "string", "enum": [sort.value for sort in Sort]}

_NOTES = (
    "long-query capped many-names many-values no-amount no-words partial moved unanswered deep"
    " no-meaning embedding"
).split()

SCHEMAS: dict[str, Schema] = {
    "Page": _object(
        noted("صفحة من القائمة، وما فُهم من البحث"),
        **_TOTALS,
        page=_COUNT,
        size=_COUNT,
        pages=_COUNT,
        query=_of("Query"),
        notes=_list(
            {
                "type": "string",
                "enum": [*_NOTES],
            }
        ),
        chips=_list(_of("Chip")),
        expansions=_list(_of("Expansion")),
        results=_list(_of("Hit")),
        facets=_FACETS,
        timeline=_or_null(_of("Timeline")),
        relaxations=_list(_of("Relaxation")),
        suggestions=_list(_of("Meant")),
        offers=_list(_of("Meant")),
        repaired=_or_null(_of("Repair")),
        phrase=_or_null(_of("Meant")),
        next=_or_null({**_ADDRESS, "description": noted("ما يتبع في القائمة، بمؤشر after")}),
        prev=_or_null(_ADDRESS),
        took_ms={"type": "number", "minimum": 0},
        index=_of("Index"),
    ),
    "Query": _object(
        noted("البحث كما فُهم"),
        text=_TEXT,
        echo=_TEXT,
        **{"from": _or_null(_DAY), "to": _or_null(_DAY)},
        **{facet.name: _list(_TEXT) for facet in FACETS},
        **{f"not_{facet.name}": _list(_TEXT) for facet in FACETS},
        not_name=_list(_TEXT),
        sort=_SORT,
        order={**_SORT, "description": noted("الترتيب الذي عليه القائمة")},
        meaning={"type": "boolean", "description": noted("طُلب الترتيب بالمعنى أيضًا")},
        exact={"type": "boolean"},
        syn={"type": "boolean"},
        group={"type": "boolean"},
        literal={"type": "boolean"},
    ),
    "Hit": _object(
        noted("مقال في القائمة"),
        **_ARTICLE,
        score={"type": "number"},
        similar={**_COUNT, "description": noted("نسخ متقاربة طُويت تحته")},
        missing={**_list(_TEXT), "description": noted("ما ليس فيه مما طُلب")},
        snippets=_list(_of("Fragment")),
    ),
    "Fragment": _object(
        noted("قطعة من النص المطبوع، ومواضع الكلمات المطلوبة فيها"),
        text=_TEXT,
        marks=_list({"type": "array", "items": _COUNT, "minItems": 2, "maxItems": 2}),
        cut_before={"type": "boolean", "description": noted("تبدأ من وسط جملة")},
        cut_after={"type": "boolean", "description": noted("تنتهي قبل آخر الجملة")},
    ),
    "Chip": _object(noted("جزء من البحث، وعنوان البحث من دونه"), text=_TEXT, url=_ADDRESS),
    "Expansion": _object(
        noted("كلمات كما كُتبت، وأسماؤها الأخرى"), typed=_TEXT, others=_list(_TEXT)
    ),
    "Relaxation": _object(
        noted("بحث أوسع، وعدد نتائجه"),
        kind=_TEXT,
        total=_COUNT,
        dropped={**_TEXT, "description": noted("الكلمة التي تُركت")},
        url=_ADDRESS,
    ),
    "Meant": _object(
        noted("ما قد يكون المقصود"), kind=_TEXT, text=_TEXT, total=_COUNT, url=_ADDRESS
    ),
    "Repair": _object(
        noted("ما بُحث عنه بدل ما كُتب خطأ ولا نتائج له، وعنوان البحث عما كُتب كما هو"),
        kind=_TEXT,
        typed=_TEXT,
        text=_TEXT,
        literal=_ADDRESS,
    ),
    "Facet": _object(
        noted("النتائج معدودة؛ مجموع الأعداد وothers هو total"),
        name={"type": "string", "enum": [*(facet.name for facet in FACETS), "month"]},
        counts=_list(_of("FacetCount")),
        others={**_COUNT, "description": noted("نتائج قيم كثيرة لا تُعدّ واحدة واحدة")},
    ),
    "FacetCount": _object(
        noted("قيمة وعدد نتائجها وعنوانها؛ القيمة الفارغة لما ليست له قيمة"),
        value=_TEXT,
        articles=_COUNT,
        url=_or_null(_ADDRESS),
        exclude=_or_null({**_ADDRESS, "description": noted("البحث من دون هذه القيمة")}),
    ),
    "Timeline": _object(
        noted("النتائج عبر الزمن، بلا فجوات"),
        unit={"type": "string", "enum": ["day", "week", "month", "year"]},
        bars=_list(_of("Bar")),
        undated={**_COUNT, "description": noted("ما لا تاريخ له")},
    ),
    "Bar": _object(
        noted("من يوم إلى يوم، كلاهما داخل"),
        **{"from": _DAY, "to": _DAY},
        articles=_COUNT,
        url=_or_null(_ADDRESS),
    ),
    "Index": _object(
        noted("الفهرس الذي أجاب"),
        id=_TEXT,
        articles=_COUNT,
        meaning={"type": "boolean", "description": noted("فيه متجهات، فالترتيب بالمعنى ممكن")},
    ),
    "Facets": _object(noted("النتائج معدودة"), **_TOTALS, facets=_FACETS),
    "Times": _object(noted("النتائج عبر الزمن"), **_TOTALS, timeline=_or_null(_of("Timeline"))),
    "Article": _object(
        noted("مقال كما طُبع"),
        **_ARTICLE,
        headline={**_TEXT, "description": noted("العنوان، أو أول النص إن لم يكن له عنوان")},
        body=_TEXT,
        page={**_ADDRESS, "description": noted("صفحته هنا")},
    ),
    "Entity": _object(
        noted("ما تذكره المقالات باسمه"),
        kind={"type": "string", "enum": [facet.name for facet in NAMED_FACETS]},
        name=_TEXT,
        english=_TEXT,
        description=_TEXT,
        writings={**_list(_TEXT), "description": noted("كتاباته الأخرى")},
        articles=_COUNT,
        url={**_ADDRESS, "description": noted("بحث عن مقالاته")},
        timeline=_or_null(_of("Timeline")),
        named_with={**_FACETS, "description": noted("ما يُذكر معه، الأكثر من كل نوع")},
        newest={**_list(_of("Hit")), "description": noted("أحدث مقالاته")},
        index=_of("Index"),
    ),
    "Suggestions": _object(
        noted("ما قد يُكمَل إليه البحث، الأرجح أولًا"),
        query=_TEXT,
        suggestions=_list(_of("Completion")),
    ),
    "Completion": _object(
        noted("بحث وعدد المقالات التي فيها نصه، وعنوان نتائجه"),
        text=_TEXT,
        articles=_COUNT,
        url=_ADDRESS,
    ),
    "Stats": _object(
        noted("ما في الأرشيف"),
        articles=_COUNT,
        first=_or_null(_DAY),
        last=_or_null(_DAY),
        **{facet.name: _list(_of("Label")) for facet in FACETS},
        index=_of("Index"),
    ),
    "Front": _object(
        noted("أخبار آخر الأيام في الأرشيف؛ بلا يومين إن لم يكن فيه تاريخ"),
        **{"from": _or_null(_DAY), "to": _or_null(_DAY)},
        articles={**_COUNT, "description": noted("مقالات هذه الأيام")},
        stories={**_list(_of("Story")), "description": noted("الأكثر تغطية أولًا")},
        rising={**_list(_of("Rising")), "description": noted("الأكثر مفاجأة أولًا")},
        timeline={**_of("Timeline"), "description": noted("الأرشيف كله عبر الزمن")},
        examples={**_list(_TEXT), "description": noted("عمليات بحث تجد شيئًا")},
        index=_of("Index"),
    ),
    "Story": _object(
        noted("خبر في مقالات عدة"),
        central={**_of("Summary"), "description": noted("أقرب المقالات إلى سائرها")},
        lead={**_or_null(_TEXT), "description": noted("أول نصه")},
        first={**_of("Headline"), "description": noted("أول ما نُشر")},
        sources=_COUNT,
        articles=_COUNT,
        days=_list(_of("DayCount")),
        others={**_list(_of("Summary")), "description": noted("من سائر المقالات، الأقدم أولًا")},
    ),
    "Headline": _object(noted("ما يُعرف به مقال"), **_ARTICLE),
    "Summary": _object(
        noted("مقال في سطر"),
        **_ARTICLE,
        headline={**_TEXT, "description": noted("العنوان، أو أول النص إن لم يكن له عنوان")},
    ),
    "DayCount": _object(noted("يوم وعدد مقالاته"), day=_DAY, articles=_COUNT),
    "Rising": _object(
        noted("كلمة أو اسم في مقالات أكثر من المعتاد"),
        text=_TEXT,
        facet={**_TEXT, "description": noted("نوع الاسم؛ فارغ للكلمات")},
        articles={**_COUNT, "description": noted("مقالاتها في هذه الأيام")},
        usual={
            "type": "number",
            "minimum": 0,
            "description": noted("مقالاتها في مثل هذا العدد من مقالات السنة التي قبلها"),
        },
        url=_ADDRESS,
    ),
    "Label": _object(noted("اسم وعدد مقالاته"), value=_TEXT, articles=_COUNT, url=_ADDRESS),
    "Problem": _object(noted("خطأ كما يصفه RFC 9457"), **_PROBLEM),
    "ParameterProblem": _object(
        noted("متغيرات لا تُفهم، كلها"), **_PROBLEM, parameters=_list(_of("Fault"))
    ),
    "Fault": _object(
        noted("متغير لا يُفهم"),
        name=_TEXT,
        value=_TEXT,
        allowed={**_TEXT, "description": noted("ما يُفهم، وحدوده")},
    ),
}
