"""« Propositions »: who reads what, what is decided, once, and who is told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.editing.proposals import agenda, deciding
from cms.meetings.models import MeetingPage, Proposal
from cms.meetings.proposals.letters import CALL_BACK
from sites.councils import roles
from sites.notifications import sending
from sites.notifications.models import Mail
from sites.teams.duties import Urgency, duties_for
from sites.teams.scope import scope_for
from tests.cms.editing.conftest import words
from tests.cms.meetings.factories import AGENDA, in_days, meeting
from tests.cms.meetings.proposing import TYPED, at, open_meeting, proposal

pytestmark = pytest.mark.django_db
State = Proposal.State
QUEUE = "/admin/propositions/"
SECRET = "Bruyère de Lancry"
READERS = (roles.EDITOR, roles.LEAD)
OTHERS = (roles.CONTRIBUTOR, roles.MODERATOR, roles.TOWN_HALL, roles.INTEGRATOR)
ACTS = ("inscrire", "regrouper", "repondre", "ecarter", "reprendre")


@pytest.fixture
def page(council):
    return open_meeting(council, agenda=AGENDA)


@pytest.fixture
def waiting(page, council):
    return proposal(page, council)


@pytest.fixture
def foreign(other_council):
    page = open_meeting(other_council, "Ailleurs")
    return proposal(page, other_council, subject=SECRET, email="bruyere@exemple.fr")


@pytest.fixture
def editor(holder):
    return holder(roles.EDITOR, pseudonym="Lilas")


@pytest.fixture
def client(client_for, editor):
    return client_for("admin", editor)


def act(client, one: Proposal, name: str, **typed):
    return client.post(f"{QUEUE}{one.pk}/{name}/", typed)


def take(client, one, page, item="", **typed):
    typed = {"title": "Traverser devant l’école", "kind": "debate", "minutes": "20"} | typed
    return act(client, one, "inscrire", where=f"{page.pk}:{item}", **typed)


def draft(page) -> MeetingPage:
    return MeetingPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def sent_later(posted) -> list:
    with at(timezone.now() + CALL_BACK + timedelta(seconds=1)):
        return posted()


class TestWhoReads:
    @pytest.mark.parametrize("role", READERS)
    def test_who_publishes_in_the_council(self, holder, client_for, waiting, foreign, role):
        client = client_for("admin", holder(role))
        told = words(client.get(QUEUE).content.decode())
        assert TYPED["subject"] in told
        assert SECRET not in told
        assert client.get(f"{QUEUE}{waiting.pk}/").status_code == 200

    @pytest.mark.parametrize("role", OTHERS)
    def test_nobody_else(self, holder, client_for, waiting, role):
        client = client_for("admin", holder(role))
        assert client.get(QUEUE).status_code == 404
        assert client.get(f"{QUEUE}{waiting.pk}/").status_code == 404
        for name in ACTS:
            assert act(client, waiting, name, text="Merci").status_code == 404
        assert Proposal.objects.get().state == State.RECEIVED

    def test_of_another_council_there_is_nothing(self, client, foreign):
        assert client.get(f"{QUEUE}{foreign.pk}/").status_code == 404
        for name in ACTS:
            assert act(client, foreign, name, text="Merci").status_code == 404
        foreign.refresh_from_db()
        assert foreign.state == State.RECEIVED
        assert SECRET not in client.get(f"{QUEUE}?conseil=cel&etat=toutes").content.decode()

    def test_what_is_not_confirmed_is_nobodys_to_read(self, client, page, council):
        one = proposal(page, council, state=State.TO_CONFIRM, subject=SECRET)
        for state in ("a-traiter", "decidees", "ecartees", "toutes"):
            assert SECRET not in client.get(f"{QUEUE}?etat={state}").content.decode()
        assert client.get(f"{QUEUE}{one.pk}/").status_code == 404
        assert act(client, one, "ecarter").status_code == 404

    def test_reading_decides_nothing(self, client, waiting):
        for name in ACTS:
            assert client.get(f"{QUEUE}{waiting.pk}/{name}/").status_code == 405
        assert Proposal.objects.get().state == State.RECEIVED

    def test_the_portals_are_the_coordinations(self, holder, client_for, portal, client):
        one = proposal(open_meeting(portal), None, subject="Pour tous")
        assert client.get(f"{QUEUE}{one.pk}/").status_code == 404
        coordinator = client_for("admin", holder(roles.COORDINATOR))
        assert "Pour tous" in coordinator.get(QUEUE).content.decode()


class TestDuty:
    def test_at_once_with_how_many_and_since_when(self, editor, waiting, page, council):
        proposal(page, council, subject="Encore")
        (duty,) = [d for d in duties_for(scope_for(editor)) if "propositions" in d.url]
        assert duty.text == "Décider de 2 propositions"
        assert (duty.owner, duty.urgency) == (council, Urgency.LATE)
        assert "hier" in duty.detail

    def test_none_when_none_waits(self, editor, foreign, page, council):
        proposal(page, council, state=State.TO_CONFIRM)
        assert not [d for d in duties_for(scope_for(editor)) if "propositions" in d.url]

    def test_the_menu_counts(self, client, waiting):
        assert "Propositions (1)" in client.get("/admin/").content.decode()


class TestTaking:
    def test_a_new_item_in_the_draft_and_nothing_published(self, client, editor, waiting, page):
        response = take(client, waiting, page)
        assert response["Location"].endswith(f"/pages/{page.pk}/edit/")
        items = list(draft(page).agenda_items.all())
        assert [item.title for item in items][:3] == [title for title, _k, _m in AGENDA]
        last = items[-1]
        assert (last.title, last.kind, last.minutes) == ("Traverser devant l’école", "debate", 20)
        assert last.from_resident
        assert MeetingPage.objects.get(pk=page.pk).agenda_items.count() == 3
        waiting.refresh_from_db()
        assert (waiting.state, waiting.item_key) == (State.TAKEN, last.origin)
        assert (waiting.item_meeting_id, waiting.decided_by) == (page.pk, editor)
        assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.edit").exists()

    def test_published_it_says_where_it_came_from(self, client, client_for, council, waiting, page):
        Proposal.objects.update(may_show_name=True)
        take(client, waiting, page)
        draft(page).save_revision().publish()
        html = client_for(council).get(page.publication.path).content.decode()
        assert "Traverser devant l’école" in html
        assert "proposé par Sureau" in html
        assert TYPED["text"][:20] not in html

    def test_an_item_that_is_there(self, client, waiting, page):
        take(client, waiting, page, "1:Propreté", title="")
        items = list(draft(page).agenda_items.all())
        assert [item.title for item in items] == [title for title, _k, _m in AGENDA]
        waiting.refresh_from_db()
        assert waiting.item_key == items[1].origin
        assert waiting.item_title == "Propreté"

    def test_two_proposals_may_share_an_item(self, client, waiting, page, council):
        other = proposal(page, council, subject="Autre")
        take(client, waiting, page, "1:Propreté")
        take(client, other, page, "1:Propreté")
        keys = set(Proposal.objects.values_list("item_key", flat=True))
        assert len(keys) == 1

    def test_an_item_of_a_draft_alone_keeps_its_tie_through_the_editor(self, client, waiting, page):
        from tests.cms.meetings.posting import posted_form

        take(client, waiting, page)
        waiting.refresh_from_db()
        edit = f"/admin/pages/{page.pk}/edit/"
        data = posted_form(client.get(edit).content.decode())
        bodies = {"body-count": "0", "minutes_body-count": "0"}  # scripts make these
        response = client.post(edit, data | bodies | {"action-publish": "1"})
        assert response.status_code == 302, response.context["form"].errors
        item = MeetingPage.objects.get(pk=page.pk).agenda_items.get(title__startswith="Traverser")
        assert item.origin == waiting.item_key
        assert item.from_resident

    def test_the_agenda_that_changed_meanwhile(self, client, waiting, page):
        response = take(client, waiting, page, "1:Un point retiré")
        assert response.status_code == 422
        assert Proposal.objects.get().state == State.RECEIVED

    def test_a_title_is_needed_and_what_was_typed_stays(self, client, waiting, page):
        response = take(client, waiting, page, title=" ", minutes="25")
        assert response.status_code == 422
        assert 'value="25"' in response.content.decode()
        assert Proposal.objects.get().state == State.RECEIVED

    @pytest.mark.parametrize("which", ["foreign", "past"])
    def test_only_on_agendas_of_the_council_that_are_to_come(
        self, client, waiting, council, other_council, which
    ):
        target = {
            "foreign": lambda: open_meeting(other_council, "Ailleurs"),
            "past": lambda: meeting(council, starts_at=in_days(-3)),
        }[which]()
        assert take(client, waiting, target).status_code == 422
        assert Proposal.objects.get().state == State.RECEIVED

    def test_a_locked_meeting_is_not_written_in(self, client, waiting, page, make_user):
        other = make_user()
        MeetingPage.objects.filter(pk=page.pk).update(locked=True, locked_by=other)
        response = take(client, waiting, page)
        assert response.status_code == 422
        assert "verrouillée" in response.content.decode()
        assert Proposal.objects.get().state == State.RECEIVED


class TestTelling:
    """Each outcome, once, and only after the minutes in which it can be undone."""

    def outcome(self, client, one, page, council, what):
        if what == "taken":
            return take(client, one, page)
        if what == "merged":
            partner = proposal(page, council, subject="Autre", email="autre@exemple.fr")
            return act(client, one, "regrouper", partner=partner.pk)
        return act(client, one, "repondre", text="La voirie relève de la Ville.")

    @pytest.mark.parametrize(
        ("what", "subject", "words"),
        [
            ("taken", "Votre proposition est à l’ordre du jour", "Traverser devant l’école"),
            ("merged", "Votre proposition est regroupée avec une autre", TYPED["subject"]),
            ("answered", "L’équipe répond à votre proposition", "La voirie relève de la Ville."),
        ],
    )
    def test_once(self, client, waiting, page, council, posted, what, subject, words):
        assert self.outcome(client, waiting, page, council, what).status_code == 302
        assert self.outcome(client, waiting, page, council, what).status_code == 302  # too late
        assert not posted()
        (mail,) = sent_later(posted)
        assert (mail.subject, mail.to) == (subject, [TYPED["email"]])
        assert words in mail.body
        assert "parce que vous avez proposé" in mail.body
        assert len(sent_later(posted)) == 1

    def test_the_other_ones_words_are_not_told(self, client, waiting, page, council, posted):
        partner = proposal(page, council, subject=SECRET, email="autre@exemple.fr")
        act(client, waiting, "regrouper", partner=partner.pk)
        (mail,) = sent_later(posted)
        assert SECRET not in mail.body + mail.alternatives[0][0]

    def test_set_aside_without_a_word(self, client, waiting, posted):
        assert act(client, waiting, "ecarter").status_code == 302
        assert Proposal.objects.get().state == State.SET_ASIDE
        assert not sent_later(posted)

    def test_who_joined_hears_of_the_end(self, client, waiting, page, council, posted):
        first = proposal(page, council, subject="Un", email="un@exemple.fr")
        act(client, first, "regrouper", partner=waiting.pk)
        sent_later(posted)
        act(client, waiting, "repondre", text="C’est prévu.")
        mails = {mail.to[0]: mail for mail in sent_later(posted)[1:]}
        assert set(mails) == {"un@exemple.fr", TYPED["email"]}
        assert "regroupée avec une autre" in mails["un@exemple.fr"].body
        assert "C’est prévu." in mails["un@exemple.fr"].body

    def test_one_mail_when_both_decisions_come_at_once(
        self, client, waiting, page, council, posted
    ):
        first = proposal(page, council, subject="Un", email="un@exemple.fr")
        act(client, first, "regrouper", partner=waiting.pk)
        take(client, waiting, page)
        to_first = [mail for mail in sent_later(posted) if mail.to == ["un@exemple.fr"]]
        assert [mail.subject for mail in to_first] == ["Votre proposition est à l’ordre du jour"]


class TestMerging:
    def test_only_into_what_waits_or_is_taken_here(self, client, waiting, page, council, foreign):
        gone = proposal(page, council, state=State.SET_ASIDE, decided_at=timezone.now())
        unconfirmed = proposal(page, council, state=State.TO_CONFIRM)
        for partner in (foreign, gone, unconfirmed, waiting):
            response = act(client, waiting, "regrouper", partner=partner.pk)
            assert response.status_code == 422
        waiting.refresh_from_db()
        assert waiting.state == State.RECEIVED

    def test_not_in_a_ring(self, editor, waiting, page, council):
        other = proposal(page, council)
        deciding.merge(waiting.pk, other.pk, editor)
        with pytest.raises(deciding.NoSuchPartner):
            deciding.merge(other.pk, waiting.pk, editor)


class TestAnswering:
    def test_a_text_is_needed(self, client, waiting):
        response = act(client, waiting, "repondre", text="  ")
        assert response.status_code == 422
        assert "Écrivez ce que l’équipe répond" in response.content.decode()
        assert Proposal.objects.get().state == State.RECEIVED


class TestOnce:
    def test_who_comes_second_is_told_what_the_first_decided(
        self, client, client_for, holder, waiting, page
    ):
        act(client, waiting, "repondre", text="Merci.")
        second = client_for("admin", holder(roles.LEAD))
        response = take(second, waiting, page)
        told = words(second.get(response["Location"]).content.decode())
        assert "déjà traitée (répondue, par Lilas)" in told
        assert Proposal.objects.get().state == State.ANSWERED
        assert len(draft(page).agenda_items.all()) == 3

    def test_who_decided_when_is_kept_without_a_word_of_it(self, client, editor, waiting, page):
        act(client, waiting, "ecarter")
        entry = ModelLogEntry.objects.get(action=deciding.SET_ASIDE)
        assert (entry.user, entry.label) == (editor, page.title)
        assert TYPED["subject"] not in str(entry.data)
        told = words(client.get(f"{QUEUE}{waiting.pk}/").content.decode())
        assert "par Lilas" in told

    def test_the_log_of_the_council_tells_it_and_no_other(
        self, client, client_for, make_user, council, other_council, waiting
    ):
        act(client, waiting, "ecarter")
        own = client_for("admin", make_user(roles.LEAD, council))
        assert "a écarté une proposition" in own.get("/admin/journal/").content.decode()
        other = client_for("admin", make_user(roles.LEAD, other_council))
        assert "a écarté une proposition" not in other.get("/admin/journal/").content.decode()


class TestUndoing:
    @pytest.mark.parametrize("what", ["inscrire", "repondre", "ecarter"])
    def test_in_time_nobody_ever_hears_of_it(self, client, waiting, page, posted, what):
        if what == "inscrire":
            take(client, waiting, page)
        else:
            act(client, waiting, what, text="Trop vite")
        act(client, waiting, "reprendre")
        waiting.refresh_from_db()
        assert waiting.state == State.RECEIVED
        assert (waiting.decided_at, waiting.decided_by, waiting.answer) == (None, None, "")
        assert not sent_later(posted)
        assert ModelLogEntry.objects.filter(action=deciding.REOPENED).count() == 1

    def test_the_screen_says_when_its_author_will_hear_of_it(self, client, waiting, posted):
        act(client, waiting, "repondre", text="Trop vite")
        path = f"{QUEUE}{waiting.pk}/"
        assert "Jusque-là" in words(client.get(path).content.decode())
        sent_later(posted)
        assert "a été prévenue" in words(client.get(path).content.decode())

    def test_later_the_team_is_told_that_the_author_knows(self, client, waiting, posted):
        act(client, waiting, "repondre", text="Trop vite")
        sent_later(posted)
        response = act(client, waiting, "reprendre")
        told = words(client.get(response["Location"]).content.decode())
        assert "avait déjà reçu votre décision" in told
        act(client, waiting, "repondre", text="Mieux dit")
        assert [mail.subject for mail in sent_later(posted)] == [
            "L’équipe répond à votre proposition"
        ] * 2

    def test_those_who_joined_are_not_told_either(self, client, waiting, page, council, posted):
        first = proposal(page, council, subject="Un", email="un@exemple.fr")
        act(client, first, "regrouper", partner=waiting.pk)
        sent_later(posted)
        act(client, waiting, "repondre", text="Trop vite")
        act(client, waiting, "reprendre")
        assert len(sent_later(posted)) == 1

    def test_what_waits_is_not_undone(self, client, waiting):
        act(client, waiting, "reprendre")
        assert not ModelLogEntry.objects.filter(action=deciding.REOPENED).exists()

    def test_a_mail_that_somebody_began_to_send_is_not_called_back(self, editor, waiting):
        deciding.answer(waiting.pk, "Trop vite", editor)
        Mail.objects.update(due_at=timezone.now())
        sending.take()
        assert deciding.reopen(waiting.pk, editor) is True
        assert Mail.objects.count() == 1


def test_an_agenda_that_is_refused_changes_nothing(editor, waiting, page):
    with pytest.raises(agenda.Refused):
        deciding.take(waiting.pk, page, agenda.KnownItem(9, "Rien"), editor)
    assert Proposal.objects.get().state == State.RECEIVED
    assert not Mail.objects.exists()
