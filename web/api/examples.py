"""Programs that use the API, as a person copies them: each lists what a query finds."""

_CURL = """\
curl '{site}api/v1/search?q=نفط&size=2'
curl -G {site}api/v1/search --data-urlencode 'q=أسعار النفط' -d sort=newest -d size=2
"""
_PYTHON = """\
import json
from urllib.parse import urlencode, urljoin
from urllib.request import urlopen

query = {{"q": "أسعار النفط", "sort": "newest", "size": 50}}
address = "{site}api/v1/search?" + urlencode(query)
while address:
    with urlopen(address) as answer:
        page = json.load(answer)
    for article in page["results"]:
        print(article["published"], article["title"])
    address = page["next"] and urljoin("{site}", page["next"])
"""
_JAVASCRIPT = """\
const query = new URLSearchParams({{ q: "أسعار النفط", sort: "newest", size: 50 }});
let address = new URL("api/v1/search?" + query, "{site}");
while (address) {{
  const page = await (await fetch(address)).json();
  for (const article of page.results) console.log(article.published, article.title);
  address = page.next && new URL(page.next, "{site}");
}}
"""


def programs(site: str) -> dict[str, str]:
    """Return a program in each language that asks the API of a site, whose address ends in /."""
    written = {"curl": _CURL, "Python": _PYTHON, "JavaScript": _JAVASCRIPT}
    return {language: program.format(site=site) for language, program in written.items()}
