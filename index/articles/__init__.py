"""Articles in: the files of an archive, read one article at a time.

    files and folders -> bytes -> text -> records -> Article, or Fault

archive finds the files, stream and zipped unpack them, kinds tells what they are and names the
reader of each; encoding, markup, fields and dates interpret what the readers read. Whatever cannot
be read becomes a Fault, and the rest is read; nothing is raised.
"""

from index.articles.archive import read_articles, total_size
from index.articles.article import Article, article_id
from index.articles.fault import Fault
from index.articles.items import Item, PassedOver, Withdrawal

__all__ = [
    "Article",
    "Fault",
    "Item",
    "PassedOver",
    "Withdrawal",
    "article_id",
    "read_articles",
    "total_size",
]
