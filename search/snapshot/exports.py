"""The list of a request as whole articles, for files."""

from dataclasses import replace

from search.engine.protocol import Exported
from search.hits.records import Export, records
from search.request import Request, Window
from search.snapshot.pages import repair_by, suggested
from search.snapshot.planner import Planner


def export_of(planner: Planner, request: Request, limit: int | None) -> Export:
    """Return the list of a request from its cursor on, repaired where a page is; at most limit."""
    finder = planner.finder
    window = Window(size=limit or finder.statistics.articles, after=request.window.after)
    exported = _exported(planner, replace(request, window=window, grouped=False))
    return Export(
        index=planner.index,
        built=finder.statistics.built,
        total=exported.total,
        total_matching_all=exported.total_matching_all,
        partial=exported.partial,
        rows=exported.rows,
        after=exported.after,
        moved=exported.moved,
        embedding=exported.embedding,
        records=records(exported.articles),
    )


def _exported(planner: Planner, request: Request) -> Exported:
    exported = planner.finder.export(planner.plan(request))
    if exported.total_matching_all:
        return exported
    repair = repair_by(request, suggested(planner, request, 0))
    if repair is None:
        return exported
    return planner.finder.export(planner.plan(replace(request, text=repair.text)))
