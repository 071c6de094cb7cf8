"""The form of an event: dates of its own are checked against those that its rule gives."""

from django.utils.translation import gettext as _

from cms.pages.sharing import SharedPageForm

from ..recurrence import Repeat, Rule
from ..zone import wall_clock

BESIDE = {"place": ("place_words",), "repeat_until": ("repeat_count", "repeat")}


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
            if name in self.fields and not self.errors.keys() & {name, *BESIDE.get(name, ())}:
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
        for form in formset.forms:
            day = form.cleaned_data.get("day")
            if starts and day and day not in days and not form.cleaned_data.get("DELETE"):
                form.add_error("day", _("Cette date n’est pas dans la série."))

    def _days(self, starts) -> set:
        """The days that the rule in the form gives."""
        told = (self.cleaned_data.get(name) for name in ("repeat", "repeat_until", "repeat_count"))
        repeat, until, count = told
        return set(
            Rule(Repeat(repeat or Repeat.ONCE), until, count).dates(wall_clock(starts).date())
        )
