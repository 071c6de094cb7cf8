"""The images of a post in its case: seen by whoever may see the case, hidden one by one."""

import uuid

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forum.board.forum_conversation import restricting, services
from forum.board.forum_conversation.forum_attachments import waiting
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.models import Post
from sites.councils.roles import ADMINISTRATOR, MODERATOR
from sites.moderation import subjects
from sites.moderation.cases import appealing, deciding, picturing
from sites.moderation.cases.deciding import Choice
from sites.moderation.deciding import Outdated
from sites.moderation.models import Act, Case, ModerationEntry
from sites.moderation.rights import NotAllowed, circle_of
from sites.moderation.subjects import NoSuchPicture

from .addresses import topic_path
from .images import encoded, upload

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL")]

ALT = "La façade du <n° 12>"
REASONS = {"rule": "privacy", "statement": "On reconnaît une fenêtre."}
SENT = {"decision": "hidden", "regle": "privacy", "motif": "Un début de motif", "avertir": "on"}


@pytest.fixture(autouse=True)
def _at_any_pace(monkeypatch):
    monkeypatch.setattr("forum.board.forum_conversation.services.seconds_to_wait", lambda *whom: 0)


@pytest.fixture
def write(topic, author):
    """``write(number=1, content=None)``: a reply with images, by somebody known for long."""

    for n in range(2):  # with the topic's first one, enough to be no newcomer
        services.reply(topic.pk, author, f"Et encore {n}.")

    def make(number: int = 1, content: bytes | None = None) -> Post:
        form = uuid.uuid4()
        for _n in range(number):
            waiting.add(author, form, upload(content))
        described = {image.token: ALT for image in waiting.of_form(author, form)}
        sent = services.Sent(form, along=Chosen(author, form, described).put)
        return services.reply(topic.pk, author, "Voici.", sent=sent)

    return make


@pytest.fixture
def post(write) -> Post:
    return write(2)


@pytest.fixture
def kind():
    return subjects.kind_of("forum.post")


@pytest.fixture
def case(post, kind, moderator) -> Case:
    return deciding.open_one(circle_of(moderator), kind, str(post.pk))


def path(case: Case, image: Attachment | int, act: str = "") -> str:
    pk = image if isinstance(image, int) else image.pk
    return f"/admin/moderation/{case.pk}/images/{pk}/{act}"


@pytest.fixture
def image(post) -> Attachment:
    return Attachment.objects.filter(post=post).order_by("pk").first()


