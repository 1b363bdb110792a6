"""The set phrases that news sites print around an article: see boilerplate.txt."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from index.text.lookup import plain

#: The letters of the longest line that may be boilerplate: a headline after «اقرأ أيضا».
LONGEST_LINE = 200
_LONGEST_NAME = 100
#: The words of the shortest phrase that is also removed from the end of a paragraph.
_UNMISTAKABLE = 3

_AROUND = re.compile(r"\A\W+|\W+\Z")
_LABELLED = re.compile(r"\W*(?P<label>[^:]+?)\s*:\s*\S")
_LABEL = re.compile(r"(?P<label>[^:]+):\s*\{(?P<part>source|author|section)\}")


class Boilerplate(NamedTuple):
    """The set phrases of web sites in the spelling of lookup.plain: see boilerplate.txt."""

    lines: frozenset[str]
    beginnings: tuple[str, ...]
    labels: dict[str, str]

    def covers(self, line: str) -> bool:
        """Return whether line is a phrase, or begins with one that may continue."""
        bare = _bare(line)
        return bare in self.lines or any(
            bare.startswith(start) and not bare[len(start) : len(start) + 1].isalpha()
            for start in self.beginnings
        )

    def labelled(self, line: str) -> tuple[str, str]:
        """Return the part of the article that a line such as المصدر: رويترز names, and its value.

        Both are empty if the line is none.
        """
        match = _LABELLED.match(line)
        part = self.labels.get(plain(match["label"]), "") if match else ""
        name = line.partition(":")[2].strip()
        return (part, name) if part and len(name) <= _LONGEST_NAME else ("", "")

    def without_ending(self, line: str) -> str:
        """Return line without a phrase at its end."""
        end = max(len(line) - _LONGEST_NAME, 0)
        words = [end + word.start() for word in re.finditer(r"\S+", line[end:])]
        for start in words[: 1 - _UNMISTAKABLE]:
            if _bare(line[start:]) in self.lines:
                return line[:start].rstrip()
        return line


@cache
def boilerplate() -> Boilerplate:
    """Return the phrases of boilerplate.txt."""
    text = (files("index.articles") / "boilerplate.txt").read_text("utf-8")
    lines, beginnings, labels = set(), [], {}
    for phrase in (line.strip() for line in text.splitlines()):
        if label := _LABEL.fullmatch(phrase):
            labels[plain(label["label"])] = label["part"]
        elif phrase.endswith("…"):
            beginnings.append(_bare(phrase))
        elif phrase and not phrase.startswith("#"):
            lines.add(_bare(phrase))
    return Boilerplate(frozenset(lines), tuple(beginnings), labels)


def _bare(line: str) -> str:
    return _AROUND.sub("", plain(line))
