"""Who is told of a review, and who never is."""

import json

import pytest
from django.core import mail
from wagtail.models import Page
from wagtail.users.models import UserProfile

from cms.editing.review.models import APPROVE, SEND_BACK, ReviewSettings
from sites.councils import role_groups
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, COORDINATOR, EDITOR, LEAD, MODERATOR
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def text_of(kind: str) -> str:
    row = Mail.objects.get(kind=kind)
    return f"{row.subject}\n{row.text}".replace("\u00a0", " ")


def decide(action: str, **extra) -> dict:
    return {
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": json.dumps(extra),
    }


@pytest.fixture
def strangers(make_user, council, other_council):
    """Everybody who must not hear of it."""
    make_user(EDITOR, other_council)
    make_user(LEAD, other_council)
    make_user(MODERATOR, council)
    make_user(CONTRIBUTOR, council)
    make_user(COORDINATOR)
    make_user(ADMINISTRATOR)
    make_user(is_superuser=True)
    make_user(EDITOR, council, is_active=False)


def test_a_proposal_is_told_to_that_council_only(strangers, people, propose, draft):
    propose(draft)
    assert told("review_asked") == ["aubepine@exemple.fr", "tilleul@exemple.fr"]
    assert mail.outbox == []  # nothing of Wagtail's
    assert Mail.objects.exclude(kind="review_asked").count() == 0


def test_it_says_who_what_and_where(people, propose, draft):
    propose(draft)
    row = Mail.objects.filter(kind="review_asked").first()
    assert row.subject == "Sureau propose une page à relire"
    for words in ("Le banc", "Louis Blanc – Aqueduc", f"/admin/pages/{draft.pk}/edit/"):
        assert words in row.text
        assert words in row.html


def test_once_to_who_has_two_roles_or_works_for_two(people, propose, draft, council, other_council):
    people.editor.groups.add(role_groups.group_for(LEAD, council))
    people.editor.groups.add(role_groups.group_for(EDITOR, other_council))
    propose(draft)
    assert told("review_asked").count("aubepine@exemple.fr") == 1
    assert Mail.objects.filter(kind="review_asked").values("site").distinct().count() == 1


def test_an_administrator_who_edits_there_is_told_as_an_editor(people, propose, draft):
    people.editor.groups.add(role_groups.group_for(ADMINISTRATOR))
    propose(draft)
    assert "aubepine@exemple.fr" in told("review_asked")


def test_not_who_does_not_want_it(people, propose, draft):
    profile = UserProfile.get_for_user(people.editor)
    profile.submitted_notifications = False
    profile.save()
    propose(draft)
    assert told("review_asked") == ["tilleul@exemple.fr"]


def test_not_who_asked(draft_of, council, people, send):
    page = draft_of(people.editor, council, "Le mien")
    send(people.editor, page, **{"action-submit": "1"})
    assert told("review_asked") == ["tilleul@exemple.fr"]


def test_a_page_of_the_portal_to_its_coordinators(make_user, portal, draft_of, send, people):
    first, second = make_user(COORDINATOR), make_user(COORDINATOR)
    send(first, draft_of(first, portal), **{"action-submit": "1"})
    assert told("review_asked") == [second.email]


def test_published_is_told_to_who_proposed_it(people, propose, draft, send):
    send(people.editor, propose(draft), **decide(APPROVE))
    assert told("review_published") == ["sureau@exemple.fr"]
    text = text_of("review_published")
    assert "« Le banc » est publiée" in text
    assert Page.objects.get(pk=draft.pk).full_url in text


def test_published_some_other_way_too(people, propose, draft, send):
    send(people.editor, propose(draft), **{"action-publish": "maintenant"})
    assert told("review_published") == ["sureau@exemple.fr"]
    assert told("review_ended") == []


def test_published_later_says_when(people, propose, draft, send):
    fields = {"action-publish": "plus-tard", "go_live_at": "2030-12-01T19:00"}
    send(people.editor, propose(draft), **fields)
    assert "sera publiée le dimanche 1er décembre 2030 à 19 h" in text_of("review_published")


def test_sent_back_brings_the_word(people, propose, draft, send):
    send(people.editor, propose(draft), **decide(SEND_BACK, comment="Et l’heure ?\n<b>Et où ?</b>"))
    assert told("review_sent_back") == ["sureau@exemple.fr"]
    row = Mail.objects.get(kind="review_sent_back")
    assert row.subject.replace("\u00a0", " ") == "« Le banc » est à reprendre"
    assert "<b>Et où ?</b>" in row.text
    assert "&lt;b&gt;Et où" in row.html


def test_proposing_again_tells_again(people, propose, draft, send):
    send(people.editor, propose(draft), **decide(SEND_BACK, comment="Et l’heure ?"))
    Mail.objects.all().delete()
    send(people.contributor, draft, **{"action-submit": "1"})
    assert told("review_asked") == ["aubepine@exemple.fr", "tilleul@exemple.fr"]


def test_taking_back_tells_nobody(people, propose, draft, send):
    Mail.objects.all().delete()
    propose(draft)
    Mail.objects.all().delete()
    send(people.contributor, draft, **{"action-cancel-workflow": "1"})
    assert not Mail.objects.exists()


def test_a_council_that_stops_reviewing_tells_who_waited(people, propose, draft, council):
    propose(draft)
    setting = ReviewSettings.for_site(council.site)
    setting.is_on = False
    setting.save()
    assert told("review_ended") == ["sureau@exemple.fr"]
    assert "redevient un brouillon" in text_of("review_ended")


@pytest.mark.parametrize("gone", ["closed", "deleted"])
def test_nobody_is_told_for_an_account_that_is_gone(people, propose, draft, send, gone):
    propose(draft)
    if gone == "closed":
        people.contributor.is_active = False
        people.contributor.save()
    else:
        people.contributor.delete()
    send(people.editor, draft, **decide(APPROVE))
    assert Page.objects.get(pk=draft.pk).live
    assert told("review_published") == []


def test_a_proposal_that_fails_tells_nobody(people, draft, send):
    send(people.contributor, draft, **{"action-submit": "1", "title": ""})
    assert not Mail.objects.exists()
