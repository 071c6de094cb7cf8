"""Whatever is done to events, in whatever order, publications and calendars say what they say."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page, PageViewRestriction

from cms.calendar.models import EventException, EventPage
from cms.calendar.recurrence import Difference, Repeat
from cms.pages.models import Place
from cms.publications.models import Publication
from cms.publications.publishing import differences, rebuild
from tests.cms import factories

from .making import at, event, monthly

pytestmark = pytest.mark.django_db
STEPS = 14


class Edits:
    """A few events on two sites; each method is something that the admin or a command does."""

    def __init__(self, seed: int, *owners):
        self.random, self.owners = Random(seed), owners
        self.places = [factories.place(owner) for owner in owners]
        self.add_once()
        self.add_series()

    def some(self) -> EventPage:
        return self.random.choice(EventPage.objects.all())

    def some_place(self) -> Place | None:
        return self.random.choice([*Place.objects.all(), None])

    def add_once(self):
        event(self.random.choice(self.owners), "Fête", shared_with=self.owners[1:])

    def add_series(self):
        monthly(self.random.choice(self.owners), count=self.random.randint(2, 6))

    def change_time(self):
        page = self.some()
        page.starts_at += timedelta(days=self.random.randint(-40, 40))
        page.ends_at = page.starts_at + timedelta(hours=self.random.randint(1, 30))
        self.keep(page)

    def change_rule(self):
        page = self.some()
        page.repeat = self.random.choice(Repeat.values)
        comes_back = page.repeat != Repeat.ONCE
        page.repeat_count = self.random.randint(2, 8) if comes_back else None
        page.moved_from = None
        self.keep(page)

    def change_days(self):
        page = self.some()
        days = page.series.days[: self.random.randint(0, 3)]
        page.exceptions = [self.differing(day) for day in days]
        self.keep(page)

    def differing(self, day: date) -> EventException:
        kind = self.random.choice(Difference.values)
        moved = kind == Difference.MOVED
        return EventException(
            day=day,
            kind=kind,
            starts_at=at(f"{day + timedelta(days=2)} 19:00") if moved else None,
            place=self.some_place() if moved else None,
        )

    def cancel_or_not(self):
        page = self.some()
        page.cancelled = not page.cancelled
        self.keep(page)

    def move_place(self):
        page = self.some()
        page.place = self.some_place()
        self.keep(page)

    def rename_place(self):
        place = self.random.choice(self.places)
        if place.pk:
            place.name += " bis"
            place.save()

    def delete_place(self):
        place = self.random.choice(self.places)
        if place.pk:
            place.delete()

    def unpublish(self):
        self.some().unpublish()

    def publish(self):
        self.some().save_revision().publish()

    def draft(self):
        page = self.some()
        page.title += " (brouillon)"
        page.starts_at += timedelta(days=1)
        page.save_revision()

    def hide_or_show(self):
        page = Page.objects.get(pk=self.some().pk)
        if not page.view_restrictions.all().delete()[0]:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def delete(self):
        if EventPage.objects.count() > 1:
            self.some().delete()

    def keep(self, page: EventPage):
        """Save, or publish from a draft; what the rules refuse stays as it was."""
        try:
            if self.random.random() < 0.5 or not page.live:
                page.save()
            else:
                page.save_revision().publish()
        except ValidationError:
            pass

    def step(self):
        names = [name for name in vars(Edits) if not name.startswith(("_", "s", "k"))]
        names.remove("differing")
        getattr(self, self.random.choice(names))()


@pytest.mark.parametrize("seed", range(6))
def test_the_table_agrees_after_any_edits(council, other_council, seed):
    edits = Edits(seed, council, other_council)
    for _step in range(STEPS):
        edits.step()
        assert differences() == []
    keys = list(Publication.objects.order_by("pk").values_list("pk", flat=True))
    rebuild()
    assert list(Publication.objects.order_by("pk").values_list("pk", flat=True)) == keys
