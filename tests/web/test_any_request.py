"""Ten thousand requests that nobody would send, over every route: each has an answer."""

import random
import re
from urllib.parse import quote, quote_from_bytes, urlencode

import pytest

from web.l10n.preferences import CHOICES

REQUESTS = 10_000
#: Texts of these parts: what the query language, dates, ids and addresses are made of.
PARTS = [
    *"نفط أسعار وال مليار 2016 ٢٠١٦ 2016-11-03 0000 9999-99-99 .. ... imf-2016-11-egypt".split(),
    *"عنوان: تاريخ: مصدر: \" « » ( ) - | * ~3 ~999 AND أو ليس ؟ < > & # % + = @ / \\ ' ; :".split(),
    *'1 0 -1 50 51 999999999 1e9 NaN null true off newest oldest W/"x" bytes=0-1 *'.split(),
    *" \t\n\r\x00\x0b\x1f\x7f\x85\xa0\u064b\u0640\u200f\u202e\u2066\ufeff\ufffe\U0001f600",
]  # fmt: skip
PARAMETERS = (
    "q from to source section not_source not_section not_name sort meaning exact syn group page"
    " size after digits lang months as unit x"
).split()
HEADERS = (
    "Accept Accept-Encoding Accept-Language Cookie Content-Type Content-Length Host Origin Range"
    " If-None-Match If-Modified-Since If-Match If-Range Referer User-Agent X-Forwarded-For"
    " X-Forwarded-Host Transfer-Encoding X-HTTP-Method-Override"
).split()
#: A variable of a route: its name.
VARIABLE = re.compile("<(?:[^:>]*:)?([^>]*)>")
METHODS = ["GET"] * 12 + "HEAD POST PUT PATCH DELETE OPTIONS TRACE BREW".split()


class Chance:
    """Requests made by chance, the same in every run."""

    def __init__(self, rules, seed):
        self.rules, self.random = rules, random.Random(seed)  # noqa: S311  no secret

    def text(self):
        """Return parts and characters joined, now and then many."""
        count = self.random.choice([0, 1, 1, 1, 2, 3, 6, 40])
        return "".join(self._part() for _ in range(count))

    def _part(self):
        if self.random.random() < 0.85:
            return self.random.choice(PARTS)
        return chr(
            self.random.choice([self.random.randint(0, 0xD7FF), self.random.randint(0, 255)])
        )

    def path(self):
        """Return the path of a route, its variables and now and then its end made by chance."""
        path = VARIABLE.sub(lambda name: self._variable(name[1]), self.random.choice(self.rules))
        end = self.text() if self.random.random() < 0.05 else ""
        quoted = quote(path + end, safe="/", errors="replace")
        return f"/{quoted.lstrip('/')}"  # the client takes what follows two for a host

    def _variable(self, name):
        if name == "kind":
            return self.random.choice(["json", "txt", "bib", "ris", self.text()])
        return self.random.choice(["imf-2016-11-egypt", self.text()])

    def query(self):
        """Return parameters, some twice, as UTF-8, or bytes that are no such thing."""
        if self.random.random() < 0.05:
            return quote_from_bytes(self.random.randbytes(20), safe="%&=+")
        names = self.random.choices(PARAMETERS, k=self.random.choice([0, 1, 1, 2, 3, 8]))
        return urlencode([(name, self._value(name)) for name in names], errors="replace")

    def _value(self, name):
        """Return a value by chance; of a language mostly one that there is, or no page is."""
        if name in CHOICES and self.random.random() < 0.8:
            return self.random.choice(CHOICES[name])
        return self.text()

    def headers(self):
        """Return headers in the bytes that a server lets through."""
        names = self.random.sample(HEADERS, self.random.choice([0, 0, 1, 2, 4]))
        return {name: self._header() for name in names}

    def _header(self):
        text = self.text().encode("utf-8", "replace").decode("latin-1")
        return "".join(character for character in text if character not in "\r\n\x00")[:500]

    def request(self):
        """Return the arguments of a client's request."""
        return {
            "path": self.path(),
            "method": self.random.choice(METHODS),
            "query_string": self.query(),
            "headers": self.headers(),
        }


@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_requests_by_chance(app, client, seed):
    """No request is answered with a 5xx."""
    chance = Chance([rule.rule for rule in app.url_map.iter_rules()], seed)
    answered = set()
    for _ in range(REQUESTS // 10):
        asked = chance.request()
        with client.open(**asked) as response:
            assert response.status_code < 500, asked
            assert response.data is not None
            answered.add(response.status_code)
    assert answered >= {200, 400, 404, 405}
