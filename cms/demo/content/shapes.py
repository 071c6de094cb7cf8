"""What one thing of the demo consists of; the other files here list the things.

``site`` is the code of a council or "portal"; ``day`` counts from the day of loading (-12: twelve
days ago). Titles fit 120 characters, summaries 200. ``picture`` names a drawing
(see cms.demo.illustrations), ``file`` a file.
"""

from dataclasses import dataclass

from .notation import Body


@dataclass(frozen=True)
class Paper:
    """A file; its name says its format (pdf, odt, csv). ``rows`` are for tables only."""

    name: str
    site: str
    title: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Photo:
    picture: str
    caption: str


@dataclass(frozen=True)
class Article:
    """A piece of news; ``also`` are other councils that list it. Drafts are never public."""

    day: int
    title: str
    summary: str
    body: Body
    picture: str = ""
    topics: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    on_portal: bool = True
    photos: tuple[Photo, ...] = ()
    is_draft: bool = False
    discussed: bool = False  # in the forum


@dataclass(frozen=True)
class Gallery:
    site: str
    day: int
    title: str
    summary: str
    intro: str
    photos: tuple[Photo, ...]
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """``kind`` is a key of cms.pages.models.documents.DOCUMENT_KINDS; ``replaces`` a title."""

    site: str
    day: int
    kind: str
    title: str
    summary: str
    body: Body = ()
    file: str = ""
    topics: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    replaces: str = ""


@dataclass(frozen=True)
class Differing:
    """The ``number``-th date of a series (1 is the first): ``kind`` is skipped, cancelled or moved;
    a moved one is ``later`` days later, from ``begins`` on when that is another hour."""

    number: int
    kind: str
    reason: str = ""
    later: int = 0
    begins: str = ""
    place: str = ""


@dataclass(frozen=True)
class Event:
    """``begins`` and ``ends`` are hours, ``nights`` how many midnights lie between them. ``place``
    is the name of a place of the list, ``room`` words of its own. What comes back (``repeat``, a key
    of cms.calendar.recurrence.Repeat) does so ``count`` times, from the first fitting day after
    ``day`` on. ``cancelled`` is a reason; ``delayed``: how many days it was put off."""

    site: str
    day: int
    begins: str
    ends: str
    title: str
    summary: str
    place: str = ""
    room: str = ""
    body: Body = ()
    nights: int = 0
    picture: str = ""
    organiser: str = ""
    price: str = ""
    accessibility: str = ""
    topics: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    announced: int = 15  # days before it
    cancelled: str = ""
    delayed: int = 0
    repeat: str = "once"
    weekday: int | None = None  # 0 is Monday
    count: int | None = None
    differing: tuple[Differing, ...] = ()


@dataclass(frozen=True)
class Registering:
    """``places`` None: without limit; ``people``: a name and how many they are, as they came."""

    mode: str
    places: int | None = None
    seats: int = 1
    people: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Text:
    """A standard page; ``under`` is the path of the page above it."""

    site: str
    under: str
    title: str
    summary: str
    body: Body
    slug: str = ""
    picture: str = ""
    topics: tuple[str, ...] = ()
    in_menu: bool = False


@dataclass(frozen=True)
class Commission:
    title: str
    summary: str
    mandate: str
    meets: str
    referent: str
    topics: tuple[str, ...]
    body: Body = ()
    is_open: bool = True
    picture: str = ""


@dataclass(frozen=True)
class Person:
    """A member of a team; days count from loading, ``until`` is None while the mandate runs."""

    name: str
    role: str
    college: str
    since: int
    consent: int
    until: int | None = None


@dataclass(frozen=True)
class Team:
    intro: str
    people: tuple[Person, ...]
    body: Body = ()


@dataclass(frozen=True)
class Faq:
    """``questions``: heading, question, answer (in the notation's words)."""

    site: str
    under: str
    title: str
    summary: str
    intro: str
    questions: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Link:
    name: str
    url: str
    description: str


@dataclass(frozen=True)
class Banner:
    """``days``: how long from loading it shows."""

    level: str
    text: str
    days: int


@dataclass(frozen=True)
class Home:
    """What a site's home says; ``highlights`` are titles of news, documents or pages."""

    intro: str
    summary: str
    links: tuple[Link, ...]
    highlights: tuple[str, ...] = ()
    banner: Banner | None = None
    address: str = ""
    hours: str = ""
    tagline: str = ""


@dataclass(frozen=True)
class Ruling:
    """What a moderator hid: by which rule of the charter, why in words, when."""

    rule: str
    statement: str
    day: int
    hour: str


@dataclass(frozen=True)
class Message:
    """A post: who (the part of the address before @), when, what. ``hidden``: how a moderator
    decided on it."""

    who: str
    day: int
    hour: str
    text: str
    hidden: Ruling | None = None


@dataclass(frozen=True)
class Thread:
    """A topic in the forum named ``forum`` of a site; ``locked`` is the reason why it is closed."""

    site: str
    forum: str
    title: str
    messages: tuple[Message, ...]
    locked: str = ""


@dataclass(frozen=True)
class Board:
    """A forum that a team made; ``archived`` is why it takes no more messages."""

    site: str
    name: str
    about: str
    threads: tuple[Thread, ...]
    only_team: bool = False
    archived: str = ""


@dataclass(frozen=True)
class Talk:
    """What is said in the forum about the page at ``path``."""

    site: str
    path: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Item:
    """One item of an agenda; ``kind`` is a key of cms.meetings.models.ItemKind."""

    title: str
    kind: str
    minutes: int
    presenter: str = ""
    proposed: str = ""  # the subject of the proposal it was made of


@dataclass(frozen=True)
class Decided:
    """``votes`` are for, against, abstentions; ``amount`` is in euros."""

    text: str
    result: str = "adopted"
    votes: tuple[int, int, int] | None = None
    amount: int | None = None
    line: str = ""
    streets: str = ""


@dataclass(frozen=True)
class Meeting:
    """``announced`` is the day of publication; ``state`` of the minutes: "", draft, approved.
    ``proposals`` is the last day on which residents may propose a point, None for the usual one.
    """

    site: str
    day: int
    hour: str
    until: str
    announced: int
    kind: str
    title: str
    summary: str
    place: str
    place_words: str = ""
    items: tuple[Item, ...] = ()
    practical: str = ""
    childcare: bool = False
    interpreting: bool = False
    body: Body = ()
    state: str = ""
    attendance: int | None = None
    officials: tuple[str, ...] = ()
    minutes: Body = ()
    decisions: tuple[Decided, ...] = ()
    approved: int | None = None
    erratum: str = ""
    documents: tuple[str, ...] = ()
    status: str = "planned"
    reason: str = ""
    moved_from: int | None = None
    topics: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    proposals: int | None = None


@dataclass(frozen=True)
class Follower:
    """Somebody who asked for the notices of councils (codes); ``name`` stands before the @."""

    name: str
    councils: tuple[str, ...]
    has_account: bool = False


@dataclass(frozen=True)
class Called:
    """A notice that was sent on ``day``; ``status``: what the meeting's was then, if another."""

    site: str
    title: str
    day: int
    status: str = ""


@dataclass(frozen=True)
class Proposed:
    """A point that somebody proposes for the meeting ``title`` of ``site``, ``day`` days from the
    day of loading. ``state`` is a key of Proposal.State; ``item``, ``answer`` and ``into`` (the
    subject of another one) go with it.
    """

    site: str
    title: str
    day: int
    subject: str
    text: str
    email: str
    name: str = ""
    may_show_name: bool = False
    state: str = "received"
    item: str = ""
    answer: str = ""
    into: str = ""
