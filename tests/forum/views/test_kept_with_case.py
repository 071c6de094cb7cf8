"""A newcomer's post kept in its case: what was held of it is public, and held again when the
decision is taken back."""

import uuid

import pytest
from wagtail.models import ModelLogEntry

from cms.publications.models import Publication
from cms.publications.publishing import differences as publication_differences
from forum.board.forum.models import Forum
from forum.board.forum_conversation import restricting, services
from forum.board.forum_conversation.forum_attachments import moderating, waiting
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.models import Post, Topic
from sites.councils.roles import ADMINISTRATOR
from sites.moderation import subjects
from sites.moderation.cases import deciding
from sites.moderation.cases.deciding import Choice
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, Decision
from sites.moderation.rights import NotAllowed, circle_of

from .addresses import post_path, topic_path
from .images import upload

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore::UserWarning:PIL")]

QUEUE = "/admin/moderation/"
LINK = "https://jardin.example/semis"
OTHER = "https://gagner.example/bonus"
ALT = "Un semis de radis"
KEPT = Decision.Outcome.KEPT
BOTH, LINKS, IMAGES = (
    "Garder publie aussi ses liens et ses images.",
    "Garder publie aussi ses liens.",
    "Garder publie aussi ses images.",
)


@pytest.fixture(autouse=True)
def _at_any_pace(monkeypatch):
    monkeypatch.setattr("forum.board.forum_conversation.services.seconds_to_wait", lambda *whom: 0)


@pytest.fixture
def newcomer(make_user):
    return make_user(pseudonym="Nouvelle")


@pytest.fixture
def write(topic, newcomer):
    """``write(text, images=0)``: a reply of the newcomer, as their browser sends it."""

    def make(text: str = f"Voyez {LINK} vite.", images: int = 1) -> Post:
        form = uuid.uuid4()
        for _n in range(images):
            waiting.add(newcomer, form, upload())
        described = {image.token: ALT for image in waiting.of_form(newcomer, form)}
        chosen = Chosen(newcomer, form, described)
        sent = services.Sent(form, is_paced=True, network="192.0.2.7", along=chosen.put)
        return services.reply(topic.pk, newcomer, text, sent=sent)

    return make


@pytest.fixture
def post(write) -> Post:
    return write()


@pytest.fixture
def case(post) -> Case:
    return Case.objects.get(key=str(post.pk))


def image_of(post: Post) -> Attachment:
    return Attachment.objects.get(post=post)


def add_image(post: Post, by) -> None:
    form = uuid.uuid4()
    waiting.add(by, form, upload(), beside=1)
    Attachment.objects.filter(form=form).update(post=post, owner=None, form=None, held=True)


def path_of(image: Attachment) -> str:
    return f"/forum/images/{image.token}-1600.webp"


def edit(post: Post, by, text: str) -> None:
    """As their browser does: what is new waits."""
    services.edit(post.pk, by, text, sent=services.Sent(is_paced=True, network="192.0.2.7"))


def keep(by, case: Case) -> Decision:
    return deciding.decide(circle_of(by), case.pk, Choice(KEPT))


def everything() -> tuple:
    return (
        list(Post.objects.order_by("pk").values()),
        list(Attachment.objects.order_by("pk").values()),
        list(Topic.objects.order_by("pk").values()),
        list(Forum.objects.order_by("pk").values()),
        [row | {"id": 0} for row in Publication.objects.order_by("source").values()],
    )


def is_public(client, post: Post) -> tuple[bool, bool]:
    """Whether a reader finds the link, and the image."""
    page = client.get(topic_path(post.topic)).content.decode()
    image = image_of(post)
    seen = client.get(path_of(image)).status_code == 200
    assert (image.token in page) == seen
    return f'href="{LINK}"' in page, seen


