"""Words of a post that moderation covers, in the posts that quote it.

A quote names the post it is of (``quotes``) by an address that stays true wherever the post goes;
the words in it are a copy. What is covered in the post is covered there as well, by the same
decision, and put back with it. A quote that has only a part of a passage keeps that part.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from forum.acts.models import Displacement
from forum.board.forum_conversation.models import Post
from forum.searching.words import POSTS
from forum.versions import recording
from sites.accounts.models import User
from sites.moderation.masking import masked_in_quote
from sites.searching.questions import asked

from .markup import quotes_in
from .quotes import Permalink, read


def quoting(post: Post) -> list[int]:
    """The keys of the posts, public or not, that may quote ``post``, in order."""
    keys: set[int] = set()
    for place in _places(post):
        naming = Post.objects.filter(content__contains=f"?post={place.number}").exclude(pk=post.pk)
        words = asked(f'"{place.topic} post {place.number}"')
        public = naming.filter(POSTS.have(words), approved=True)
        # The index of words has the public ones alone, and no address of those whose links wait.
        others = naming.filter(Q(approved=False) | Q(is_held=True))
        for rows in (public, others):
            keys.update(rows.values_list("pk", flat=True))
    return sorted(keys)


def repeating(post: Post, among: QuerySet[Post]) -> Iterator[Post]:
    """Those of ``among`` in which a quote of ``post`` stands, in order."""
    places = _places(post)
    for other in among.filter(pk__in=quoting(post)).order_by("pk"):
        if any(read(one.address) in places for one in quotes_in(other.content.raw)):
            yield other


def cover(post: Post, passages: Sequence[str], by: User | None) -> list[dict]:
    """Cover ``passages`` in the quotes of ``post``; returns what ``uncover`` needs, as JSON.

    Its topic and those of ``quoting`` are held.
    """
    places, done = _places(post), []
    for other in _held(quoting(post)):
        was = other.content.raw
        made, pieces = _covered(was, places, passages)
        if pieces:
            versions = recording.cover(other, by)
            _write(other, made)
            told = {"post": other.pk, "was": was, "made": made}
            done.append(told | {"pieces": pieces, "versions": versions})
    return done


def uncover(rows: Sequence[dict]) -> set[int]:
    """Put back what ``cover`` returned; the keys of the topics that changed.

    Who has changed the rest of their post since keeps that; a quote changed by hand stays.
    """
    told = {row["post"]: row for row in rows}
    topics = set()
    for post in _held(told):
        row, text = told[post.pk], post.content.raw
        if text == row["made"]:
            text = row["was"]
        else:
            for was, made in row["pieces"]:
                text = text.replace(made, was, 1)
        if text != post.content.raw:
            _write(post, text)
            topics.add(post.topic_id)
        recording.uncover(row["versions"])
    return topics


def _places(post: Post) -> set[Permalink]:
    """Where the post stands, and where it stood: addresses of all of them lead to it."""
    places = {Permalink(post.topic_id, post.number)}
    moves = Displacement.objects.filter(post=post)
    for old, number, new, new_number in moves.values_list(
        "topic", "number", "new_topic", "new_number"
    ):
        places |= {Permalink(old, number), Permalink(new, new_number)}
    return places


def _held(keys: Iterable[int]) -> list[Post]:
    rows = Post.objects.select_for_update(of=("self",)).filter(pk__in=list(keys))
    return list(rows.order_by("pk"))


def _covered(
    text: str, places: Collection[Permalink], passages: Sequence[str]
) -> tuple[str, list[tuple[str, str]]]:
    """``text`` with its quotes of these places covered, and what was changed into what."""
    lines, pieces = text.split("\n"), []
    ranges = [(one.start, one.end) for one in quotes_in(text) if read(one.address) in places]
    first_changed = len(lines)
    # From the last: what is covered may be fewer lines. A quote within another goes with it.
    for start, end in sorted(ranges, key=lambda one: (-one[1], one[0])):
        if end > first_changed:
            continue
        first_changed = start
        was = "\n".join(lines[start + 1 : end])  # the first line is the way to the post
        made = masked_in_quote(was, passages)
        if made != was:
            lines[start + 1 : end] = made.split("\n")
            pieces.append((was, made))
    return "\n".join(lines), pieces


def _write(post: Post, text: str) -> None:
    post.content = text
    post.save(update_fields=["content", "_content_rendered"])
