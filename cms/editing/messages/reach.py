"""Whose messages somebody reads: those of the sites whose pages they may change.

Editors and leads of a council, coordination for the portal. Not who only contributes: a message
holds a resident's address and words, and they cannot answer in the council's name.
"""

from django.db.models import Q, QuerySet
from wagtail.contrib.forms.models import FormSubmission

from sites.teams.page_rights import Owner


def messages_of(owners: list[Owner]) -> QuerySet[FormSubmission]:
    """The messages sent to the forms of these sites."""
    where = Q(pk__in=[])
    for owner in owners:
        where |= Q(page__path__startswith=owner.site.root_page.path)
    return FormSubmission.objects.filter(where)


def waiting(messages: QuerySet[FormSubmission]) -> QuerySet[FormSubmission]:
    return messages.filter(handling=None)


def handled(messages: QuerySet[FormSubmission]) -> QuerySet[FormSubmission]:
    return messages.exclude(handling=None)


def owner_at(path: str, owners: list[Owner]) -> Owner | None:
    """Which of ``owners`` a form at this place of the tree belongs to."""
    return next((o for o in owners if path.startswith(o.site.root_page.path)), None)