class TestKeeping:
    def test_publishes_its_links_and_images(self, client_for, council, post, case, moderator):
        reader = client_for(council)
        assert is_public(reader, post) == (False, False)
        keep(moderator, case)
        assert is_public(reader, post) == (True, True)
        acts = ModelLogEntry.objects.filter(user=moderator).values_list("action", flat=True)
        assert {"quartiers.forum.links", "quartiers.forum.show_image"} <= set(acts)

    def test_undoing_holds_them_again_exactly(
        self, client_for, council, post, case, moderator, write
    ):
        other = write("Rien que du texte.", images=0)
        before = everything()
        keep(moderator, case)
        assert everything() != before
        deciding.undo(circle_of(moderator), case.pk)
        assert everything() == before
        assert is_public(client_for(council), post) == (False, False)
        assert list(publication_differences()) == []
        assert Case.objects.filter(key=str(other.pk)).get().is_open

    def test_what_was_public_stays_so_when_it_is_undone(self, post, case, moderator):
        moderating.show_image(image_of(post).pk, moderator)
        keep(moderator, case)
        deciding.undo(circle_of(moderator), case.pk)
        post.refresh_from_db()
        assert (post.is_held, image_of(post).held) == (True, False)

    def test_an_image_hidden_meanwhile_stays_hidden(self, post, case, moderator):
        keep(moderator, case)
        kind, parts = subjects.kind_of("forum.post"), (image_of(post).pk,)
        reasons = {"rule": "privacy", "statement": "On reconnaît une fenêtre."}
        choice = Choice("masked", pictures=parts, **reasons)
        later = deciding.decide_at_once(circle_of(moderator), kind, str(post.pk), choice)
        deciding.undo(circle_of(moderator), case.pk)
        image = image_of(post)
        assert (image.held, image.hidden_on is None) == (False, False)
        deciding.undo(circle_of(moderator), later.case_id)
        image = image_of(post)
        assert (image.held, image.hidden_on is None) == (True, True)  # as before both

    def test_links_taken_out_meanwhile_are_not_held(self, post, case, moderator, newcomer):
        keep(moderator, case)
        edit(post, newcomer, "Rien à voir.")
        deciding.undo(circle_of(moderator), case.pk)
        post.refresh_from_db()
        assert not post.is_held

    def test_a_later_decision_holds_where_an_earlier_is_undone(
        self, post, case, moderator, newcomer
    ):
        keep(moderator, case)
        edit(post, newcomer, f"Voyez plutôt {OTHER}.")
        add_image(post, newcomer)
        first, second = Attachment.objects.filter(post=post).order_by("pk")
        kind = subjects.kind_of("forum.post")
        later = deciding.decide_at_once(circle_of(moderator), kind, str(post.pk), Choice(KEPT))
        deciding.undo(circle_of(moderator), case.pk)
        held = [Attachment.objects.get(pk=image.pk).held for image in (first, second)]
        post.refresh_from_db()
        assert (held, post.is_held) == ([True, False], False)
        deciding.undo(circle_of(moderator), later.case_id)
        post.refresh_from_db()
        second.refresh_from_db()
        assert (second.held, post.is_held) == (True, True)

    @pytest.mark.parametrize("outcome", ["masked", "hidden", "illegal"])
    def test_other_decisions_let_nothing_go(self, post, case, moderator, outcome):
        reasons = {"rule": "advertising", "statement": "C’est de la publicité."}
        passages = ("vite",) if outcome == "masked" else ()
        choice = Choice(outcome, passages=passages, **reasons)
        deciding.decide(circle_of(moderator), case.pk, choice)
        post.refresh_from_db()
        assert (post.is_held, image_of(post).held) == (True, True)

    def test_a_post_with_nothing_held_is_only_kept(self, write, moderator):
        post = write("Rien que du texte.", images=0)
        before = everything()
        decision = keep(moderator, Case.objects.get(key=str(post.pk)))
        assert everything() == before
        assert decision.before == {}

    def test_putting_a_hidden_post_back_says_so_and_does_so(
        self, client_for, council, post, moderator
    ):
        restricting.hide(post.pk, moderator)
        browser, path = client_for(council, moderator), post_path(post, "show")
        assert "qui y sont retenus deviennent publics aussi" in browser.get(path).content.decode()
        browser.post(path)
        assert is_public(client_for(council), post) == (True, True)


