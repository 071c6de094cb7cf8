"""What a search finds: things of every kind with the words marked, messages and subjects."""

from dataclasses import replace
from datetime import UTC, datetime

from cms.meetings.telling import Told
from cms.searching.asking import Wanted
from cms.searching.hints import Hint
from cms.searching.showing import Result
from forum.searching.asking import Wanted as WantedInForum
from forum.searching.showing import FoundPost, FoundTopic
from sites.searching.marking import Marker
from sites.searching.questions import asked

from . import board, meetings, people, sites, things

QUESTION = asked("arceaux rue Eugène-Varlin")
MARKER = Marker.of(["arceaux", "rue", "eugene", "varlin"])
HELD = datetime(2026, 11, 5, 18, tzinfo=UTC)


def wanted(**fields) -> Wanted:
    return replace(Wanted(QUESTION), **fields)


def result(item, excerpt: str = "") -> Result:
    return Result(item, MARKER.marked(item.title), MARKER.marked(excerpt or item.summary))


def decision(**fields) -> Result:
    text = "Le conseil finance six arceaux pour vélos rue Eugène-Varlin."
    told = Told(
        text=MARKER.marked(text),
        result="adopted",
        anchor="decision-1",
        votes=(23, 2, 4),
        amount="1\u00a0800",
        line="investment",
        streets=MARKER.marked("rue Eugène-Varlin, quai de Valmy"),
        url="/seances/2026/pleniere/#decision-1",
        held_at=HELD,
    )
    meeting = "Séance plénière du 5 novembre"
    item = things.publication(title=text, summary=meeting, sort_at=HELD, kind="decision")
    return replace(result(item), decision=replace(told, **fields))


def page() -> Result:
    fields = {"kind": "page", "kind_label": "Page", "title": "Stationner son vélo", "summary": ""}
    text = "…quatre arceaux rue Eugène-Varlin, devant le 12 : sans gêner les poussettes ni ôter…"
    return result(things.publication(**fields), text)


def meeting() -> Result:
    return result(meetings.row(kind="meeting"), "Au sujet des arceaux de la rue Eugène-Varlin.")


def long() -> Result:
    return result(things.long(kind="news"), things.LONG_SUMMARY)


def results() -> list[Result]:
    return [
        decision(),
        decision(result="rejected", votes=(), amount="", is_draft=True),
        meeting(),
        result(things.document(), "Compte rendu : les arceaux ont été votés."),
        page(),
        long(),
        result(things.right_to_left()),
        result(things.topic()),
    ]


def named() -> list[Hint]:
    return [Hint(sites.councils()[0], "http://conseil0.exemple.fr/")]


def street() -> list[Hint]:
    return [Hint(sites.councils()[1], "http://conseil1.exemple.fr/", "Rue Eugène-Varlin")]


def wanted_in_forum(**fields) -> WantedInForum:
    return replace(WantedInForum(QUESTION), **fields)


def found_post(number: int = 1, author: str = "Sureau") -> FoundPost:
    text = "Plutôt six arceaux. Voici ce qu’en dit la Ville : la rue Eugène-Varlin est large…"
    title = MARKER.marked(board.topic().subject)
    url = f"/forum/forum/rues-1/topic/des-arceaux-7/#message-{number}"
    return FoundPost(
        board.post(number, author),  # type: ignore[arg-type]
        url,
        title,
        MARKER.marked(text),
        board.NODE.name,
    )


def found_topic(**fields) -> FoundTopic:
    topic = board.topic(created=board.WHEN, **fields)
    return FoundTopic(
        topic,  # type: ignore[arg-type]
        "/forum/forum/rues-1/topic/des-arceaux-7/",
        MARKER.marked(topic.subject),
        board.NODE.name,
    )


def found_posts() -> list[FoundPost]:
    return [found_post(1), found_post(2, people.RIGHT_TO_LEFT), found_post(3, people.LONG_NAME)]


def found_topics() -> list[FoundTopic]:
    return [found_topic(), found_topic(subject=things.LONG_TITLE)]
