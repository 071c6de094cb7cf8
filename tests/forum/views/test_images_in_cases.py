"""The images of a post in its case: seen by whoever may see the case, hidden one by one."""

import uuid

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from forum.board.forum_conversation import restricting, services
from forum.board.forum_conversation.forum_attachments import waiting
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.models import Post, Topic
from sites.councils.roles import ADMINISTRATOR, MODERATOR
from sites.moderation import charter, subjects
from sites.moderation.cases import appealing, deciding, links
from sites.moderation.cases.deciding import Choice
from sites.moderation.models import Act, Case, Decision, ModerationEntry
from sites.moderation.rights import NotAllowed, circle_of
from sites.moderation.subjects import NoSuchPicture
from sites.notifications.models import Mail

from .addresses import topic_path
from .images import encoded, upload

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL")]

ALT = "La façade du <n° 12>"
REASONS = {"rule": "privacy", "statement": "On reconnaît une fenêtre."}
SENT = {"decision": "masked", "regle": "privacy", "motif": "Un début de motif", "avertir": "on"}


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


def path(case: Case, image: Attachment | int) -> str:
    pk = image if isinstance(image, int) else image.pk
    return f"/admin/moderation/{case.pk}/images/{pk}/"


@pytest.fixture
def image(post) -> Attachment:
    return Attachment.objects.filter(post=post).order_by("pk").first()


class TestSeeing:
    def test_with_their_descriptions(self, client_for, moderator, case, post):
        page = client_for("admin", moderator).get(f"/admin/moderation/{case.pk}/").content.decode()
        for image in Attachment.objects.filter(post=post):
            assert f'src="{path(case, image)}"' in page
            assert f'name="images" value="{image.pk}"' in page
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

    def test_whoever_answers_an_appeal_sees_them(
        self, client_for, council, moderator, make_user, case, image
    ):
        judge = make_user(MODERATOR, council)
        decision = deciding.decide(circle_of(moderator), case.pk, Choice("hidden", **REASONS))
        appealing.send(decision.pk, "On ne voit rien.")
        browser = client_for("admin", judge)
        page = browser.get(f"/admin/moderation/{case.pk}/recours/").content.decode()
        assert f'src="{path(case, image)}"' in page
        assert 'name="images"' not in page
        assert browser.get(path(case, image)).status_code == 200


def everything() -> tuple:
    """The post, its topic and its images, to the microsecond."""
    return tuple(list(one.objects.order_by("pk").values()) for one in (Post, Topic, Attachment))


@pytest.fixture
def mask(case, image):
    """``mask(by, *images, **more)``: a decision on the case that hides images, one by default."""

    def make(by, *images: int, **more) -> Decision:
        choice = Choice("masked", pictures=images or (image.pk,), **(REASONS | more))
        return deciding.decide(circle_of(by), case.pk, choice)

    return make


