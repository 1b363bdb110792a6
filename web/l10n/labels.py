"""The texts of codes on the pages: facets, filters, orders, notes, errors."""

from web.l10n.catalog import noted

FACETS = {
    "source": noted("المصدر"),
    "section": noted("القسم"),
    "author": noted("الكاتب"),
    "country": noted("البلد"),
    "company": noted("الشركة"),
    "institution": noted("المؤسسة"),
    "person": noted("الشخص"),
    "commodity": noted("السلعة"),
    "currency": noted("العملة"),
    "indicator": noted("المؤشر"),
    "year": noted("السنة"),
    "month": noted("الشهر"),
}
#: The plurals of the facets: headings of lists of all values.
PLURALS = {
    "source": noted("المصادر"),
    "section": noted("الأقسام"),
    "author": noted("الكتّاب"),
    "country": noted("البلدان"),
    "company": noted("الشركات"),
    "institution": noted("المؤسسات"),
    "person": noted("الأشخاص"),
    "commodity": noted("السلع"),
    "currency": noted("العملات"),
    "indicator": noted("المؤشرات"),
    "year": noted("السنوات"),
}
#: What a name is, beside it.
KINDS = {
    "country": noted("بلد"),
    "company": noted("شركة"),
    "institution": noted("مؤسسة"),
    "person": noted("شخص"),
    "commodity": noted("سلعة"),
    "currency": noted("عملة"),
    "indicator": noted("مؤشر"),
}
#: The days that a list is limited to; the day follows.
LIMITS = {
    "from": noted("من"),
    "to": noted("إلى"),
}
#: The filters that have no value.
SWITCHES = {
    "exact": noted("كما كُتبت فقط"),
    "syn": noted("من دون المرادفات"),
    "literal": noted("كما كُتب، من دون تصحيح"),
}
#: What the parameters of each facet mean to a program: included, excluded.
FILTER_MEANINGS = {
    "source": (
        noted("من مصدر من هذه المصادر؛ تُكرَّر"),
        noted("من غير هذه المصادر؛ تُكرَّر"),
    ),
    "section": (noted("من قسم من هذه الأقسام؛ تُكرَّر"), noted("من غير هذه الأقسام؛ تُكرَّر")),
    "author": (noted("بقلم كاتب من هؤلاء؛ تُكرَّر"), noted("بغير أقلام هؤلاء؛ تُكرَّر")),
    "country": (noted("يذكر بلدًا من هذه البلدان؛ تُكرَّر"), noted("لا يذكر هذه البلدان؛ تُكرَّر")),
    "company": (noted("يذكر شركة من هذه الشركات؛ تُكرَّر"), noted("لا يذكر هذه الشركات؛ تُكرَّر")),
    "institution": (noted("يذكر مؤسسة من هذه المؤسسات؛ تُكرَّر"), noted("لا يذكر هذه المؤسسات؛ تُكرَّر")),
    "person": (noted("يذكر شخصًا من هؤلاء؛ تُكرَّر"), noted("لا يذكر هؤلاء؛ تُكرَّر")),
    "commodity": (noted("يذكر سلعة من هذه السلع؛ تُكرَّر"), noted("لا يذكر هذه السلع؛ تُكرَّر")),
    "currency": (noted("يذكر عملة من هذه العملات؛ تُكرَّر"), noted("لا يذكر هذه العملات؛ تُكرَّر")),
    "indicator": (noted("يذكر مؤشرًا من هذه المؤشرات؛ تُكرَّر"), noted("لا يذكر هذه المؤشرات؛ تُكرَّر")),
    "year": (noted("نُشر في سنة من هذه؛ تُكرَّر"), noted("لم يُنشر في هذه السنوات؛ تُكرَّر")),
}
ORDERS = {
    "relevance": noted("الأنسب"),
    "newest": noted("الأحدث"),
    "oldest": noted("الأقدم"),
}
RELAXATIONS = {
    "dates": noted("من دون تحديد التاريخ"),
    "filters": noted("من دون تصفية"),
    "exact": noted("بأي صيغة وترتيب للكلمات"),
    "synonyms": noted("مع المرادفات"),
    "names": noted("ابحث عن «%(what)s» في النص"),
    "excluded": noted("من دون الاستبعاد"),
    "rarest": noted("من دون أندر كلماته"),
    "any": noted("أيٌّ منها يكفي"),
    "widest": noted("أي كلمة، بأي صيغة، من دون قيود"),
}
NOTES = {
    "long-query": noted("سؤال طويل: رُتبت المقالات بحسب ما تضمه من كلماته."),
    "capped": noted("البحث أطول مما يُعالَج، فأُخذ أوله."),
    "partial": noted("طال البحث فتوقّف قبل تمامه: هذه نتائج بعضه."),
    "moved": noted("تغيّر الأرشيف منذ الصفحة السابقة: قد تكون القائمة غير ما كانت."),
    "no-amount": noted("ما بعد النقطتين ليس مبلغًا نفهمه، فبُحث عنه كلماتٍ."),
    "many-names": noted("يشترك كثيرون في اسم مما كتبته، فلم يُعرف المقصود: زده كلمة."),
    "many-values": noted("القيم أكثر مما يُصفّى به مرة واحدة، فأُخذ أولها."),
    "deep": noted("تُتصفح أول عشرة آلاف نتيجة: حدّد التاريخ، أو نزّل القائمة كلها."),
    "no-meaning": noted("الترتيب بالمعنى غير متاح هنا الآن، فالترتيب بالكلمات وحدها."),
    "embedding": noted("لم تُحسب متجهات بعض أول النتائج بعد: قد يتغيّر ترتيبها بعد قليل."),
    "no-words": noted("ليس في ما كتبته كلمات، فهذه كل المقالات."),
}
#: What any page says where only a part of the archive answered.
UNANSWERED = noted("لم يُجب كل الأرشيف الآن: في هذه الصفحة ما أجاب منه وحده.")
#: The texts before a suggestion; a question mark follows those of spelling.
SUGGESTIONS = {
    "spelling": noted("هل تقصد:"),
    "layout": noted("أكنت تكتب بلوحة مفاتيح أخرى؟"),
}
#: What was searched instead of a slip, by its kind; the text follows.
REPAIRS = {
    "spelling": noted("لم نجد ما كُتب، فهذه نتائج"),
    "layout": noted("كأن ما كُتب بلوحة مفاتيح أخرى، فهذه نتائج"),
}
LITERAL = noted("ابحث كما كُتب عن")
PHRASE = noted("بهذه العبارة:")
OFFERS = {
    "source": noted("مقالات المصدر:"),
    "section": noted("مقالات القسم:"),
    "author": noted("مقالات الكاتب:"),
    "country": noted("مقالات البلد:"),
    "company": noted("مقالات الشركة:"),
    "institution": noted("مقالات المؤسسة:"),
    "person": noted("مقالات تذكر:"),
    "commodity": noted("مقالات السلعة:"),
    "currency": noted("مقالات العملة:"),
    "indicator": noted("مقالات المؤشر:"),
    "year": noted("مقالات السنة:"),
}
UNITS = {
    "": noted("ما يناسب"),
    "day": noted("اليوم"),
    "week": noted("الأسبوع"),
    "month": noted("الشهر"),
    "year": noted("السنة"),
}
_NO_BODY = (noted("هذه الصفحات للقراءة"), noted("لا يُرسل إليها شيء. ابحث من الخانة أعلاه."))
#: By status: what happened, and what to do next.
ERRORS = {
    400: (
        noted("لم يُفهم الطلب"),
        noted("في عنوان الصفحة ما لا يُفهم. بحثك باقٍ في الخانة أعلاه."),
    ),
    404: (
        noted("لا صفحة هنا"),
        noted("ربما تغيّر العنوان أو خرج المقال من الأرشيف. ابحث عنه بكلماته."),
    ),
    405: _NO_BODY,
    411: _NO_BODY,
    413: _NO_BODY,
    414: (
        noted("البحث أطول من اللازم"),
        noted("اختصر بحثك إلى بضع كلمات، ثم أعد المحاولة."),
    ),
    429: (
        noted("طلباتك أكثر مما نستطيع"),
        noted("من عنوانك طلبات كثيرة. انتظر قليلا، ثم أعد تحميل الصفحة."),
    ),
    500: (
        noted("وقع خطأ عندنا"),
        noted("لم يكتمل طلبك، والخلل ليس منك. أعد المحاولة بعد قليل."),
    ),
    503: (
        noted("لا أرشيف للبحث فيه بعد"),
        noted("يُبنى الأرشيف الآن أو لم يُبنَ بعد. أعد المحاولة بعد نصف دقيقة."),
    ),
}
#: There is an index, but no time.
BUSY = (
    noted("الموقع مشغول الآن"),
    noted("القراء كثيرون في هذه اللحظة. أعد تحميل الصفحة بعد ثوان: بحثك باقٍ في عنوانها."),
)
#: There is an index, and what keeps it does not answer.
SILENT = (
    noted("لا يجيب الأرشيف الآن"),
    noted("الخلل ليس منك، وبحثك باقٍ في عنوان الصفحة. أعد تحميلها بعد نصف دقيقة."),
)
OTHER_ERROR = (
    noted("لم يكتمل الطلب"),
    noted("أعد المحاولة، أو ابحث من الخانة أعلاه."),
)
_DAY = noted("يوم مثل 2016-11-03، أو شهر 2016-11، أو سنة 2016")
_SWITCH = noted("1 أو 0")
#: The names of parameters, and their valid values; %(most)s is the most rows of a page.
PARAMETERS = {
    "from": (noted("بداية التاريخ"), _DAY),
    "to": (noted("نهاية التاريخ"), _DAY),
    "sort": (noted("الترتيب"), noted("relevance للأنسب، أو newest للأحدث، أو oldest للأقدم")),
    "meaning": (noted("الترتيب بالمعنى أيضًا"), _SWITCH),
    "exact": (noted("كما كتبتُها فقط"), _SWITCH),
    "syn": (noted("المرادفات"), _SWITCH),
    "group": (noted("طيّ النسخ المتقاربة"), _SWITCH),
    "literal": (noted("كما كُتب، من دون تصحيح"), _SWITCH),
    "page": (noted("رقم الصفحة"), noted("عدد من 1 إلى 999,999,999")),
    "after": (noted("موضع المتابعة"), noted("ما جاء في جواب سابق عن البحث نفسه")),
    "size": (noted("عدد النتائج في الصفحة"), noted("عدد من 1 إلى %(most)s")),
    "lang": (noted("اللغة"), "ar / en"),
    "digits": (noted("الأرقام"), "latn / arab"),
    "months": (noted("أسماء الشهور"), "egypt / levant / algeria / morocco"),
}
#: Time on the page of trends, by its unit: the points of a line, what their values are, and the
#: highest one.
POINTS = {
    "day": noted("كل نقطة يوم، من اليسار إلى اليمين"),
    "week": noted("كل نقطة أسبوع، من اليسار إلى اليمين"),
    "month": noted("كل نقطة شهر، من اليسار إلى اليمين"),
    "year": noted("كل نقطة سنة، من اليسار إلى اليمين"),
}
SHARES_IN = {
    "day": noted("نصيب كل موضوع من مقالات اليوم"),
    "week": noted("نصيب كل موضوع من مقالات الأسبوع"),
    "month": noted("نصيب كل موضوع من مقالات الشهر"),
    "year": noted("نصيب كل موضوع من مقالات السنة"),
}
ARTICLES_IN = {
    "day": noted("مقالات كل موضوع في اليوم"),
    "week": noted("مقالات كل موضوع في الأسبوع"),
    "month": noted("مقالات كل موضوع في الشهر"),
    "year": noted("مقالات كل موضوع في السنة"),
}
PEAKS = {
    "day": noted("أعلى يوم"),
    "week": noted("أعلى أسبوع"),
    "month": noted("أعلى شهر"),
    "year": noted("أعلى سنة"),
}
PRESETS = {"month": noted("شهر"), "year": noted("سنة"), "all": noted("كل الأرشيف")}
