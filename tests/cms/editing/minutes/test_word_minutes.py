"""« Publier un compte rendu »: from a Word file to the minutes of a meeting, without losing a
word on the way.
"""

from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.editing.minutes import putting, waiting
from cms.editing.minutes.models import FOLDER, WaitingMinutes, WaitingMinutesPicture
from cms.meetings.models import MeetingPage
from cms.pages.models import Picture
from sites.councils.roles import CONTRIBUTOR, EDITOR, MODERATOR
from tests.cms.meetings.importing.documents import minutes, paragraph, raw, run, saved

pytestmark = pytest.mark.django_db

ALTS = {"image1-alt": "La salle", "image2-alt": "Un banc", "image3-decorative": "on"}
DECISION = {
    "decision1-kept": "on",
    "decision1-text": "Deux bancs sont demandés",
    "decision1-result": "adopted",
    "decision1-votes_for": "44",
    "decision1-votes_against": "3",
    "decision1-abstentions": "2",
}
OLD = [("text", "<p>Ancien texte</p>")]
ALL = {**ALTS, **DECISION, "attendance": "53", "people_agreed": "on"}


@pytest.fixture
def meeting(make_meeting, council):
    return make_meeting(council, title="Plénière de mars")


def fresh(meeting) -> MeetingPage:
    return MeetingPage.objects.get(pk=meeting.pk)


class TestChoosing:
    def test_only_meetings_of_the_past_are_offered_the_newest_first(
        self, screens_of, make_meeting, council, other_council, words_of
    ):
        for days, title in ((-30, "Ancienne"), (-2, "Récente"), (5, "Future")):
            make_meeting(council, days, title)
        make_meeting(other_council, -3, "D’ailleurs")
        shown = words_of(screens_of().client.get(screens_of().choose_url))
        assert shown.index("Récente, ") < shown.index("Ancienne, ")
        assert "Future" not in shown
        assert "D’ailleurs" not in shown

    def test_cancelled_ones_and_approved_minutes_are_not(
        self, screens_of, make_meeting, council, words_of
    ):
        make_meeting(council, -3, "Annulée", status="cancelled", status_reason="Salle fermée")
        day = timezone.localdate()
        done = {"minutes_state": "approved", "minutes_body": OLD, "approved_on": day}
        approved = make_meeting(council, -4, "Approuvée", **done)
        make_meeting(council, -5, "Racontée", minutes_state="draft", minutes_body=OLD)
        make_meeting(council, -6, "Attendue")
        screens = screens_of()
        shown = words_of(screens.client.get(screens.choose_url))
        assert "Annulée" not in shown
        assert "Approuvée" not in shown
        assert shown.index("Attendue, ") < shown.index("Racontée, ")
        assert screens.send(approved, minutes()).status_code == 422
        assert screens.client.get(screens.review_url(approved)).status_code == 404

    def test_without_one_it_says_what_to_do(self, screens_of, make_meeting, council, words_of):
        make_meeting(council, 5)
        screens = screens_of()
        assert "Annoncez d’abord la séance" in words_of(screens.client.get(screens.choose_url))

    def test_the_meeting_one_comes_from_is_chosen(self, screens_of, make_meeting, council, meeting):
        make_meeting(council, -1, "Autre")
        screens = screens_of()
        response = screens.client.get(screens.choose_url, {"seance": meeting.pk})
        assert response.context["form"]["meeting"].value() == meeting.pk

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"%PDF-1.7", "C’est un PDF"),
            (b"PK\x03\x04 broken", "Ce document est abîmé"),
            (b"", "Ce fichier est vide"),
        ],
    )
    def test_a_bad_file_is_refused_and_the_choice_stays(
        self, screens_of, make_meeting, council, meeting, words_of, content, words
    ):
        make_meeting(council, -1, "Autre")
        response = screens_of().send(meeting, content)
        assert response.status_code == 422
        assert words in words_of(response)
        assert response.context["form"]["meeting"].value() == str(meeting.pk)
        assert not WaitingMinutes.objects.exists()

    def test_a_bad_file_does_not_take_the_place_of_a_good_one(self, screens_of, meeting):
        screens = screens_of()
        screens.send(meeting, minutes())
        screens.send(meeting, b"%PDF-1.7")
        assert WaitingMinutes.objects.get().name == "CR.docx"

    def test_another_good_file_does_and_leaves_nothing_behind(
        self, screens_of, meeting, stored, django_capture_on_commit_callbacks
    ):
        screens = screens_of()
        with django_capture_on_commit_callbacks(execute=True):
            screens.send(meeting, minutes())
            screens.send(meeting, minutes(), name="CR-2.docx")
        assert WaitingMinutes.objects.get().name == "CR-2.docx"
        assert len(stored("files")) == 3 == WaitingMinutesPicture.objects.count()

    def test_what_waits_is_offered_again(self, screens_of, meeting, words_of):
        screens = screens_of()
        screens.send(meeting, minutes())
        shown = words_of(screens.client.get(screens.choose_url))
        assert "« CR.docx » attend d’être relu" in shown
        assert screens.review_url(meeting) in shown


