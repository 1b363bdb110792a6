"""The word lists beside this module: one folded word a line."""

from importlib.resources import files

from index.analysis.normalize import fold


def read_words(name: str) -> list[str]:
    """Return the folded words of a list beside this module; # begins a comment."""
    return list(map(fold, read_lines(name)))


def read_lines(name: str) -> list[str]:
    """Return the lines of a list beside this module as they are spelled; # begins a comment."""
    text = files("index.analysis").joinpath(name).read_text("utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in lines if line]
