"""The form of an event: dates of its own are checked against those that its rule gives."""

from django.utils.translation import gettext as _

from cms.pages.sharing import SharedPageForm

from ..recurrence import Rule
from ..zone import wall_clock


class EventForm(SharedPageForm):
    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self._check_complete()
        self._check_exceptions()
        return cleaned

    def _check_complete(self) -> None:
        """What a draft may lack."""
        self._fill()
        for name, words in self.instance.gaps().items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, words)

    def _fill(self) -> None:
        """The model's own checks come after the form's: give the page what it asks itself for."""
        for name in ("starts_at", "place", "place_words", "repeat", "repeat_until", "repeat_count"):
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])

    def _check_exceptions(self) -> None:
        formset = self.formsets.get("exceptions")
        starts = self.cleaned_data.get("starts_at")
        if formset is None or not formset.is_valid():
            return
        days = self._days(starts) if starts else set()
        known = set()
        for form in formset.forms:
            day = form.cleaned_data.get("day")
            if not day or form.cleaned_data.get("DELETE"):
                continue
            if starts and day not in days:
                form.add_error("day", _("Cette date n’est pas dans la série."))
            elif day in known:
                form.add_error("day", _("Cette date est déjà dans une autre ligne."))
            known.add(day)

    def _days(self, starts) -> set:
        """The days that the rule in the form gives."""
        told = (self.cleaned_data.get(name) for name in ("repeat", "repeat_until", "repeat_count"))
        repeat, until, count = told
        return set(Rule(repeat or "once", until, count).dates(wall_clock(starts).date()))
