"""What is masked in a post is masked in the quotes of it, and put back with it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum import quoted, quotes
from forum.acts import splitting, undoing
from forum.acts.models import Act
from forum.acts.splitting import Chosen
from forum.board.forum_conversation import moderating, restricting, services
from forum.board.forum_conversation.models import Post, Topic
from forum.markup import quotes_in
from forum.scope.tree import tree
from forum.signals import topic_changed
from forum.versions.models import PostVersion
from sites.moderation.masking import BLOCK

from .addresses import topic_path, url_of

pytestmark = pytest.mark.django_db

SECRET = "Jean Genêt habite au 12"
TEXT = f"On m’a dit que {SECRET}, rue Perdue."


@pytest.fixture
def post(topic, author) -> Post:
    return services.reply(topic.pk, author, TEXT)


@pytest.fixture
def quote(topic, resident):
    """``quote(post, …)``: an answer that quotes it, as the form makes it."""

    def make(post: Post, after: str = "Vraiment ?", *, passage: str = "", within=None) -> Post:
        begun = quotes.quotation(tree().nodes[post.topic.forum_id], post, passage)
        return services.reply((within or topic).pk, resident, f"{begun}{after}")

    return make


def text_of(post: Post) -> str:
    return Post.objects.get(pk=post.pk).content.raw


def rendered_of(post: Post) -> str:
    return Post.objects.get(pk=post.pk).content.rendered


def mask(post: Post, by, *passages: str) -> dict:
    return restricting.mask(post.pk, passages or (SECRET,), by)


class TestMasking:
    def test_covers_them_in_the_quote_alone(self, post, quote, moderator):
        answer = quote(post, f"Je ne crois pas que {SECRET}.")
        mask(post, moderator)
        first, _rest = text_of(answer).split("\n\n", 1)
        assert SECRET not in first
        assert f"> On m’a dit que {BLOCK}, rue Perdue." in first
        assert f"Je ne crois pas que {SECRET}." in text_of(answer)  # their own words
        assert rendered_of(answer).count(SECRET) == 1

    def test_the_quote_still_leads_to_the_post(self, topic, author, quote, moderator):
        post = services.reply(topic.pk, author, "Le post 2 du topic : forum, http, Marguerite.")
        answer = quote(post)
        mask(post, moderator, "post", "2", "topic", "forum", "http", "Marguerite")
        [found] = {quotes.read(one.address) for one in quotes_in(text_of(answer))}
        assert found == quotes.Permalink(topic.pk, post.number)

    @pytest.mark.parametrize(
        ("said", "passage", "left"),
        [
            ("Il vit **rue Perdue**, au *12*.", "**rue Perdue**, au *12*", "rue Perdue"),
            ("Il vit\nrue Perdue", "vit\nrue Perdue", "Perdue"),
            ("Appelez le 06 12 34 56 78 !", "06 12 34 56 78", "34 56"),
            ("Écrivez à a.b@exemple.fr", "a.b@exemple.fr", "exemple"),
        ],
    )
    @pytest.mark.parametrize("whole", [True, False])
    def test_however_it_was_typed(
        self, topic, author, quote, moderator, said, passage, left, whole
    ):
        post = services.reply(topic.pk, author, said)
        plain = " ".join(said.replace("*", "").split())
        answer = quote(post, passage="" if whole else plain)
        assert left in text_of(answer)
        mask(post, moderator, passage)
        assert left not in text_of(answer).partition("\n")[2]
        assert BLOCK in text_of(answer)

    def test_leaves_quotes_of_other_posts(self, post, topic, author, quote, moderator):
        other = services.reply(topic.pk, author, f"Moi aussi : {SECRET}.")
        mine, theirs = quote(post), quote(other)
        mask(post, moderator)
        assert SECRET not in text_of(mine)
        assert SECRET in text_of(theirs)

    def test_one_that_only_says_who_wrote_it_is_no_quote_of_it(
        self, post, topic, resident, moderator
    ):
        answer = services.reply(topic.pk, resident, f"> Marguerite a écrit :\n>\n> {SECRET}")
        mask(post, moderator)
        assert SECRET in text_of(answer)

    def test_a_quote_within_a_quote(self, post, topic, resident, moderator, council):
        link = url_of(council, f"{topic_path(topic)}?post={post.number}")
        away = url_of(council, f"{topic_path(topic)}?post=1")
        text = (
            f"> [x a écrit :]({away})\n>\n> Ceci : {SECRET}\n>\n> > [y]({link})\n> >\n> > {SECRET}"
        )
        answer = services.reply(topic.pk, resident, text)
        mask(post, moderator)
        assert text_of(answer).count(SECRET) == 1
        assert f"> > {BLOCK}" in text_of(answer)

    def test_twice_in_one_answer(self, post, topic, quote, resident, moderator):
        begun = quotes.quotation(tree().nodes[topic.forum_id], post)
        answer = quote(post, f"Et encore :\n\n{begun}Fin.")
        assert text_of(answer).count(SECRET) == 2
        before = mask(post, moderator)
        assert SECRET not in text_of(answer)
        restricting.restore(post.pk, before, moderator)
        assert text_of(answer).count(SECRET) == 2

    def test_in_another_topic_that_is_told(self, post, forum, talk, quote, moderator):
        answer = quote(post, within=talk(forum, title="Ailleurs"))
        told = []
        listen = lambda sender, topic, **more: told.append(topic.pk)  # noqa: E731
        topic_changed.connect(listen)
        try:
            mask(post, moderator)
        finally:
            topic_changed.disconnect(listen)
        assert SECRET not in text_of(answer)
        assert set(told) == {post.topic_id, answer.topic_id}

    def test_after_the_post_has_moved(self, post, topic, forum, quote, moderator):
        before, made = quote(post), None
        splitting.split(topic.pk, Chosen([post.number]), forum.pk, "À part", moderator)
        made = Post.objects.select_related("topic").get(pk=post.pk)
        assert made.topic_id != topic.pk
        after = quote(made)
        mask(made, moderator)
        assert SECRET not in text_of(before)
        assert SECRET not in text_of(after)
        undoing.undo(Act.objects.get().pk, moderator, "")
        last = quote(Post.objects.select_related("topic").get(pk=post.pk))
        assert SECRET not in text_of(last)

    @pytest.mark.parametrize("state", ["hidden", "held"])
    def test_that_nobody_finds_for_now(self, post, quote, moderator, state):
        answer = quote(post, "Voyez https://exemple.fr")
        if state == "hidden":
            moderating.hide(answer.pk, moderator)
        else:
            answer.is_held = True
            answer.save()
        mask(post, moderator)
        assert SECRET not in text_of(answer)

    def test_versions_of_the_answer_cannot_be_read(self, post, quote, resident, moderator):
        answer = quote(post)
        old = PostVersion.objects.create(
            post=answer, number=1, text=answer.content.raw, since=answer.created
        )
        before = mask(post, moderator)
        old.refresh_from_db()
        assert old.withdrawn_at
        restricting.restore(post.pk, before, moderator)
        old.refresh_from_db()
        assert old.withdrawn_at is None


class TestAPart:
    """Of a passage that is masked, what a quote has of it."""

    @pytest.mark.parametrize(
        ("passage", "left"),
        [
            ("On m’a dit que Jean Genêt", f"> On m’a dit que {BLOCK}"),
            ("habite au 12, rue Perdue", f"> {BLOCK}, rue Perdue"),
            ("Genêt habite", f"> {BLOCK}"),
            ("net habite", None),  # not said: all of it is quoted
        ],
    )
    def test_is_covered(self, post, quote, moderator, passage, left):
        answer = quote(post, passage=passage)
        mask(post, moderator)
        left = left or f"> On m’a dit que {BLOCK}, rue Perdue."
        assert text_of(answer).split("\n")[2] == left
        assert rendered_of(answer).count("Genêt") == 0

    def test_where_a_long_post_is_cut(self, topic, author, quote, moderator):
        post = services.reply(topic.pk, author, f"{'mot ' * 370}\n\n{'Genêt habite là. ' * 9}")
        answer = quote(post)
        assert "[…]" in text_of(answer)
        mask(post, moderator, ("Genêt habite là. " * 9).strip())
        assert "Genêt" not in text_of(answer)
        assert "mot mot" in text_of(answer)

    def test_leaves_what_the_answer_and_other_posts_say(
        self, post, topic, author, resident, moderator, council
    ):
        mine, theirs = (
            url_of(council, f"{topic_path(topic)}?post={number}") for number in (post.number, 1)
        )
        text = (
            f"> [x a écrit :]({mine})\n>\n> Jean Genêt habite au 12\n>\n"
            f"> > [y a écrit :]({theirs})\n> >\n> > Tout le monde habite au 12.\n\n"
            "Moi, j’habite au 12."
        )
        answer = services.reply(topic.pk, resident, text)
        mask(post, moderator, f"{SECRET}, rue Perdue")
        assert text_of(answer) == text.replace(SECRET, BLOCK)

    def test_is_put_back_exactly(self, post, topic, resident, moderator):
        node = tree().nodes[topic.forum_id]
        first, second = (
            quotes.quotation(node, post, passage) for passage in ("Jean Genêt", "habite au 12")
        )
        answer = services.reply(topic.pk, resident, f"{first}Lui ?\n\n{second}Là ?")
        was = text_of(answer)
        before = mask(post, moderator)
        assert text_of(answer).count(BLOCK) == 2
        services.edit(answer.pk, resident, text_of(answer) + " Non.")
        restricting.restore(post.pk, before, moderator)
        assert text_of(answer) == f"{was} Non."  # each in its place, though both were the same


class TestUndoing:
    def test_restores_exactly(self, post, quote, resident, moderator):
        answers = [quote(post), quote(post, "Et moi ?")]
        was = [(text_of(one), rendered_of(one)) for one in answers]
        before = mask(post, moderator)
        assert before["text"]["quotes"]
        restricting.restore(post.pk, before, moderator)
        assert [(text_of(one), rendered_of(one)) for one in answers] == was
        assert Topic.objects.get(pk=post.topic_id).posts_count == 4

    def test_keeps_what_was_changed_since(self, post, quote, resident, moderator):
        answer = quote(post)
        before = mask(post, moderator)
        services.edit(answer.pk, resident, text_of(answer) + " J’ajoute ceci.")
        restricting.restore(post.pk, before, moderator)
        assert SECRET in text_of(answer)
        assert text_of(answer).endswith("Vraiment ? J’ajoute ceci.")

    def test_of_an_answer_that_is_gone(self, post, quote, moderator):
        answer = quote(post)
        before = mask(post, moderator)
        Post.objects.filter(pk=answer.pk).delete()
        restricting.restore(post.pk, before, moderator)
        assert text_of(post) == TEXT


def test_costs_the_same_however_many_there_are_to_look_through(post, topic, author, quote):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            quoted.quoting(post)
        return len(queries)

    few = count()
    for _n in range(5):
        quote(post)
        services.reply(topic.pk, author, "Autre chose.")
    assert len(quoted.quoting(post)) == 5
    assert count() == few == 3
