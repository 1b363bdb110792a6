"""Articles in: the files of an archive, read one article at a time.

    files and folders -> bytes -> text -> records -> Article, or Fault

archive finds the files and picks the reader of each by its suffix, stream unpacks them, encoding
decodes them; jsonl and plaintext are the readers, fields and dates interpret what they read.
Whatever cannot be read becomes a Fault, and the rest is read; nothing is raised.
"""

from index.articles.archive import read_articles, total_size
from index.articles.article import Article, article_id
from index.articles.fault import Fault

__all__ = ["Article", "Fault", "article_id", "read_articles", "total_size"]
