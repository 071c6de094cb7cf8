"""The two dates in the form of a page, and the screen on which they are changed.

Wagtail's rule is that « publish » means « at that date » once a date lies in the form, which nobody
sees there. Ours: « Publier » is now, « Programmer » is at the dates in its window; and whoever may
not publish has no dates.
"""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminDraftStateFormMixin as DraftForm
from wagtail.models import Page

from cms.editing.review.models import ALONE, APPROVE
from cms.pages.moments import MomentField, MomentInput

from .troubles import troubles

LATER = "plus-tard"  # the value of « publish » when its dates count
GO, END = "go_live_at", "expire_at"
LABELS = {GO: gettext_lazy("Publier le"), END: gettext_lazy("Retirer du site le")}
HELP = {
    GO: gettext_lazy("Heure de Paris. Laissez vide pour publier tout de suite."),
    END: gettext_lazy("Laissez vide pour garder la page en ligne."),
}


def connect() -> None:
    """Wagtail mixes this class into the form of every page type, whoever made it."""
    DraftForm.__init__ = _begin
    DraftForm.clean = _clean
    DraftForm.show_schedule_publishing_toggle = property(lambda form: GO in form.fields)


def _begin(form, *args, **kwargs) -> None:
    super(DraftForm, form).__init__(*args, **kwargs)
    if not _may_publish(form):
        form.fields.pop(GO, None)
        form.fields.pop(END, None)
    if getattr(form.instance, "is_fixed", False):
        form.fields.pop(END, None)  # a page whose address is promised stays
    for name in (GO, END):
        if known := form.fields.get(name):
            form.fields[name] = MomentField(
                required=False,
                label=LABELS[name],
                help_text=HELP[name],
                widget=MomentInput(known.widget.attrs),
            )


def _may_publish(form) -> bool:
    page, user = form.instance, form.for_user
    if user is None or not isinstance(page, Page):
        return True
    if page.pk:
        return page.permissions_for_user(user).can_publish()
    parent = getattr(form, "parent_page", None)
    return parent is None or parent.permissions_for_user(user).can_publish_subpage()


def _clean(form) -> dict:
    super(DraftForm, form).clean()
    data = form.cleaned_data
    if "first_published_at" in data and not data["first_published_at"]:
        del data["first_published_at"]  # as Wagtail does: it is not unset by an empty field
    if GO not in form.fields:
        return data
    button = form.data.get("action-publish")
    if button == LATER:
        _check(form)
    elif button or form.data.get("workflow-action-name") in (APPROVE, ALONE):
        _now(data)
    return data


def _check(form) -> None:
    data, now = form.cleaned_data, timezone.now()
    go, end = data.get(GO), data.get(END)
    found = troubles(go, end, now)
    had_dates = form.initial.get(GO) or form.initial.get(END)
    if not (go or end or had_dates or form.errors.keys() & {GO, END}):
        found[GO] = _("Choisissez le jour et l’heure, ou « Publier » tout de suite.")
    for name, words in found.items():
        form.add_error(name, words)
    if form.errors.keys() & {GO, END}:  # Wagtail lists the reasons above the page then: the
        form.add_error(None, _("Rien n’est programmé."))  # window that holds them is closed
    if not form.errors and go and not form.instance.pk:
        form.instance.live = False  # else it is public from its creation until it is scheduled


def _now(data: dict) -> None:
    """Publishing is now: a date to come is dropped, and one that has passed withdraws nothing."""
    now = timezone.now()
    if data.get(GO) and data[GO] > now:
        data[GO] = None
    if data.get(END) and data[END] <= now:
        data[END] = None


class ScheduleForm(forms.Form):
    """Both dates of a page that waits for its moment."""

    go_live_at = MomentField(label=LABELS[GO], help_text=gettext_lazy("Heure de Paris."))
    expire_at = MomentField(label=LABELS[END], help_text=HELP[END], required=False)

    def __init__(self, *args, may_expire: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_expire:
            del self.fields[END]

    def clean(self):
        data = super().clean()
        for name, words in troubles(data.get(GO), data.get(END), timezone.now()).items():
            self.add_error(name, words)
        return data
