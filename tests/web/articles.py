"""Articles whose texts mean something in the formats that they are written in."""

#: Signs that TeX, URLs and JSON interpret.
ARTICLE = {
    "id": "imf-1",
    "url": "https://example.org/a_b?c={d}&e=100%25#f",
    "title": r"100% & أكثر: {الأسعار} #1_2 $3 ~4^5 \نفط",
    "body": "الفقرة الأولى.\n\nالفقرة الثانية.",
    "source": "جريدة & شركاه",
    "section": "نفط",
    "author": "أحمد and محمود",
    "published": "2016-11-03",
}
#: Signs that spreadsheets, XML, HTML and RIS interpret, and characters that no format takes.
HOSTILE = {
    "id": "hostile",
    "title": '=HYPERLINK("x")\x0b <b>&\u2028]]>',
    "body": "@نص\x01\x1f\ufffe & &amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt; \r\n\tER  - "
    "\r\nTY  - BOOK"
    " ارتفعت أسعار النفط والغاز في الأسواق العالمية",
    "source": "+مصدر",
    "author": "-كاتب",
    "section": "\tقسم",
    "url": "javascript:alert(1)",
}
