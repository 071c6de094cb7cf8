"""French sentences: where one ends, and what only looks like an end."""

import re

# A point after these ends no sentence.
_SHORT = re.compile(
    r"(?:^|[\s(«’'])"
    r"(?:M|MM|Mme|Mmes|Mlle|Dr|Pr|Me|St|Ste|art|av|bd|bld|boul|chap|cf|ex|env|fig|n|no|nos|p|pp|"
    r"pl|réf|resp|sq|tél|vol|[A-ZÀ-Ý])\.$",
    re.IGNORECASE,
)
_END = re.compile(r"(?<=[.!?…])(?:\s*»)?\s+(?=[«“\"(–—]?\s*[A-ZÀ-ÝŒ0-9])")


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph, in order."""
    found: list[str] = []
    waiting = ""
    start = 0
    for end in [*(match for match in _END.finditer(text)), None]:
        piece = text[start : end.end() if end else len(text)]
        start = end.end() if end else start
        waiting += piece
        if end is None or not _SHORT.search(text[: end.start()].rstrip("» ")):
            found.append(waiting.strip())
            waiting = ""
    return [sentence for sentence in found if sentence]


def length(sentence: str) -> int:
    """How many words one reads; a punctuation mark between spaces is none."""
    return sum(1 for word in sentence.split() if any(letter.isalnum() for letter in word))
