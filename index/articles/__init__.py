"""Articles in: every file an archive is kept in, read one article at a time.

    files and folders -> bytes -> text -> records -> Article, or Fault

`archive` finds the files and picks the reader of each by its suffix, `stream`
unpacks them, `encoding` makes text of bytes; `jsonl` and `plaintext` are the
readers, `fields`, `dates` and `months` what they make of the parts. What cannot
be read costs only itself and comes back as a Fault; nothing is raised.
"""

from index.articles.archive import read_articles, total_size
from index.articles.article import Article, article_id
from index.articles.fault import Fault

__all__ = ["Article", "Fault", "article_id", "read_articles", "total_size"]
