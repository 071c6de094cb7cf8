"""What moderators' acts hold of a person: see sites.accounts.privacy.registry.

Acts stay, so that each can be undone and answered for; they name nobody once the account is erased.
"""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import told
from sites.accounts.privacy.scrubbing import Scrubber, nobody

from .models import Act


def _changed(user: User) -> Iterator[Part]:
    """What was changed of what the person wrote, and why; never by whom."""
    own = Q(post__poster=user) | Q(topic__poster=user, kind=Act.Kind.RENAME)
    columns = {
        "at": _("le"),
        "before": _("avant"),
        "rule": _("règle"),
        "reason": _("motif"),
        "undone": _("rétabli le"),
    }
    rows = told(
        Act.objects.filter(own).exclude(text_before="").order_by("pk"),
        at="at",
        before="text_before",
        rule="rule",
        reason="reason",
        undone="undone_at",
    )
    title = _("vos titres et messages que la modération a modifiés")
    yield Table("messages-modifies", title, columns, rows)


def _erase_names(person: Person) -> None:
    user, unnamed = person.user, nobody()
    Act.objects.filter(by=user).update(by_name=unnamed)
    Act.objects.filter(undone_by=user).update(undone_by_name=unnamed)
    Scrubber(person, own=True).rows(Act.objects.all(), "reason", "undo_reason", "text_before")


ACTS = Holding(
    key="forum-acts",
    name=_("Les actes de la modération du forum que vous faites, ou qui touchent vos messages"),
    purpose=_("pouvoir annuler chaque acte et en répondre"),
    kept=_("le temps du forum ; sans votre nom après la suppression de votre compte"),
    retention="moderation",
    links=("quartiers_forum_acts.Act.by", "quartiers_forum_acts.Act.undone_by"),
    contributes=("quartiers_forum_acts.Act.by",),
    export=_changed,
    erase=_erase_names,
)


def declare() -> None:
    hold(ACTS)