class TestWhoMay:
    def test_nobody_of_another_council(
        self, client_for, council, post, case, other_moderator, newcomer, resident
    ):
        for person in (other_moderator, newcomer, resident):
            with pytest.raises(NotAllowed):
                keep(person, case)
        browser = client_for("admin", other_moderator)
        sent = {"decision": "kept"}
        assert browser.post(f"{QUEUE}{case.pk}/decider/", sent).status_code == 404
        browser.post(f"{QUEUE}garder/", {"dossier": case.pk})
        assert is_public(client_for(council), post) == (False, False)
        case.refresh_from_db()
        assert case.is_open

    def test_nor_undoes_it_there(self, post, case, moderator, other_moderator):
        keep(moderator, case)
        with pytest.raises(NotAllowed):
            deciding.undo(circle_of(other_moderator), case.pk)
        post.refresh_from_db()
        assert (post.is_held, image_of(post).held) == (False, False)

    def test_an_administrator_may(self, post, case, make_user):
        keep(make_user(ADMINISTRATOR), case)
        post.refresh_from_db()
        assert (post.is_held, image_of(post).held) == (False, False)


class TestChangedMeanwhile:
    """What was decided on is what was read: nothing that came later is let go."""

    def sent(self, case: Case, browser) -> dict:
        page = browser.get(f"{QUEUE}{case.pk}/").content.decode()
        version = page.partition('name="version" value="')[2].partition('"')[0]
        assert version
        return {"decision": "kept", "version": version}

    def test_a_new_link(self, client_for, council, post, case, moderator, newcomer):
        browser = client_for("admin", moderator)
        sent = self.sent(case, browser)
        edit(post, newcomer, f"Voyez {LINK} et {OTHER}.")
        page = browser.post(f"{QUEUE}{case.pk}/decider/", sent).content.decode()
        assert "Le texte a changé depuis que vous l’avez lu" in page
        assert is_public(client_for(council), post) == (False, False)
        browser.post(f"{QUEUE}{case.pk}/decider/", self.sent(case, browser))
        assert is_public(client_for(council), post) == (True, True)

    def test_a_new_image(self, post, case, moderator, newcomer, client_for):
        browser = client_for("admin", moderator)
        sent = self.sent(case, browser)
        add_image(post, newcomer)
        browser.post(f"{QUEUE}{case.pk}/decider/", sent)
        assert not Attachment.objects.filter(post=post, held=False).exists()
        case.refresh_from_db()
        assert case.is_open

    def test_a_link_added_after_it_was_kept_waits(self, post, case, moderator, newcomer):
        keep(moderator, case)
        edit(post, newcomer, f"Voyez {LINK} et {OTHER}.")
        post.refresh_from_db()
        assert post.is_held
        assert "gagner" not in post.content.rendered


class TestScreens:
    @pytest.mark.parametrize(
        ("text", "images", "words"),
        [
            (f"Voyez {LINK}.", 1, BOTH),
            (f"Voyez {LINK}.", 0, LINKS),
            ("Voyez.", 1, IMAGES),
            ("Voyez.", 0, ""),
        ],
    )
    def test_say_what_keeping_publishes(self, client_for, moderator, write, text, images, words):
        case = Case.objects.get(key=str(write(text, images).pk))
        browser = client_for("admin", moderator)
        for path in (QUEUE, f"{QUEUE}{case.pk}/"):
            page = browser.get(path).content.decode()
            assert [said in page for said in (BOTH, LINKS, IMAGES)] == [
                said == words for said in (BOTH, LINKS, IMAGES)
            ]
        offered = f'name="dossier" value="{case.pk}"' in browser.get(QUEUE).content.decode()
        assert offered == (not words)  # nobody publishes from a list what they have not seen

    def test_say_nothing_of_it_once_it_is_decided(self, client_for, moderator, case):
        browser = client_for("admin", moderator)
        keep(moderator, case)
        assert "Garder publie" not in browser.get(f"{QUEUE}{case.pk}/").content.decode()
        assert "Garder publie" not in browser.get(f"{QUEUE}?etat=traites").content.decode()

    def test_what_is_held_is_not_kept_in_bulk(self, client_for, council, post, case, moderator):
        browser = client_for("admin", moderator)
        page = browser.post(f"{QUEUE}garder/", {"dossier": case.pk}, follow=True).content.decode()
        assert "une partie en est retenue" in page
        assert is_public(client_for(council), post) == (False, False)
        choice = Choice(KEPT, has_opened=False)
        with pytest.raises(Outdated):
            deciding.decide(circle_of(moderator), case.pk, choice)
