"""The page of a merge: find the other topic, by its address or its title; then confirm."""

import re

from django.http import Http404
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from forum.acts import former, merging
from forum.board.forum_conversation.models import Topic
from forum.scope.rights import MOVE
from forum.screens.places import sees

from .asking import Asking
from .forms import MergeForm

WITH, ASKED = "sujet", "avec"  # the topic that was found; what one looks for
MOST = 10
LONGEST = 300  # characters of what is typed
ADDRESS = re.compile(r"/topic/[^/\s]*-([1-9][0-9]{0,8})(?:/|$)")


class Merging(Asking):
    """``…/merge/``; ``?avec=`` looks for another topic, ``?sujet=`` names it."""

    template = "forum/merge.html"
    right = MOVE
    heading = _("Réunir ce sujet avec un autre ?")
    outcome = _(
        "Les messages des deux sujets se suivent par date dans un seul. Les deux adresses "
        "y mènent, et chaque lien vers un message mène à ce message. "
        "Vous pourrez les séparer de nouveau."
    )
    button = _("Réunir les deux sujets")

    def prepare(self) -> None:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        self.other = self._found(given[WITH]) if given.get(WITH) else None
        if self.other is None and (given.get(WITH) or self.request.method == "POST"):
            raise Http404

    def form(self, data=None) -> MergeForm | None:  # type: ignore[override]
        if self.other is None:
            return None
        return MergeForm([self.topic, self.other], data)

    def act(self, data: dict) -> Topic:
        kept = data["garde"]
        left = self.other.pk if kept == self.topic.pk else self.topic.pk
        return merging.merge(
            left, kept, self.place.user, data["motif"], data["regle"], form=data["envoi"]
        )

    def context(self) -> dict:
        typed = self.request.GET.get(ASKED, "")[:LONGEST].strip()
        found = self._look_for(typed) if typed and self.other is None else []
        return {
            "other": self.other,
            "wanted_words": typed,
            "candidates": [
                {
                    "title": topic.subject,
                    "url": f"{self.request.path}?{WITH}={topic.pk}",
                    "forum_name": topic.forum.name,
                    "posts": topic.posts_count,
                    "at": topic.last_post_on,
                }
                for topic in found
            ],
            "nothing": _t("Aucun sujet ne porte ces mots ou cette adresse ici.")
            if typed and not found
            else "",
        }

    def _look_for(self, typed: str) -> list[Topic]:
        if address := ADDRESS.search(typed):
            topic = self._found(address[1])
            return [topic] if topic else []
        here = self._topics().filter(forum=self.topic.forum_id, approved=True)
        for word in typed.split()[:8]:
            here = here.filter(subject__icontains=word)
        return list(here.exclude(pk=self.topic.pk).order_by("-last_post_on", "-pk")[:MOST])

    def _found(self, key: str) -> Topic | None:
        """The topic of that number, if the person may merge it; nothing says that others exist."""
        if not re.fullmatch("[1-9][0-9]{0,8}", key):
            return None
        topic = self._topics().filter(pk=key).first()
        topic = former.heir_of(topic) if topic else None
        rights = self.place.rights
        if topic is None or topic.pk == self.topic.pk or not topic.approved:
            return None
        may = sees(rights, self.place.user, topic) and rights.may(MOVE, topic.forum_id)
        return topic if may else None

    def _topics(self):
        return Topic.objects.select_related("forum")
