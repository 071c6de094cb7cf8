"""Giving topics their images, polls and thanks, through the same services as people."""

import uuid

from django.core.files.base import ContentFile
from django.db import transaction

from cms.demo.content.taking_part import IMAGES, POLLS, THANKS, Image, Poll
from cms.demo.illustrations import describe
from forum.board.forum_conversation.forum_attachments import moderating as images
from forum.board.forum_conversation.forum_attachments import posting, waiting
from forum.board.forum_conversation.forum_attachments.posting import Chosen
from forum.board.forum_conversation.forum_polls import asking, voting
from forum.board.forum_conversation.forum_polls.asking import Question
from forum.board.forum_conversation.models import Post
from forum.thanks import giving
from sites.accounts.models import User

from .demo import PORTAL, Demo


def make_taking_part(demo: Demo) -> None:
    """After every message is there: who thanks has read it."""
    for image in IMAGES:
        _illustrate(demo, image)
    for poll in POLLS:
        _ask(demo, poll)
    for thanks in THANKS:
        post = _post(thanks.topic, thanks.number)
        for name in thanks.givers:
            if demo.users[name].pk != post.poster_id:
                giving.give(post.pk, demo.users[name])


def _illustrate(demo: Demo, image: Image) -> None:
    post, mark = _post(image.topic, image.number), uuid.uuid4()
    author = _author(post)
    wanted = image.picture, None if image.site == PORTAL else image.site
    drawing = ContentFile(demo.studio.drawing(wanted), f"{image.picture}.jpg")
    added = waiting.add(author, mark, drawing)
    with transaction.atomic():
        Chosen(author, mark, {added.token: describe(*wanted)}).put(post)
    for held in posting.of_post(post).filter(held=True):  # these accounts have written little
        images.show_image(held.pk, demo.users["admin"])


def _ask(demo: Demo, poll: Poll) -> None:
    head = _post(poll.topic, 1)
    closes_at = demo.clock.at(poll.last_day + 1, "00:00")
    with transaction.atomic():
        question = Question(poll.question, poll.answers, poll.most, closes_at)
        asking.put(head, _author(head), question)
    options = list(head.topic.poll.options.values_list("pk", flat=True))
    for name, places in poll.votes:
        voting.vote(
            head.topic_id, demo.users[name], [options[place] for place in places], at=demo.clock.now
        )


def _post(title: str, number: int) -> Post:
    posts = Post.objects.select_related("topic", "poster")
    return posts.get(topic__subject=title, number=number)


def _author(post: Post) -> User:
    return User.objects.get(pk=post.poster_id)