class TestSeeing:
    def test_with_their_descriptions(self, client_for, moderator, case, post):
        page = client_for("admin", moderator).get(f"/admin/moderation/{case.pk}/").content.decode()
        for image in Attachment.objects.filter(post=post):
            assert f'src="{path(case, image)}"' in page
            assert path(case, image, "masquer/") in page
        assert page.count('alt="La façade du &lt;n° 12&gt;"') == 2

    def test_their_files_for_whoever_may_see_the_case(
        self, client_for, moderator, other_moderator, resident, make_user, case, image
    ):
        administrator = make_user(ADMINISTRATOR)
        for person in (moderator, administrator):
            answer = client_for("admin", person).get(path(case, image))
            assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
            assert b"".join(answer.streaming_content)[:4] == b"RIFF"
            assert "no-store" in answer["Cache-Control"]
            assert answer["X-Content-Type-Options"] == "nosniff"
        assert client_for("admin", other_moderator).get(path(case, image)).status_code == 404
        for person in (None, resident):
            assert client_for("admin", person).get(path(case, image)).status_code == 302

    def test_two_sizes(self, client_for, moderator, kind, write):
        post = write(content=encoded())
        case = deciding.open_one(circle_of(moderator), kind, str(post.pk))
        image = Attachment.objects.get(post=post)
        browser = client_for("admin", moderator)
        small, large = (
            len(b"".join(browser.get(path(case, image) + query).streaming_content))
            for query in ("", "?grande=1")
        )
        assert small < large

    def test_held_and_hidden_ones_too(self, client_for, moderator, case, image):
        browser = client_for("admin", moderator)
        for fields in ({"held": True}, {"held": False, "hidden_on": timezone.now()}):
            Attachment.objects.filter(pk=image.pk).update(**fields)
            assert browser.get(path(case, image)).status_code == 200

    def test_none_of_another_post(self, client_for, moderator, case, write):
        other = Attachment.objects.get(post=write())
        browser = client_for("admin", moderator)
        for name in (other, 0, 99_999_999):
            assert browser.get(path(case, name)).status_code == 404

    def test_none_that_waits_for_a_form(self, client_for, moderator, case, author):
        image = waiting.add(author, uuid.uuid4(), upload())
        assert client_for("admin", moderator).get(path(case, image)).status_code == 404

    def test_none_of_a_case_about_oneself(self, client_for, council, make_user, kind, write, post):
        case = deciding.open_one(circle_of(make_user(MODERATOR, council)), kind, str(post.pk))
        own = make_user(MODERATOR, council)
        Post.objects.filter(pk=post.pk).update(poster=own)
        Case.objects.filter(pk=case.pk).update(author=own)
        image = Attachment.objects.filter(post=post).first()
        assert client_for("admin", own).get(path(case, image)).status_code == 404

    def test_nobody_sees_what_the_law_forbids(self, client_for, moderator, case, post, image):
        restricting.remove(post.pk, moderator)
        browser = client_for("admin", moderator)
        page = browser.get(f"/admin/moderation/{case.pk}/").content.decode()
        assert path(case, image) not in page
        assert "Retirée avec le message".lower() in page.lower()
        assert browser.get(path(case, image)).status_code == 404

    def test_a_page_has_none(self, client_for, council, moderator):
        kind = subjects.kind_of("address")
        case = deciding.open_one(circle_of(moderator), kind, f"{council.site.root_url}/agenda/")
        browser = client_for("admin", moderator)
        assert "case-pictures" not in browser.get(f"/admin/moderation/{case.pk}/").content.decode()
        assert browser.get(path(case, 1)).status_code == 404
        browser.post(path(case, 1, "masquer/"))
        assert not ModerationEntry.objects.filter(act=Act.PICTURE_HIDDEN).exists()

    def test_whoever_answers_an_appeal_sees_them(
        self, client_for, council, moderator, make_user, case, image
    ):
        judge = make_user(MODERATOR, council)
        decision = deciding.decide(circle_of(moderator), case.pk, Choice("hidden", **REASONS))
        appealing.send(decision.pk, "On ne voit rien.")
        browser = client_for("admin", judge)
        page = browser.get(f"/admin/moderation/{case.pk}/recours/").content.decode()
        assert f'src="{path(case, image)}"' in page
        assert "masquer/" not in page
        assert browser.get(path(case, image)).status_code == 200