class TestReview:
    def test_all_that_was_read_is_shown_and_what_was_not_is_listed(
        self, screens_of, meeting, words_of
    ):
        screens = screens_of()
        response = screens.send(meeting, minutes())
        assert response.url == screens.review_url(meeting)
        shown = words_of(screens.client.get(response.url))
        for words in (
            "<h3>Budget</h3>",
            "<h4>Le banc de la place</h4>",
            "<li>Budget<ul><li>Fonctionnement</li>",
            '<th scope="col">Payé</th>',
            "2 modifications suivies",
            "Lu dans le document : « 52 personnes présentes",
            "Lu dans le document : « Adopté par 44 voix pour, 3 contre, 2 abstentions. »",
            'value="44"',
            "La salle pendant la séance</textarea>",
        ):
            assert words in shown
        assert "Ce document parle du 12 mars 2026" in shown  # the meeting is of another day

    def test_a_document_of_the_same_day_asks_nothing(
        self, screens_of, make_meeting, council, words_of
    ):
        held = make_meeting(council, starts_at=timezone.make_aware(datetime(2026, 3, 12, 19)))
        screens = screens_of()
        screens.send(held, minutes())
        shown = words_of(screens.client.get(screens.review_url(held)))
        assert "Est-ce le bon fichier" not in shown

    def test_its_pictures_are_shown_to_their_sender_alone(
        self, screens_of, make_user, client_for, council, meeting
    ):
        screens = screens_of()
        screens.send(meeting, minutes())
        address = f"{screens.review_url(meeting)}image/1/"
        response = screens.client.get(address)
        assert response["Content-Type"] == "image/png"
        assert "private" in response["Cache-Control"]
        b"".join(response.streaming_content)
        colleague = client_for("admin", make_user(EDITOR, council))
        assert colleague.get(address).status_code == 404

    def test_without_a_file_one_is_asked_for(self, screens_of, meeting):
        screens = screens_of()
        response = screens.client.get(screens.review_url(meeting))
        assert response.url == f"{screens.choose_url}?seance={meeting.pk}"

    def test_it_can_be_thrown_away(
        self, screens_of, meeting, stored, django_capture_on_commit_callbacks
    ):
        screens = screens_of()
        screens.send(meeting, minutes())
        with django_capture_on_commit_callbacks(execute=True):
            screens.finish(meeting, "jeter")
        assert not WaitingMinutes.objects.exists()
        assert stored("files") == []

    def test_words_of_the_document_are_no_markup_here(self, screens_of, meeting, words_of):
        from docx import Document

        document = Document()
        raw(document, paragraph(run("<script>alert(1)</script>")))
        screens = screens_of()
        screens.send(meeting, saved(document))
        page = screens.client.get(screens.review_url(meeting)).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page


