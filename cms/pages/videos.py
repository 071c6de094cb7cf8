"""Which films of other platforms can be shown, and from which address their player loads."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

_ID = re.compile(r"[A-Za-z0-9_-]{5,64}")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*")
_YOUTUBE_PLAYER = "https://www.youtube-nocookie.com/embed/{}"


@dataclass(frozen=True)
class Video:
    """``page`` is where the film can be watched without us, ``player`` what a frame may load."""

    provider: str
    page: str
    player: str

    @property
    def origin(self) -> str:
        """What the page's content policy must allow to be framed."""
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}"


def recognise(url: str) -> Video | None:
    """The film at ``url`` (https only); None when it is not one we know how to show."""
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets of an IPv6 address that do not match
        return None
    # Neither port, nor user, nor anything that would say more than an origin in a content policy.
    if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc.lower()):
        return None
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    make = _HOSTS.get(host, _peertube)
    return make(parts, url)


def _youtube(parts, url: str) -> Video | None:
    film = _film(r"/(?:shorts|live|embed)/([^/]+)", parts)
    if parts.path == "/watch":
        film = parse_qs(parts.query).get("v", [""])[0]
    return _video("YouTube", url, film, _YOUTUBE_PLAYER)


def _youtu_be(parts, url: str) -> Video | None:
    return _video("YouTube", url, _film(r"/([^/]+)", parts), _YOUTUBE_PLAYER)


def _vimeo(parts, url: str) -> Video | None:
    film = _film(r"/(?:channels/\w+/)?(\d+)", parts)
    return _video("Vimeo", url, film, "https://player.vimeo.com/video/{}?dnt=1")


def _dailymotion(parts, url: str) -> Video | None:
    film = _film(r"/video/([^/]+)", parts)
    return _video("Dailymotion", url, film, "https://geo.dailymotion.com/player.html?video={}")


def _peertube(parts, url: str) -> Video | None:
    film = _film(r"/(?:w|videos/watch)/([^/]+)", parts)
    return _video("PeerTube", url, film, f"https://{parts.netloc.lower()}/videos/embed/{{}}")


def _film(pattern: str, parts) -> str:
    """The film's name in the path; empty when the address is that of something else."""
    match = re.fullmatch(pattern, parts.path.rstrip("/"))
    return match[1] if match else ""


def _video(provider: str, page: str, film: str, player: str) -> Video | None:
    return Video(provider, page, player.format(film)) if _ID.fullmatch(film) else None


_HOSTS = {
    "youtube.com": _youtube,
    "youtu.be": _youtu_be,
    "vimeo.com": _vimeo,
    "dailymotion.com": _dailymotion,
}
