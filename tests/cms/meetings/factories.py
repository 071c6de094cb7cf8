"""Meetings for tests: announced, with an agenda, with minutes and decisions."""

from datetime import datetime, timedelta

from django.utils import timezone

from cms.meetings.models import AgendaItem, Decision, MeetingPage, Official
from sites.councils.models import Council, Portal
from tests.cms import factories

AGENDA = (("Accueil", "information", 10), ("Propreté", "debate", 35), ("Carnaval", "vote", 15))


def in_days(days: int, hour: int = 19) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour))


def meeting(owner: Council | Portal, title: str = "Séance plénière", **fields) -> MeetingPage:
    """A live meeting in nine days, unless told otherwise; ``agenda`` and ``decisions`` are rows."""
    fields.setdefault("starts_at", in_days(9))
    fields.setdefault("place_words", "École")
    agenda, decisions = fields.pop("agenda", ()), fields.pop("decisions", ())
    officials = fields.pop("officials", ())
    page = MeetingPage(title=title, **fields)
    page.agenda_items = [
        AgendaItem(title=name, kind=kind, minutes=minutes, sort_order=place)
        for place, (name, kind, minutes) in enumerate(agenda)
    ]
    page.decisions = [Decision(sort_order=n, **row) for n, row in enumerate(decisions)]
    page.officials = officials
    parent = factories.section(owner, "seances")
    return type(parent).objects.get(pk=parent.pk).add_child(instance=page)


def held(owner: Council | Portal, **fields) -> MeetingPage:
    """A meeting three weeks ago, with draft minutes and two decisions."""
    fields.setdefault("starts_at", in_days(-21))
    fields.setdefault("minutes_state", "draft")
    fields.setdefault("minutes_body", factories.TEXT)
    fields.setdefault("attendance", 52)
    fields.setdefault("agenda", AGENDA)
    fields.setdefault(
        "decisions",
        (
            {
                "text": "Le conseil finance le carnaval.",
                "votes_for": 40,
                "votes_against": 3,
                "abstentions": 2,
                "amount": 90_000,
                "budget_line": "operating",
                "streets": "rue de l’Aqueduc, rue Louis-Blanc",
            },
            {"text": "Le panneau est réparé.", "result": "rejected"},
        ),
    )
    return meeting(owner, **fields)


def approved(owner: Council | Portal, **fields) -> MeetingPage:
    fields |= {"minutes_state": "approved", "approved_on": timezone.localdate()}
    return held(owner, officials=[Official(function="Commissariat du 10e")], **fields)
