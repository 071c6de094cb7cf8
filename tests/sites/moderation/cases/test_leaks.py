"""What is masked, hidden or removed is found nowhere any more, by anybody it is not for."""

import pytest

from forum.board.forum_conversation import services
from forum.facts import facts_of, public_facts
from sites.accounts.privacy.registry import Table, holdings
from sites.moderation.cases import deciding
from sites.moderation.models import ModerationEntry
from sites.moderation.rights import circle_of
from sites.notifications import composing
from sites.notifications.models import Mail

from .conftest import SECRET

pytestmark = pytest.mark.django_db

WORDS = "12 rue Perdue"


def pages(client_for, council, portal, users) -> str:
    """What these people read on every page that may speak of a topic."""
    from forum.board.forum_conversation.models import Topic

    found = []
    for user in users:
        for place in (council, portal):
            client = client_for(place, user)
            paths = ["/", "/forum/", "/sitemap.xml", "/compte/contributions/"]
            paths += [topic.get_absolute_url() for topic in Topic.objects.all()]
            paths += [topic.forum.get_absolute_url() for topic in Topic.objects.all()]
            for path in paths:
                answer = client.get(path)
                if answer.status_code == 200:
                    found.append(answer.content.decode())
    return "\n".join(found)


def exported(user) -> str:
    parts = [part for one in holdings() if one.export for part in one.export(user)]
    rows = [list(p.rows() if callable(p.rows) else p.rows) for p in parts if isinstance(p, Table)]
    return str(rows)


@pytest.fixture
def secret_head(forum, author):
    return services.open_topic(forum.pk, author, f"Qui habite {WORDS} ?", f"Lui. {SECRET}")


def test_masked_words_are_found_nowhere(
    client_for, council, portal, report, regular, decide, moderator, secret_head, author, resident
):
    case = report(regular(), secret_head).case
    assert WORDS in pages(client_for, council, portal, [None])
    decide(moderator, case, "masked", passages=(WORDS,))
    everybody = [None, resident, author, moderator]
    assert WORDS not in pages(client_for, council, portal, everybody)
    assert WORDS not in str(list(public_facts()))
    assert WORDS not in exported(resident) + exported(moderator)
    assert WORDS not in str(list(ModerationEntry.objects.values()))
    later = [one for one in Mail.objects.filter(kind="report_decided") if composing.fill(one)]
    assert later
    assert not [mail for mail in later if WORDS in mail.subject + mail.text + mail.html]


def test_its_moderators_can_still_read_what_was_there(
    client_for, report, regular, decide, moderator, secret_head
):
    case = report(regular(), secret_head).case
    decide(moderator, case, "masked", passages=(WORDS,))
    page = client_for("admin", moderator).get(f"/admin/moderation/{case.pk}/")
    assert WORDS in page.content.decode()


def test_ones_own_copy_has_ones_own_words(report, regular, decide, moderator, secret_head, author):
    decide(moderator, report(regular(), secret_head).case, "masked", passages=(WORDS,))
    assert WORDS in exported(author)


def test_hidden_words_are_their_authors_and_moderators_alone(
    client_for, council, portal, report, regular, decide, moderator, post, author, resident
):
    decide(moderator, report(regular(), post).case, "hidden")
    assert WORDS not in pages(client_for, council, portal, [None, resident])
    assert WORDS in pages(client_for, council, portal, [author])
    assert WORDS in pages(client_for, council, portal, [moderator])


def test_what_the_law_forbids_is_nobodys_to_read_again(
    client_for, council, portal, report, regular, decide, moderator, post, author, resident
):
    decide(moderator, report(regular(), post).case, "illegal")
    assert WORDS not in pages(client_for, council, portal, [None, resident, author, moderator])
    assert WORDS not in exported(author)


def test_a_topic_whose_first_post_is_hidden_is_gone_from_lists_at_once(
    client_for, council, portal, report, regular, decide, moderator, secret_head, resident
):
    case = report(regular(), secret_head).case
    topic = secret_head.topic
    decide(moderator, case, "hidden")
    topic.refresh_from_db()
    assert facts_of(topic) is None
    assert WORDS not in pages(client_for, council, portal, [None, resident])
    deciding.undo(circle_of(moderator), case.pk)
    topic.refresh_from_db()
    assert facts_of(topic)
    assert WORDS in pages(client_for, council, portal, [None])
