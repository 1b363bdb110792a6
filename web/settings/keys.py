"""A key of the configuration: one declaration, and all that is made of it.

A key limits.streams stands as streams under [limits] in the file, is IQTISAD_LIMITS_STREAMS in the
environment and --limits-streams on the command line. A name that begins with that of its part does
not repeat it: log.log_queries is --log-queries.
"""

from collections.abc import Iterator
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from typing import Any

import click

from web.settings.kinds import Kind

PREFIX = "IQTISAD_"
_DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a field says of its key, beside name and default."""

    kind: Kind
    says: str
    shown: str
    of_serve: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key: its name with that of its part, default, kind and sentence; many for a list."""

    name: str
    default: Any
    kind: Kind
    says: str
    shown: str
    of_serve: bool

    @property
    def many(self) -> bool:
        """Whether the value is a list."""
        return isinstance(self.default, tuple)

    @property
    def parameter(self) -> str:
        """The name of the parameter of a command."""
        part, _, leaf = self.name.rpartition(".")
        return f"{part}_{leaf}" if part and not leaf.startswith(f"{part}_") else leaf

    @property
    def option(self) -> str:
        """The option of the command."""
        return "--" + self.parameter.replace("_", "-")

    @property
    def variable(self) -> str:
        """The variable of the environment."""
        return PREFIX + self.parameter.upper()

    @property
    def usual(self) -> str:
        """The default, in words where it has no value."""
        return self.shown or written(self.default)

    def accepted(self, value: Any) -> Any:  # noqa: ANN401
        """Return the value that is meant by one that was given; raises click.BadParameter."""
        if self.many:
            return tuple(self.one(each) for each in value)
        return self.one(value)

    def one(self, value: Any) -> Any:  # noqa: ANN401
        """Return a value of the list, or the only one."""
        if value == "" and self.default in (None, ""):  # nothing, as the default is
            return self.default
        if value == "":
            raise click.BadParameter("nothing is said")
        return self.kind.judge.convert(value, None, None)


def key(
    default: Any,  # noqa: ANN401
    kind: Kind,
    says: str,
    *,
    shown: str = "",
    of_serve: bool = True,
) -> Any:  # noqa: ANN401
    """Return a field that declares a key.

    shown says in words what happens without it; of_serve is false for what other commands read.
    """
    return field(default=default, metadata={_DECLARED: _Declared(kind, says, shown, of_serve)})


def keys_of(settings: type, part: str = "") -> Iterator[Key]:
    """Yield the keys that a class and the parts in it declare, in their order."""
    for each in fields(settings):
        declared = each.metadata.get(_DECLARED)
        if declared is None:
            yield from keys_of(_class_of(each), f"{part}{each.name}.")
            continue
        yield Key(
            name=f"{part}{each.name}",
            default=each.default,
            kind=declared.kind,
            says=declared.says,
            shown=declared.shown,
            of_serve=declared.of_serve,
        )


def _class_of(part: Field[Any]) -> type:
    """Return the class of a part, which is made without arguments."""
    made = part.default_factory
    if made is MISSING or not isinstance(made, type) or not is_dataclass(made):
        raise TypeError(f"{part.name}: neither a key nor a part; declare it with key()")
    return made


def written(value: Any) -> str:  # noqa: ANN401
    """Return a value as the file writes it.

    >>> written(8000), written(0.5), written("نفط"), written(("a", "b")), written(True)
    ('8000', '0.5', '"نفط"', '["a", "b"]', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    text = "" if value is None else str(value)
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped) + '"'