class TestHiding:
    """A decision that masks a part, like one about words."""

    def test_one_is_hidden_and_put_back(self, client_for, council, moderator, case, post, image):
        browser, reader = client_for("admin", moderator), client_for(council)
        browser.post(f"/admin/moderation/{case.pk}/decider/", SENT | {"images": [image.pk]})
        seen = reader.get(topic_path(post.topic)).content.decode()
        other = Attachment.objects.filter(post=post).exclude(pk=image.pk).get()
        assert [one.token in seen for one in (image, other)] == [False, True]
        case.refresh_from_db()
        assert not case.is_open
        page = browser.get(f"/admin/moderation/{case.pk}/").content.decode()
        assert path(case, image) in page
        assert 'name="images"' not in page
        browser.post(f"/admin/moderation/{case.pk}/annuler/")
        assert image.token in reader.get(topic_path(post.topic)).content.decode()

    def test_puts_back_exactly_what_it_was(self, moderator, mask, case, image):
        Attachment.objects.filter(pk=image.pk).update(held=True)
        before = everything()
        mask(moderator)
        assert everything() != before
        deciding.undo(circle_of(moderator), case.pk)
        assert everything() == before

    def test_the_author_is_told_why_and_how_to_contest(self, mask, moderator, author, case, image):
        decision = mask(moderator)
        mail = Mail.objects.get(kind="decision", to=author.email)
        assert "Une image en est masquée" in mail.text
        assert charter.text_of("privacy") in mail.text
        assert REASONS["statement"] in mail.text
        assert links.path_of(decision) in mail.text
        [entry] = ModerationEntry.objects.filter(act=Act.MASKED)
        assert (entry.by_id, entry.facts["decision"]) == (moderator.pk, decision.pk)
        logged = ModelLogEntry.objects.get(action="quartiers.forum.hide_image")
        assert (logged.data["image"], logged.user) == (image.pk, moderator)

    def test_words_and_images_at_once(self, mask, moderator, author, post, image):
        two = Attachment.objects.filter(post=post).values_list("pk", flat=True)
        mask(moderator, *two, passages=("Voici",))
        text = Mail.objects.get(kind="decision").text
        assert "Une partie en est masquée. 2 images en sont masquées" in text
        post.refresh_from_db()
        assert "Voici" not in post.content.raw
        assert not any(one.is_public for one in Attachment.objects.filter(post=post))

    def test_another_moderator_answers_the_appeal(self, mask, moderator, make_user, council, image):
        decision = mask(moderator)
        appeal = appealing.send(decision.pk, "On ne voit rien.")
        with pytest.raises(NotAllowed):
            appealing.decide(circle_of(moderator), appeal.pk, "reversed", "Non.")
        judge = make_user(MODERATOR, council)
        appealing.decide(circle_of(judge), appeal.pk, "reversed", "C’est vrai.")
        image.refresh_from_db()
        assert image.is_public

    def test_whatever_is_wrong_nothing_ticked_is_lost(self, client_for, moderator, case, image):
        browser = client_for("admin", moderator)
        where = f"/admin/moderation/{case.pk}/decider/"
        sent = SENT | {"images": [image.pk], "motif": "", "passages": "Voici"}
        page = browser.post(where, sent).content.decode()
        assert f'value="{image.pk}" form="decision-form" checked' in page
        assert "Voici</textarea>" in page
        kept = browser.post(where, sent | {"decision": "kept"}).content.decode()
        assert "Vous avez coché une image" in kept
        none = browser.post(where, SENT).content.decode()
        assert "Écrivez un passage à couvrir, ou cochez une image" in none
        image.refresh_from_db()
        assert image.is_public

    def test_one_whose_author_took_it_out_meanwhile(self, client_for, moderator, case, image):
        key = image.pk
        image.delete()
        sent = SENT | {"images": [key]}
        page = client_for("admin", moderator).post(f"/admin/moderation/{case.pk}/decider/", sent)
        assert "Cette image n’est plus là" in page.content.decode()
        case.refresh_from_db()
        assert case.is_open

    def test_nor_is_it_put_back(self, moderator, mask, case, image):
        mask(moderator)
        image.delete()
        deciding.undo(circle_of(moderator), case.pk)
        assert Attachment.objects.filter(post=case.key).count() == 1

    def test_a_held_one_is_not_let_go_by_it(self, moderator, mask, case, image):
        Attachment.objects.filter(post=case.key).update(held=True)
        mask(moderator)
        other = Attachment.objects.filter(post=case.key).exclude(pk=image.pk).get()
        assert (other.held, other.hidden_on) == (True, None)

    def test_nobody_else(self, mask, case, image, moderator, other_moderator, resident, author):
        case.reports.create(reporter=moderator, person_key="x", reason="respect")
        for person in (resident, author, other_moderator, moderator):
            with pytest.raises(NotAllowed):
                mask(person)
        image.refresh_from_db()
        assert image.is_public

    def test_no_image_of_another_post(self, mask, moderator, write):
        other = Attachment.objects.get(post=write())
        with pytest.raises(NoSuchPicture):
            mask(moderator, other.pk)
        other.refresh_from_db()
        assert other.hidden_on is None
        assert not Decision.objects.exists()

    def test_a_page_has_none_to_hide(self, council, moderator):
        kind = subjects.kind_of("address")
        case = deciding.open_one(circle_of(moderator), kind, f"{council.site.root_url}/agenda/")
        choice = Choice("masked", pictures=(1,), **REASONS)
        with pytest.raises(NoSuchPicture):
            deciding.decide(circle_of(moderator), case.pk, choice)


