"""What is put into addresses and headers, by kind. The mark stands in what must not come alive.

Where an answer holds the mark as the name of an element, an attribute or a header, or in a script,
something was let through.
"""

from urllib.parse import quote, quote_from_bytes

MARK = "iqx"
#: What an expression becomes if a template or a database counts it, and what a file begins with.
PRODUCT, SECRET = "62710561", "root:x:0:0"
_SUM = "7919*7919"

MARKUP = (
    f"<script>{MARK}()</script>", f'"><script>{MARK}()</script>', f"'><img src=x onerror={MARK}()>",
    f"<svg/onload={MARK}()>", f"</title><{MARK}>", f"</textarea><{MARK}>", f"--><{MARK}>",
    f"</script><script>{MARK}()</script>", f"<a href=javascript:{MARK}()>a</a>", f"]]><{MARK}/>",
    f"<{MARK}", f"&lt;{MARK}&gt;", f"<mark><{MARK}></mark>", f"\u2028<{MARK}>", f"<{MARK}\x00>",
    f'<iframe srcdoc="<{MARK}>">', f"<math><mtext><{MARK}>", f"<base href=//{MARK}.example>",
    f"<meta http-equiv=refresh content=0;url=//{MARK}.example>", f"＜{MARK}＞", f"+ADw-{MARK}+AD4-",
    f"&#60;{MARK}&#62;", f"<!--{MARK}", f"<?{MARK}?>", f"</{MARK}>", f"نفط<{MARK}>نفط",
    f"<noscript><p title='</noscript><{MARK}>'>", f"<style>{MARK}", f"<template><{MARK}>",
)  # fmt: skip
ATTRIBUTES = (
    f'" onmouseover="{MARK}()', f"' onfocus='{MARK}()' autofocus='", f"` onload={MARK}()",
    f'"autofocus/onfocus={MARK}()//', f' {MARK}="a', f'" {MARK}="', f"' {MARK}='", f"\n{MARK}=a ",
    f'" style="background:url(javascript:{MARK}())', f"javascript:{MARK}()//", f'\\" {MARK}=\\"',
    f"data:text/html,<{MARK}>", f"JaVaScRiPt:{MARK}()", f"\x01javascript:{MARK}()",
    f"java\tscript:{MARK}()", f"//{MARK}.example/", f"\\\\{MARK}.example\\", f"vbscript:{MARK}",
    f"https://{MARK}.example", f"&quot; {MARK}=&quot;", f"/\\{MARK}.example", f"?{MARK}=a&b#{MARK}",
)  # fmt: skip
SCRIPTS = (
    f"');{MARK}();//", f'");{MARK}();//', f"\\';{MARK}();//", f'\\";{MARK}();//', f"${{{MARK}()}}",
    f"\\u003c{MARK}\\u003e", f'"}}}}];{MARK}();//', f"\u2028{MARK}()", f"</script><{MARK}>",
    f'","{MARK}":"', f"\\u0022,\\u0022{MARK}\\u0022:1", f"<!--<script>{MARK}", f'"]}}{MARK}',
    f"*/{MARK}()/*", f"`{MARK}()`", f'\\\\";{MARK}()',
)  # fmt: skip
DATABASES = (
    "' OR 1=1 --", '" OR ""="', "1; DROP TABLE articles", f"1 UNION SELECT {_SUM}", "') OR ('a'='a",
    "%' AND 1=0", "admin'/*", "1' AND SLEEP(9)#", '{"$gt": ""}', "*)(uid=*))(|(uid=*",
    f"SELECT {_SUM}", "_id:* AND *:*", "[* TO *]", "/.*/~", "(a|a)*" * 9,
)  # fmt: skip
TEMPLATES = (
    f"{{{{{_SUM}}}}}", f"${{{_SUM}}}", f"#{{{_SUM}}}", f"<%= {_SUM} %>", f"{{%print({_SUM})%}}",
    f"@({_SUM})", f"*{{{_SUM}}}", "{{config}}", "{{''.__class__.__mro__}}", "%(x)s%n%s", "{0}{}",
    "{request.environ}", "{{url_for.__globals__}}", "%1$*999999999d", "{:>9999999999}", "$(id)",
    "`id`", "|id", "; cat /etc/passwd", "${jndi:ldap://127.0.0.1/a}", "#set($x=1)${x}",
)  # fmt: skip
PATHS = (
    "../../../../../../etc/passwd", "..%2f..%2f..%2f..%2fetc%2fpasswd", "....//....//etc/passwd",
    "/etc/passwd", "/etc/passwd\x00.html", "..\\..\\..\\etc\\passwd", "file:///etc/passwd",
    "%2e%2e%2f" * 6 + "etc/passwd", "//etc/passwd", ".%00./", "..;/..;/etc/passwd", "./././.",
    "..%c0%af..%c0%afetc/passwd", "%252e%252e%252fetc%252fpasswd", "CON", "a/../../b", "~root",
    "/proc/self/environ", ".git/config", "web/app.py", "..%5c..%5cetc%5cpasswd", "\u2025/\u2025/",
)  # fmt: skip
LINES = (
    f"\r\n{MARK}: 1", f"\r\n\r\n<{MARK}>", f"%0d%0a{MARK}:1", f"\nSet-Cookie: {MARK}=1",
    f"嘊嘍{MARK}: 1", f"\r{MARK}: 1", f"\u2028{MARK}: 1", f"\x85{MARK}: 1", f"\x0b{MARK}: 1",
    f'a"; filename="{MARK}', f'a\\"; {MARK}="b', f"a, <{MARK}>; rel=next", f'>; rel="{MARK}"',
)  # fmt: skip
CONTROLS = (
    "\x00", "نفط\x00", "\x1b[2J\x1b]0;a\x07", "\u202eنفط\u202c", "\ufeff", "\x85", "\u2028\u2029",
    "\x7f", "\u200f" * 40, "\u2066نفط", "\U000e0041\U000e007f", "\ufffe\uffff",
    "ن" + "\u064e" * 400,
    "\u0600" * 20, "ﷺ" * 100, "😀" * 100, "\u0344" * 200, "İ" * 99, "ﬃ" * 99, "\udcff\udcfe",
)  # fmt: skip
LENGTHS = (
    "a" * 3000, "نفط " * 300, "(" * 1500, '"' * 999, "«" * 300, "-" * 900, "ا* " * 200, "؟" * 400,
    "1" * 2000, "عنوان:" * 90, " OR ".join(["النفط"] * 60), "%" * 999, "&" * 900, "=" * 900,
    "نفط~9 " * 90, "a" * 15_000, "[1 TO 9]" * 90, "(-" * 250, "9" * 15, "-1", "0", "1e999", "NaN",
)  # fmt: skip
KINDS = {
    "markup": MARKUP,
    "attributes": ATTRIBUTES,
    "scripts": SCRIPTS,
    "databases": DATABASES,
    "templates": TEMPLATES,
    "paths": PATHS,
    "lines": LINES,
    "controls": CONTROLS,
    "lengths": LENGTHS,
}
#: Bytes that are no UTF-8, and percent signs that escape nothing. They are sent as they are.
RAW = (
    "%FF%FE", "%C0%AF", "%ED%A0%80", "%F8%88%80%80%80", "%E4%E6%D8", "%FE%FF%06%46", "%", "%zz",
    "%u0646", "%E0%A4%A", "%C3%28", "%00", "%F4%90%80%80", "%EF%BF%BE", "%d9%86%D9%8", "%%25%2525",
    "\udcff\udcfe", "\udcd9", "نفط", "%D9نفط%", "+%2B+%20", "%26%3D%23%3F", "%0D%0A", "%1B%5B2J",
)  # fmt: skip
#: How a payload is written into an address.
WRITINGS = {
    "escaped": lambda text: quote_from_bytes(_bytes(text), safe=""),
    "twice": lambda text: quote(quote_from_bytes(_bytes(text), safe=""), safe=""),
    "in part": lambda text: quote_from_bytes(_bytes(text), safe="<>\"'`{}()[]:/\\;=,@*|"),
    "as it is": lambda text: "".join(c if c > " " and c not in "#?&\x7f" else "+" for c in text),
    "lower case": lambda text: quote_from_bytes(_bytes(text), safe="/").lower(),
}


def _bytes(text):
    return text.encode(errors="surrogateescape" if "\udcff" in text else "replace")
