"""Ready-made sizes of a picture, in AVIF and WebP, found without a query once they are known.

Wagtail stores each size ("rendition") as a row and a file, and makes it when first asked. Here a
*profile* names the sizes one place in a page needs; all of them are made together, at publication
where possible, and their addresses are kept in this process.
"""

from dataclasses import asdict, dataclass

from django.core.cache import caches

FORMATS = ("avif", "webp")


@dataclass(frozen=True)
class Profile:
    """Widths in pixels; ``ratio`` (width / height) crops around the focal point.

    ``sizes`` is HTML's attribute of that name.
    """

    name: str
    widths: tuple[int, ...]
    sizes: str
    ratio: float | None = None

    def specs(self, extension: str) -> list[str]:
        """Wagtail's filter specs of this profile for one format, smallest first."""
        return [f"{self._operation(width)}|format-{extension}" for width in self.widths]

    def _operation(self, width: int) -> str:
        if self.ratio is None:
            return f"width-{width}"
        return f"fill-{width}x{round(width / self.ratio)}"


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("teaser", (240, 480), "(min-width: 40em) 15rem, 40vw", 3 / 2),
        Profile("card", (360, 720), "(min-width: 60em) 22rem, (min-width: 40em) 45vw, 92vw", 3 / 2),
        Profile("lead", (480, 960, 1440), "(min-width: 60em) 46rem, 94vw", 16 / 9),
        Profile("content", (480, 960), "(min-width: 60em) 40rem, 94vw"),
        Profile("gallery", (320, 640), "(min-width: 60em) 20rem, 46vw", 4 / 3),
        Profile("full", (1600,), "100vw"),
        Profile("portrait", (120, 240), "7.5rem", 1.0),
        Profile("share", (1200,), "1200px", 1200 / 630),
    )
}


@dataclass(frozen=True)
class Sources:
    """What a ``<picture>`` element needs: ``srcset`` per format and a fallback with its size."""

    avif: str
    webp: str
    src: str
    width: int
    height: int
    sizes: str

    def as_json(self) -> dict:
        return asdict(self)


def sources(image, profile_name: str) -> Sources | None:
    """The sizes of ``image`` for a profile; made on the first call, then found in this process.

    None when the file is missing or damaged: a page is shown without its picture, never an error.
    """
    key = f"{image.pk}:{image.file.name}:{image.get_focal_point()}:{profile_name}"
    key = key.replace(" ", "")
    kept = caches["renditions"].get(key)
    if kept is None:
        kept = _make(image, PROFILES[profile_name])
        if kept:
            caches["renditions"].set(key, kept, None)
    return kept


def _make(image, profile: Profile) -> Sources | None:
    specs = [spec for extension in FORMATS for spec in profile.specs(extension)]
    try:
        made = image.get_renditions(*specs)
    except (OSError, ValueError):
        return None
    sets = {extension: [made[spec] for spec in profile.specs(extension)] for extension in FORMATS}
    fallback = sets["webp"][-1]
    return Sources(
        avif=_srcset(sets["avif"]),
        webp=_srcset(sets["webp"]),
        src=fallback.url,
        width=fallback.width,
        height=fallback.height,
        sizes=profile.sizes,
    )


def _srcset(renditions: list) -> str:
    widths = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in sorted(widths.items()))