class TestFromItsTopic:
    @pytest.fixture
    def address(self, post, image):
        return f"{topic_path(post.topic)}{post.number}/post/images/{image.pk}/"

    @pytest.fixture
    def sent(self):
        return {"regle": "privacy", "motif": "On reconnaît une fenêtre."}

    def test_is_a_decision_with_its_reasons(
        self, client_for, council, moderator, author, image, address, sent
    ):
        browser = client_for(council, moderator)
        assert image.token in browser.get(f"{address}hide/").content.decode()
        assert browser.post(f"{address}hide/", {"motif": "Un visage."}).status_code == 200
        image.refresh_from_db()
        assert image.is_public  # no rule, no decision
        assert browser.post(f"{address}hide/", sent).status_code == 302
        image.refresh_from_db()
        assert image.hidden_on
        assert Mail.objects.get(kind="decision").to == author.email
        assert browser.post(f"{address}show/").status_code == 302
        image.refresh_from_db()
        assert image.is_public
        assert Mail.objects.get(kind="decision_undone").to == author.email
        assert not Case.objects.filter(state=Case.State.OPEN).exists()

    def test_not_while_it_is_reported(
        self, client_for, council, moderator, case, image, address, sent
    ):
        case.reports.create(person_key="x", reason="respect")
        page = client_for(council, moderator).post(f"{address}hide/", sent).content.decode()
        assert f"décidez dans son dossier (n° {case.pk})" in page
        image.refresh_from_db()
        assert image.is_public

    def test_shows_no_post_that_is_hidden(
        self, client_for, council, moderator, post, image, address, sent
    ):
        restricting.hide(post.pk, moderator)
        page = client_for(council, moderator).post(f"{address}hide/", sent).content.decode()
        assert "Ce message n’est pas public" in page
        post.refresh_from_db()
        assert not post.approved

    def test_takes_back_nothing_else(
        self, client_for, council, moderator, mask, image, case, address
    ):
        mask(moderator, passages=("Voici",))
        page = client_for(council, moderator).post(f"{address}show/").content.decode()
        assert f"(n° {case.pk})" in page
        image.refresh_from_db()
        assert image.hidden_on

    def test_what_hid_it_may_be_forgotten(
        self, client_for, council, moderator, mask, image, address
    ):
        mask(moderator)
        Decision.objects.update(before=None)
        Case.objects.update(purged_at=timezone.now())
        client_for(council, moderator).post(f"{address}show/")
        image.refresh_from_db()
        assert image.is_public

    def test_keeps_what_waits_beside_it(
        self, client_for, council, moderator, mask, image, case, address
    ):
        Attachment.objects.filter(post=case.key).update(held=True)
        mask(moderator)
        client_for(council, moderator).post(f"{address}show/")
        assert Attachment.objects.filter(post=case.key, held=True).count() == 2

    def test_the_author_of_the_post_decides_nothing(
        self, client_for, council, make_user, post, image, address, sent
    ):
        own = make_user(MODERATOR, council)
        Post.objects.filter(pk=post.pk).update(poster=own)
        page = client_for(council, own).post(f"{address}hide/", sent).content.decode()
        assert "une autre personne décide" in page
        image.refresh_from_db()
        assert image.is_public