class TestHiding:
    def test_one_is_hidden_and_put_back(self, client_for, council, moderator, case, post, image):
        browser, reader = client_for("admin", moderator), client_for(council)
        page = browser.post(path(case, image, "masquer/"), SENT).content.decode()
        assert path(case, image, "montrer/") in page
        seen = reader.get(topic_path(post.topic)).content.decode()
        other = Attachment.objects.filter(post=post).exclude(pk=image.pk).get()
        assert [one.token in seen for one in (image, other)] == [False, True]
        case.refresh_from_db()
        assert case.is_open
        browser.post(path(case, image, "montrer/"))
        assert image.token in reader.get(topic_path(post.topic)).content.decode()
        acts = [entry.act for entry in ModerationEntry.objects.filter(about_id=case.pk)]
        assert {Act.PICTURE_HIDDEN, Act.PICTURE_SHOWN} <= set(acts)
        logged = ModelLogEntry.objects.get(action="quartiers.forum.hide_image")
        assert logged.data["reason"] == f"Dossier n° {case.pk}"

    def test_what_was_begun_of_the_decision_is_not_lost(self, client_for, moderator, case, image):
        browser = client_for("admin", moderator)
        version = subjects.kind_of("forum.post").find(case.key).version
        sent = SENT | {"version": version, "passages": "Un passage"}
        answer = browser.post(path(case, image, "masquer/"), sent)
        page = answer.content.decode()
        assert "Un début de motif" in page
        assert f'value="{version}"' in page
        assert 'value="privacy" selected' in page
        assert "Un passage</textarea>" in page
        assert answer.status_code == 200  # nothing was decided, so nothing is complained of

    def test_a_text_that_changed_meanwhile_is_still_not_decided_on(
        self, client_for, moderator, case, image, post, author
    ):
        browser = client_for("admin", moderator)
        version = subjects.kind_of("forum.post").find(case.key).version
        services.edit(post.pk, author, "Tout autre chose.")
        page = browser.post(path(case, image, "masquer/"), SENT | {"version": version})
        assert f'value="{version}"' in page.content.decode()
        browser.post(f"/admin/moderation/{case.pk}/decider/", SENT | {"version": version})
        case.refresh_from_db()
        assert case.is_open

    def test_keeping_the_post_leaves_it_hidden(self, moderator, case, image):
        picturing.hide(circle_of(moderator), case.pk, image.pk)
        deciding.decide(circle_of(moderator), case.pk, Choice("kept"))
        image.refresh_from_db()
        assert image.hidden_on

    def test_a_held_one_is_not_let_go_by_keeping(self, moderator, case, image):
        Attachment.objects.filter(post=case.key).update(held=True)
        picturing.hide(circle_of(moderator), case.pk, image.pk)
        deciding.decide(circle_of(moderator), case.pk, Choice("kept"))
        image.refresh_from_db()
        other = Attachment.objects.filter(post=case.key).exclude(pk=image.pk).get()
        assert (image.is_public, other.is_public) == (False, True)

    @pytest.mark.parametrize("act", ["masquer/", "montrer/"])
    def test_nobody_else(
        self, client_for, case, image, moderator, other_moderator, resident, author, act
    ):
        for person in (None, resident, author):
            assert client_for("admin", person).post(path(case, image, act)).status_code == 302
        assert client_for("admin", other_moderator).post(path(case, image, act)).status_code == 404
        do = picturing.hide if act == "masquer/" else picturing.show
        for person in (resident, author, other_moderator):
            with pytest.raises(NotAllowed):
                do(circle_of(person), case.pk, image.pk)
        browser = client_for("admin", moderator)
        assert browser.get(path(case, image, act)).status_code == 405
        strict = client_for("admin", moderator, enforce_csrf_checks=True)
        assert strict.post(path(case, image, act)).status_code == 403
        image.refresh_from_db()
        assert image.is_public

    def test_nor_who_reported_it(self, case, image, moderator):
        case.reports.create(reporter=moderator, person_key="x", reason="respect")
        with pytest.raises(NotAllowed):
            picturing.hide(circle_of(moderator), case.pk, image.pk)

    def test_no_image_of_another_post(self, client_for, moderator, case, write):
        other = Attachment.objects.get(post=write())
        with pytest.raises(NoSuchPicture):
            picturing.hide(circle_of(moderator), case.pk, other.pk)
        page = client_for("admin", moderator).post(path(case, other, "masquer/")).content.decode()
        assert "Cette image n’est plus là" in page
        other.refresh_from_db()
        assert other.hidden_on is None

    def test_nothing_once_the_case_is_decided(self, client_for, moderator, case, image):
        deciding.decide(circle_of(moderator), case.pk, Choice("kept"))
        with pytest.raises(Outdated):
            picturing.hide(circle_of(moderator), case.pk, image.pk)
        page = client_for("admin", moderator).get(f"/admin/moderation/{case.pk}/").content.decode()
        assert path(case, image) in page
        assert "masquer/" not in page
