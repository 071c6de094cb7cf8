"""The three decisions of a proposal's screen that ask for something."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.calendar import words
from cms.meetings.models import ItemKind, MeetingPage, Proposal
from cms.meetings.models.agenda import LONGEST
from cms.meetings.models.proposal import LONGEST_ANSWER
from sites.delivery.forms import explain

from .agenda import KnownItem, NewItem, items_of

LONGEST_TITLE, LONGEST_LABEL = 200, 90


class Explained(forms.Form):
    """Words of ours for what is missing. ``missing``: those of some fields, by name."""

    use_required_attribute = False
    missing: dict[str, object] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            explain(field)
            if name in self.missing:
                field.error_messages["required"] = self.missing[name]


class TakeForm(Explained):
    """Where on an agenda: a new item, or one that is there already."""

    where = forms.ChoiceField(
        label=_("Où l’inscrire"),
        help_text=_("Un nouveau point, ou un point qui est déjà à l’ordre du jour."),
    )
    title = forms.CharField(
        label=_("Intitulé du point"),
        max_length=LONGEST_TITLE,
        required=False,
        help_text=_("Pour un nouveau point. Reformulez : c’est ce qu’on lira."),
    )
    kind = forms.ChoiceField(
        label=_("Nature"), choices=ItemKind.choices, initial=ItemKind.DEBATE, required=False
    )
    minutes = forms.IntegerField(
        label=_("Durée, en minutes"), min_value=1, max_value=LONGEST, required=False
    )

    def __init__(self, *args, proposal: Proposal, meetings: Sequence[MeetingPage], **kwargs):
        initial = {"title": proposal.subject, "where": _first(proposal, meetings)}
        super().__init__(*args, initial=initial, **kwargs)
        self.meetings = {str(page.pk): page for page in meetings}
        self.items: dict[str, tuple[MeetingPage, KnownItem | None]] = {}
        self.fields["where"].choices = [  # type: ignore[attr-defined]
            (meeting_name(page), self._choices(page)) for page in meetings
        ]
        self.fields["where"].error_messages["invalid_choice"] = _(
            "L’ordre du jour vient de changer : choisissez de nouveau."
        )

    def _choices(self, page: MeetingPage) -> list[tuple[str, str]]:
        new = f"{page.pk}:"
        self.items[new] = (page, None)
        when = words.short_day(page.starts_at) if page.starts_at else ""
        choices = [(new, _now("Un nouveau point, le %(day)s") % {"day": when})]
        for item in items_of(page):
            value = f"{page.pk}:{item.value}"
            self.items[value] = (page, item)
            told = {"day": when, "title": _short(item.title)}
            choices.append((value, _now("Avec un point du %(day)s : %(title)s") % told))
        return choices

    def clean(self):
        cleaned = super().clean()
        cleaned["title"] = " ".join((cleaned.get("title") or "").split())
        _page, item = self.items.get(cleaned.get("where", ""), (None, None))
        if item is None and not cleaned["title"] and "title" not in self.errors:
            self.add_error("title", _("Donnez un intitulé au nouveau point."))
        return cleaned

    def chosen(self) -> tuple[MeetingPage, NewItem | KnownItem]:
        """The meeting, and the item of it."""
        told = self.cleaned_data
        page, item = self.items[told["where"]]
        kind = told["kind"] or ItemKind.DEBATE
        return page, item or NewItem(told["title"], kind, told["minutes"])


class MergeForm(Explained):
    missing = {"partner": _("Choisissez la proposition avec laquelle la regrouper.")}

    partner = forms.TypedChoiceField(
        label=_("Avec quelle proposition ?"),
        coerce=int,
        error_messages={
            "invalid_choice": _("Cette proposition n’attend plus : choisissez-en une.")
        },
    )

    def __init__(self, *args, partners: Iterable[Proposal], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(one.pk, _partner(one)) for one in partners]
        self.has_choices = bool(choices)
        first = [("", _now("Choisissez"))]
        self.fields["partner"].choices = [*first, *choices]  # type: ignore[attr-defined]


class AnswerForm(Explained):
    missing = {"text": _("Écrivez ce que l’équipe répond.")}

    text = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Envoyée telle quelle à la personne, au nom du conseil."),
    )


def meeting_name(page: MeetingPage) -> str:
    title = page.draft_title or page.title
    if page.starts_at is None:
        return title
    told = {"title": title, "day": words.long_day(page.starts_at)}
    return _now("%(title)s, %(day)s") % told


def _first(proposal: Proposal, meetings: Sequence[MeetingPage]) -> str:
    """A new item of the meeting that it was proposed for, else of the next one."""
    keys = [page.pk for page in meetings]
    wanted = proposal.meeting_id if proposal.meeting_id in keys else next(iter(keys), "")
    return f"{wanted}:"


def _partner(one: Proposal) -> str:
    told = {"subject": _short(one.subject), "state": one.get_state_display()}
    return _now("%(subject)s (%(state)s)") % told


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1].rstrip()}…"