class TestPutting:
    def test_it_becomes_the_minutes_at_the_same_address(self, screens_of, meeting, council):
        address = meeting.url_path
        screens = screens_of()
        screens.send(meeting, minutes())
        response = screens.finish(meeting, **ALL)
        assert response.status_code == 302
        page = fresh(meeting)
        assert page.url_path == address
        assert page.attendance == 53
        assert page.minutes_state == "draft"
        assert [block.block_type for block in page.minutes_body][:4] == [
            "text",
            "heading",
            "text",
            "image",
        ]
        shown = [block.value for block in page.minutes_body if block.block_type == "image"]
        assert [(one["alt"], one["decorative"]) for one in shown] == [
            ("La salle", False),
            ("Un banc", False),
            ("", True),
        ]
        assert {one["image"].collection for one in shown} == {council.collection}
        decision = page.decisions.get()
        assert decision.text == "Deux bancs sont demandés"
        assert (decision.votes_for, decision.votes_against, decision.abstentions) == (44, 3, 2)
        assert page.latest_revision.user == screens.user
        assert not page.has_unpublished_changes
        assert not WaitingMinutes.objects.exists()

    def test_a_draft_waits_for_descriptions_and_is_not_online(self, screens_of, meeting):
        screens = screens_of()
        screens.send(meeting, minutes())
        assert screens.finish(meeting, "brouillon").status_code == 302
        page = fresh(meeting)
        assert not page.minutes_body
        draft = page.get_latest_revision_as_object()
        assert len([b for b in draft.minutes_body if b.block_type == "image"]) == 3
        assert not draft.decisions.all()

    @pytest.mark.parametrize(
        ("missing", "words"),
        [
            ("image1-alt", "Image 1"),
            ("people_agreed", "Cochez que les personnes reconnaissables sont d’accord"),
            ("decision1-text", "Décision 1"),
            ("decision1-result", "Décision 1"),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_typed_stays(
        self, screens_of, meeting, words_of, missing, words
    ):
        screens = screens_of()
        screens.send(meeting, minutes())
        typed = ALL | {missing: ""} | ({"attendance": "61"} if missing != "attendance" else {})
        response = screens.finish(meeting, **{k: v for k, v in typed.items() if v})
        assert response.status_code == 422
        shown = words_of(response)
        assert "rien n’est perdu" in shown
        assert words in shown
        assert 'value="61"' in shown
        assert "Un banc</textarea>" in shown
        assert not Picture.objects.exists()
        assert not fresh(meeting).minutes_body

    def test_a_picture_that_is_left_is_not_stored(self, screens_of, meeting):
        screens = screens_of()
        screens.send(meeting, minutes())
        left = {f"image{key}-left": "on" for key in (1, 2, 3)}
        assert screens.finish(meeting, **left).status_code == 302
        assert not Picture.objects.exists()
        assert "image" not in [block.block_type for block in fresh(meeting).minutes_body]

    def test_a_decision_that_is_left_stays_in_the_text_alone(self, screens_of, meeting):
        screens = screens_of()
        screens.send(meeting, minutes())
        typed = {key: value for key, value in ALL.items() if key != "decision1-kept"}
        screens.finish(meeting, **typed)
        page = fresh(meeting)
        assert not page.decisions.exists()
        assert "44 voix pour" in str(page.minutes_body)

    def test_minutes_that_are_there_are_replaced_only_when_one_says_so(
        self, screens_of, make_meeting, council, words_of
    ):
        held = make_meeting(council, minutes_body=OLD, minutes_state="draft", attendance=7)
        screens = screens_of()
        screens.send(held, minutes())
        response = screens.finish(held, **ALL)
        assert response.status_code == 422
        assert "cochez pour le remplacer" in words_of(response)
        typed = ALL | {"replace": "on"}
        del typed["attendance"]
        assert screens.finish(held, **typed).status_code == 302
        page = fresh(held)
        assert "Ancien texte" not in str(page.minutes_body)
        assert page.attendance == 7  # what was left empty is no correction

    def test_sent_twice_it_is_put_there_once(self, screens_of, meeting):
        screens = screens_of()
        screens.send(meeting, minutes())
        screens.finish(meeting, **ALL)
        again = screens.finish(meeting, **ALL)
        assert again.status_code == 302
        assert Picture.objects.count() == 3
        assert fresh(meeting).decisions.count() == 1

    def test_a_failure_leaves_no_file_and_keeps_what_waits(
        self, screens_of, meeting, stored, monkeypatch
    ):
        screens = screens_of()
        screens.send(meeting, minutes())

        def fail(*args, **kwargs):
            raise RuntimeError("the disk is full")

        monkeypatch.setattr(putting, "keep_page", fail)
        with pytest.raises(RuntimeError):
            screens.finish(meeting, **ALL)
        assert stored("media") == []
        assert not Picture.objects.exists()
        assert WaitingMinutes.objects.get().pictures.count() == 3

    def test_whoever_does_not_publish_proposes_or_drafts(self, screens_of, meeting):
        screens = screens_of(CONTRIBUTOR)
        meeting.owner = screens.user
        meeting.save()
        screens.send(meeting, minutes())
        assert screens.finish(meeting, "publier", **ALL).status_code == 422
        assert not fresh(meeting).minutes_body
        assert screens.finish(meeting, "brouillon", **ALL).status_code == 302


class TestWhoMay:
    def test_nobody_else_s_site_or_meeting_answers(
        self, screens_of, make_meeting, council, other_council, meeting
    ):
        foreign = make_meeting(other_council)
        own = screens_of()
        elsewhere = screens_of(of=council, at=other_council)
        assert elsewhere.client.get(elsewhere.choose_url).status_code == 404
        assert elsewhere.client.get(elsewhere.review_url(foreign)).status_code == 404
        assert own.client.get(own.review_url(foreign)).status_code == 404
        assert own.send(foreign, minutes()).status_code == 422
        assert not WaitingMinutes.objects.exists()

    def test_one_that_somebody_else_works_on_or_announced_is_not_offered(
        self, screens_of, make_user, council, meeting, words_of
    ):
        contributor = screens_of(CONTRIBUTOR)
        assert contributor.send(meeting, minutes()).status_code == 422
        colleague = make_user(EDITOR, council)
        MeetingPage.objects.filter(pk=meeting.pk).update(
            locked=True, locked_by=colleague, locked_at=timezone.now()
        )
        assert screens_of().send(meeting, minutes()).status_code == 422

    def test_changes_that_are_not_online_are_told(self, screens_of, meeting, words_of):
        meeting.title = "Autre titre"
        meeting.save_revision()
        screens = screens_of()
        screens.send(meeting, minutes())
        shown = words_of(screens.client.get(screens.review_url(meeting)))
        assert "publier le compte rendu les publiera aussi" in shown

    def test_a_moderator_has_no_minutes(self, screens_of, meeting):
        screens = screens_of(MODERATOR)
        assert screens.client.get(screens.choose_url).status_code == 404


class TestCleaningUp:
    def test_what_nobody_came_back_to_goes(
        self, screens_of, meeting, stored, django_capture_on_commit_callbacks
    ):
        screens = screens_of()
        screens.send(meeting, minutes())
        lost = storages["files"].save(f"{FOLDER}/lost.png", ContentFile(b"x"))
        with django_capture_on_commit_callbacks(execute=True):
            call_command("purge_waiting_minutes", stdout=StringIO())
        assert WaitingMinutes.objects.count() == 1
        later = timezone.now() + waiting.lifetime() + timedelta(minutes=1)
        with time_machine.travel(later, tick=False):
            assert waiting.find(screens.user, meeting) is None
            with django_capture_on_commit_callbacks(execute=True):
                call_command("purge_waiting_minutes", stdout=StringIO())
        assert not WaitingMinutes.objects.exists()
        assert stored("files") == []
        assert lost


class TestWaysThere:
    def test_a_meeting_s_own_form_leads_there_once_it_was_held(
        self, screens_of, make_meeting, council, meeting, words_of
    ):
        screens = screens_of()
        way = f"{screens.choose_url}?seance={meeting.pk}"
        edit = reverse("wagtailadmin_pages:edit", args=[meeting.pk])
        assert way in words_of(screens.client.get(edit))
        future = make_meeting(council, 5)
        edit = reverse("wagtailadmin_pages:edit", args=[future.pk])
        assert screens.choose_url not in words_of(screens.client.get(edit))

    def test_the_first_screen_offers_it(self, screens_of, meeting, words_of):
        screens = screens_of()
        home = words_of(screens.client.get(reverse("wagtailadmin_home")))
        assert screens.choose_url in home
        assert "Publier un compte rendu" in home
