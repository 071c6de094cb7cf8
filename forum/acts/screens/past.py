"""« Historique de la modération »: who did what to a topic, when and why; and « Annuler »."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forum.acts import undoing
from forum.acts.models import Act
from forum.board.forum_conversation.models import Topic
from forum.facts import excerpt
from forum.screens.pages import page_of_range, positions_on
from forum.screens.places import Place
from sites.moderation import charter
from sites.moderation.words import moment

from .asking import Asking
from .menu import moderates

PER_PAGE = 25


@dataclass(frozen=True)
class Line:
    """An act in words. ``undone``: who undid it and when; ``undo_url``: empty for who may not."""

    what: str
    facts: str
    by: str
    at: datetime
    rule: str
    reason: str
    undone: str
    undo_url: str


class History(Asking):
    """``…/history/``: for whoever moderates here."""

    template = "forum/acts.html"
    heading = gettext_lazy("Historique de la modération")
    outcome = gettext_lazy("Ce que la modération a fait de ce sujet, le plus récent d’abord.")
    button = ""

    def is_allowed(self) -> bool:
        is_reading = self.request.method in ("GET", "HEAD")
        return is_reading and moderates(self.place.rights, self.place.node.pk)

    def context(self) -> dict:
        acts = undoing.history(self.topic)
        total = acts.count()
        results = page_of_range(self.request, range(total), PER_PAGE)
        shown = positions_on(results)
        return {
            "past_acts": [line(self.place, act) for act in _told(acts)[shown.start : shown.stop]],
            "results": results,
            "numbered_from": total - shown.start,
        }


class Undoing(Asking):
    """``…/history/<act>/undo/``: only acts on this very topic, and only who may do the same."""

    heading = gettext_lazy("Annuler cet acte ?")
    outcome = gettext_lazy(
        "Tout redevient comme avant : listes, adresses, compteurs, lectures. Ce qui a été écrit "
        "depuis n’est pas perdu."
    )
    button = gettext_lazy("Annuler l’acte")

    def __init__(self, request: HttpRequest, place: Place, *, act: int):
        super().__init__(request, place)
        acts = undoing.history(self.topic).filter(pk=act)
        self.done = _told(acts).first()

    def is_allowed(self) -> bool:
        if self.done is None:
            return False
        right = undoing.UNDOING[undoing.Kind(self.done.kind)].right
        return self.place.rights.may(right, self.place.node.pk)

    def act(self, data: dict) -> Topic:
        return undoing.undo(self.done.pk, self.place.user, data["motif"])

    def context(self) -> dict:
        assert self.done  # noqa: S101 (is_allowed() was asked)
        told = line(self.place, self.done)
        return {
            "excerpt": excerpt(self.done.post),
            "act_words": f"{told.what} – {told.facts}" if told.facts else told.what,
            "act_by": told.by,
            "act_at": told.at,
            "back_url": f"{self.place.path}history/",
        }


def _told(acts: QuerySet[Act]) -> QuerySet[Act]:
    """The same with all that a line says of them: no query for each."""
    moved = Count("displacements", filter=Q(displacements__topic=F("topic")))
    return acts.select_related("topic", "other", "made", "post").annotate(moved=moved)


def line(place: Place, act: Act) -> Line:
    """An act as moderators read it."""
    right = undoing.UNDOING[undoing.Kind(act.kind)].right
    undo_url = ""
    if not act.undone_at and place.rights.may(right, place.node.pk):
        names = {"forum_slug": place.node.slug, "forum_pk": place.node.pk}
        names |= {"slug": place.topic.slug, "pk": place.topic.pk, "act": act.pk}
        undo_url = reverse("forum:undo_act", kwargs=names)
    undone = ""
    if act.undone_at:
        told = {"name": act.undone_by_name, "moment": moment(act.undone_at)}
        undone = _("Annulé par %(name)s le %(moment)s") % told
    return Line(
        what=str(act.get_kind_display()),
        facts=_facts(place, act),
        by=act.by_name,
        at=act.at,
        rule=charter.text_of(act.rule) if act.rule else "",
        reason=act.reason,
        undone=undone,
        undo_url=undo_url,
    )


def _facts(place: Place, act: Act) -> str:
    """What an act was about, in a few words; of other topics only what the person may see."""
    kind, before = act.kind, act.before
    if kind == Act.Kind.MOVE:
        names = [_forum(place, before[name]) for name in ("left", "entered")]
        return _("de « %(left)s » à « %(entered)s »") % dict(
            zip(("left", "entered"), names, strict=True)
        )
    if kind == Act.Kind.RENAME:
        return _("il s’appelait « %(title)s »") % {"title": act.text_before}
    if kind == Act.Kind.EDIT:
        return _("message n° %(number)s") % {"number": before["number"]}
    if kind == Act.Kind.SPLIT:
        count: int = act.moved  # type: ignore[attr-defined]  # see _told
        told = ngettext(
            "%(n)s message, vers « %(title)s »", "%(n)s messages, vers « %(title)s »", count
        )
        return told % {"n": count, "title": _title(place, act.made)}
    if kind == Act.Kind.MERGE:
        titles = {"one": _title(place, act.topic), "other": _title(place, act.other)}
        return _("« %(one)s » et « %(other)s »") % titles
    return ""


def _title(place: Place, topic: Topic | None) -> str:
    """The title of a topic, if it lies where the person may read."""
    readable = topic is not None and place.rights.reads(topic.forum_id)
    return topic.subject if topic and readable else _("un sujet d’un autre forum")


def _forum(place: Place, pk: int) -> str:
    """The name of a forum that the person may read."""
    node = place.rights.board.nodes.get(pk)
    return node.name if node and place.rights.reads(pk) else _("un autre forum")
