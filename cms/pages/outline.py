"""The public pages of a site as a nested list."""

from dataclasses import dataclass, field

from wagtail.models import Site

from cms.publications import kinds
from cms.publications.models import Publication


@dataclass
class Branch:
    """A page and those below it."""

    title: str
    path: str
    children: list["Branch"] = field(default_factory=list)


def branches(site: Site) -> list[Branch]:
    """Sections and standing pages of ``site`` in tree order; things with a date have lists."""
    rows = (
        Publication.objects.filter(kind=kinds.PAGE, page__path__startswith=site.root_page.path)
        .order_by("page__path")
        .values_list("page__depth", "title", "path")
    )
    top: list[Branch] = []
    open_branches: list[tuple[int, Branch]] = []
    for depth, title, path in rows:
        branch = Branch(title, path)
        while open_branches and open_branches[-1][0] >= depth:
            open_branches.pop()
        below = open_branches[-1][1].children if open_branches else top
        below.append(branch)
        if depth > site.root_page.depth:  # the home stands beside its sections, not above them
            open_branches.append((depth, branch))
    return top
