"""« Proposé par… » below an item of the agenda: the name only of who allowed it, while it is kept.

The name is read from the proposal each time: it is in no page, no version and no copy of one, so
that erasing a proposal erases it everywhere.
"""

from collections.abc import Sequence

from ..models import AgendaItem, MeetingPage, Proposal


def name_authors(page: MeetingPage, agenda: Sequence[AgendaItem]) -> None:
    """Give each item its ``author``: names, or nothing."""
    keys = {item.origin for item in agenda if item.from_resident and item.origin}
    names: dict[str, list[str]] = {}
    if keys:
        rows = Proposal.objects.filter(
            state=Proposal.State.TAKEN, item_meeting=page.pk, item_key__in=keys, may_show_name=True
        ).exclude(name="")
        for key, name in rows.order_by("pk").values_list("item_key", "name"):
            names.setdefault(key, []).append(name)
    for item in agenda:
        item.author = ", ".join(names.get(item.origin, ()))
