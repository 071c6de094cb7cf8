"""Images that their author takes out of a post that was reported: the case keeps them."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from forum.board.forum_conversation import services
from forum.board.forum_conversation.forum_attachments import waiting
from forum.board.forum_conversation.forum_attachments.models import Attachment, files
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.models import Post
from sites.accounts.privacy import erasure
from sites.accounts.privacy.registry import File
from sites.councils.roles import MODERATOR
from sites.moderation import privacy, subjects
from sites.moderation.cases import appealing, deciding
from sites.moderation.cases.deciding import Choice
from sites.moderation.models import Case, Decision, KeptPicture
from sites.moderation.rights import circle_of

from .images import upload

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL")]

ALT = "La façade du n° 12"
REASONS = {"rule": "privacy", "statement": "On reconnaît une fenêtre."}
YEAR = timedelta(days=366)


@pytest.fixture(autouse=True)
def _at_any_pace(monkeypatch):
    monkeypatch.setattr("forum.board.forum_conversation.services.seconds_to_wait", lambda *whom: 0)


@pytest.fixture
def post(topic, author) -> Post:
    for n in range(2):  # with the topic's first one, enough to be no newcomer
        services.reply(topic.pk, author, f"Et encore {n}.")
    form = uuid.uuid4()
    image = waiting.add(author, form, upload())
    sent = services.Sent(form, along=Chosen(author, form, {image.token: ALT}).put)
    return services.reply(topic.pk, author, "Voici.", sent=sent)


@pytest.fixture
def image(post) -> Attachment:
    return Attachment.objects.get(post=post)


@pytest.fixture
def case(post, moderator) -> Case:
    kind = subjects.kind_of("forum.post")
    return deciding.open_one(circle_of(moderator), kind, str(post.pk))


def take_out(post: Post, image: Attachment) -> None:
    chosen = Chosen(post.poster, uuid.uuid4(), removed=[image.token])
    chosen.put(post)
    assert not Attachment.objects.filter(pk=image.pk).exists()


def path(case: Case, kept: KeptPicture) -> str:
    return f"/admin/moderation/{case.pk}/gardees/{kept.pk}/"


def large(image: Attachment) -> str:
    return next(name for name in image.names() if name.endswith("1600.webp"))


class TestKeeping:
    def test_what_was_reported_can_be_seen(
        self, client_for, moderator, case, post, image, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            take_out(post, image)
        kept = KeptPicture.objects.get(case=case)
        browser = client_for("admin", moderator)
        page = browser.get(f"/admin/moderation/{case.pk}/").content.decode()
        assert f'src="{path(case, kept)}"' in page
        assert f'alt="{ALT}"' in page
        assert "retirée depuis par son auteur" in page
        answer = browser.get(path(case, kept))
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert b"".join(answer.streaming_content)[:4] == b"RIFF"
        assert "no-store" in answer["Cache-Control"]
        assert [name for name in image.names() if files().exists(name)] == [large(image)]

    def test_by_nobody_else(
        self, client_for, council, case, post, image, author, resident, other_moderator, make_user
    ):
        take_out(post, image)
        kept = KeptPicture.objects.get()
        assert client_for("admin", other_moderator).get(path(case, kept)).status_code == 404
        for person in (None, author, resident):
            assert client_for("admin", person).get(path(case, kept)).status_code == 302
        own = make_user(MODERATOR, council)
        Case.objects.filter(pk=case.pk).update(author=own)
        assert client_for("admin", own).get(path(case, kept)).status_code == 404
        address = f"/forum/images/{image.token}-1600.webp"
        for person in (None, author, own):  # not where it was public either
            assert client_for(council, person).get(address).status_code == 404

    def test_none_of_another_case(self, client_for, moderator, case, post, image):
        take_out(post, image)
        kind = subjects.kind_of("forum.post")
        key = str(post.topic.first_post_id)
        other = deciding.open_one(circle_of(moderator), kind, key)
        kept = KeptPicture.objects.get()
        browser = client_for("admin", moderator)
        for address in (path(other, kept), f"/admin/moderation/{case.pk}/gardees/99999999/"):
            assert browser.get(address).status_code == 404

    def test_nothing_where_nobody_reported(self, post, image, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            take_out(post, image)
        assert not KeptPicture.objects.exists()
        assert not [name for name in image.names() if files().exists(name)]

    def test_nor_of_what_only_a_new_account_wrote(self, case, post, image, moderator):
        Case.objects.update(origin=Case.Origin.NEWCOMER)
        deciding.decide(circle_of(moderator), case.pk, Choice("kept"))
        take_out(post, image)
        assert not KeptPicture.objects.exists()

    def test_nor_what_came_after_the_decision(self, case, post, author, moderator):
        deciding.decide(circle_of(moderator), case.pk, Choice("kept"))
        form = uuid.uuid4()
        later = waiting.add(author, form, upload())
        Chosen(author, form, {later.token: "Un autre"}).put(post)
        later.refresh_from_db()
        take_out(post, later)
        assert not KeptPicture.objects.exists()

    def test_whoever_answers_an_appeal_sees_what_was_decided_on(
        self, client_for, council, case, post, image, moderator, make_user
    ):
        choice = Choice("masked", pictures=(image.pk,), **REASONS)
        decision = deciding.decide(circle_of(moderator), case.pk, choice)
        appealing.send(decision.pk, "On ne voit rien.")
        take_out(post, image)
        judge = make_user(MODERATOR, council)
        browser = client_for("admin", judge)
        page = browser.get(f"/admin/moderation/{case.pk}/recours/").content.decode()
        assert path(case, KeptPicture.objects.get()) in page

    def test_nobody_sees_what_the_law_forbids(self, client_for, case, post, image, moderator):
        take_out(post, image)
        deciding.decide(circle_of(moderator), case.pk, Choice("illegal", **REASONS))
        browser, kept = client_for("admin", moderator), KeptPicture.objects.get()
        assert browser.get(path(case, kept)).status_code == 404
        page = browser.get(f"/admin/moderation/{case.pk}/").content.decode()
        assert path(case, kept) not in page


class TestForgetting:
    def test_goes_with_the_words_of_its_case(
        self, case, post, image, moderator, django_capture_on_commit_callbacks
    ):
        take_out(post, image)
        deciding.decide(circle_of(moderator), case.pk, Choice("kept"))
        call_command("purge_cases", verbosity=0)
        assert KeptPicture.objects.exists()
        with (
            time_machine.travel(timezone.now() + YEAR),
            django_capture_on_commit_callbacks(execute=True),
        ):
            call_command("purge_cases", verbosity=0)
        assert not KeptPicture.objects.exists()
        assert not files().exists(large(image))

    def test_a_file_stays_while_another_case_names_it(
        self, case, post, image, moderator, django_capture_on_commit_callbacks
    ):
        deciding.decide(circle_of(moderator), case.pk, Choice("kept"))
        kind = subjects.kind_of("forum.post")
        deciding.open_one(circle_of(moderator), kind, str(post.pk))
        take_out(post, image)
        first, second = KeptPicture.objects.all()
        for one, is_there in ((first, True), (second, False)):
            with django_capture_on_commit_callbacks(execute=True):
                one.delete()
            assert files().exists(large(image)) == is_there

    @pytest.mark.parametrize("before", [True, False])
    def test_goes_with_its_authors_account(
        self, case, post, image, author, before, django_capture_on_commit_callbacks
    ):
        if before:
            take_out(post, image)
        author.is_active = False  # closed first, as always
        author.save(update_fields=["is_active"])
        with django_capture_on_commit_callbacks(execute=True):
            erasure.erase(author)
        assert not KeptPicture.objects.exists()
        assert not files().exists(large(image))

    def test_is_in_its_authors_copy_once_decided(self, case, post, image, author, moderator):
        take_out(post, image)

        def names() -> list[str]:
            parts = privacy.DECISIONS.export(author)
            return [part.name for part in parts if isinstance(part, File)]

        assert names() == []
        deciding.decide(circle_of(moderator), case.pk, Choice("hidden", **REASONS))
        assert names() == [large(image).rpartition("/")[2]]
        Decision.objects.update(outcome="illegal")
        assert names() == []
