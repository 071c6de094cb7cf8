"""Thanks, ballots and images at one moment, on PostgreSQL: each once, and counted exactly."""

import uuid
from functools import partial

import pytest

from forum.board.forum_conversation import services, taking_back
from forum.board.forum_conversation.forum_attachments import waiting
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.forum_attachments.receiving import NotTaken
from forum.board.forum_conversation.forum_polls import asking, voting
from forum.board.forum_conversation.forum_polls.asking import Question
from forum.board.forum_conversation.forum_polls.models import Ballot, TopicPoll, TopicPollVote
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.pace import NEWCOMER
from forum.board.forum_conversation.refusals import Refused
from forum.thanks import figures, giving
from forum.thanks.models import Tally, Thank
from tests import races

from .images import upload

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


at_once = partial(races.at_once, refused=(Refused, NotTaken))


def ask(forum, author, most: int = 1) -> TopicPoll:
    question = Question("Lequel ?", ("Un", "Deux", "Trois"), most)
    sent = services.Sent(along=lambda post: asking.put(post, author, question))
    post = services.open_topic(forum.pk, author, "Un sondage", "Texte.", sent=sent)
    return TopicPoll.objects.get(topic=post.topic_id)


def test_eight_clicks_of_one_person_are_one_thanks(topic, resident):
    post = topic.first_post
    at_once(*[lambda: giving.give(post.pk, resident)] * 8)
    assert Thank.objects.count() == 1
    assert Tally.objects.get().count == 1


def test_eight_people_at_once_are_eight(topic, make_user):
    post, people = topic.first_post, [make_user() for _n in range(8)]
    at_once(*[lambda who=who: giving.give(post.pk, who) for who in people])
    assert Tally.objects.get().count == 8
    works = [lambda who=who: giving.take_back(post.pk, who) for who in people[:4]]
    at_once(*works, *[lambda who=who: giving.give(post.pk, who) for who in people[4:]])
    assert Tally.objects.get().count == 4
    assert list(figures.differences()) == []


@pytest.mark.parametrize("most", [1, 2])
def test_eight_ballots_of_one_person_are_one(forum, author, resident, most):
    poll = ask(forum, author, most)
    options = list(poll.options.values_list("pk", flat=True))
    choices = [options[n % 2 : n % 2 + most] for n in range(8)]
    answers = at_once(
        *[lambda c=choice: voting.vote(poll.topic_id, resident, c) for choice in choices]
    )
    assert not any(isinstance(answer, Exception) for answer in answers)
    assert Ballot.objects.count() == 1
    assert TopicPollVote.objects.count() == most


def test_a_poll_is_changed_or_answered_never_both(forum, author, make_user):
    for _round in range(5):
        poll, voter = ask(forum, author), make_user()
        head = Post.objects.get(topic=poll.topic_id)
        option = poll.options.first().pk
        other = Question("Autre chose ?", ("Oui", "Non"))
        sent = services.Sent(along=lambda post, q=other: asking.put(post, author, q))
        edited, voted = at_once(
            lambda head=head, sent=sent: services.edit(head.pk, author, "Autre.", sent=sent),
            lambda poll=poll, who=voter, one=option: voting.vote(poll.topic_id, who, [one]),
        )
        assert isinstance(edited, asking.Begun) != isinstance(voted, voting.BadBallot)
        texts = {vote.poll_option.text for vote in TopicPollVote.objects.filter(ballot__poll=poll)}
        assert texts == (set() if isinstance(voted, voting.BadBallot) else {"Un"})


def test_images_sent_at_once_are_no_more_than_allowed(make_user):
    newcomer, form = make_user(), uuid.uuid4()
    answers = at_once(*[lambda: waiting.add(newcomer, form, upload(), most=NEWCOMER.images)] * 6)
    assert sum(isinstance(answer, Attachment) for answer in answers) == NEWCOMER.images
    assert Attachment.objects.count() == NEWCOMER.images


def test_one_form_sent_in_two_windows_gives_its_images_to_one_post(topic, make_user):
    writer, form = make_user(), uuid.uuid4()
    waiting.add(writer, form, upload())

    def send(words: str):
        sent = services.Sent(form, along=Chosen(writer, form, {}).put)
        return services.reply(topic.pk, writer, words, sent=sent)

    posts = at_once(lambda: send("Le même texte."), lambda: send("Un autre texte."))
    assert len({post.pk for post in posts}) == 2
    assert Attachment.objects.get().post_id in {post.pk for post in posts}


def test_a_post_is_thanked_or_taken_back_and_never_both(topic, resident, author):
    for _time in range(5):
        post = services.reply(topic.pk, resident, "Trop vite envoyé.")
        thanked, taken = at_once(
            lambda pk=post.pk: giving.give(pk, author),
            lambda pk=post.pk: taking_back.take_back(pk, resident),
        )
        stays = Post.objects.filter(pk=post.pk).exists()
        assert stays == Thank.objects.filter(post=post.pk).exists()
        assert isinstance(taken if stays else thanked, Refused)


def test_a_poll_is_answered_or_taken_back_and_never_both(forum, resident, author):
    for _time in range(4):
        poll = ask(forum, resident)
        option, head = poll.options.first().pk, poll.topic.first_post_id
        voted, taken = at_once(
            lambda topic_id=poll.topic_id, option=option: voting.vote(topic_id, author, [option]),
            lambda head=head: taking_back.take_back(head, resident),
        )
        stays = TopicPoll.objects.filter(pk=poll.pk).exists()
        assert stays == Ballot.objects.filter(poll=poll.pk).exists()
        assert isinstance(taken if stays else voted, Refused)
