"""Making news and photo galleries."""

from cms.demo.content.galleries import GALLERIES
from cms.demo.content.news import NEWS
from cms.demo.content.shapes import Article, Gallery, Photo
from cms.pages.models import GalleryPage, GalleryPhoto, NewsPage, NewsPhoto
from cms.translations.typography import french

from .bodies import body
from .demo import Demo
from .pictures import picture
from .tree import add, classify

INDEX = "/actualites/"


def make_news(demo: Demo) -> None:
    """Every piece of news of every site, the oldest first, and the drafts."""
    for site, articles in NEWS.items():
        for article in sorted(articles, key=lambda one: one.day):
            _add_article(demo, site, article)


def make_galleries(demo: Demo) -> None:
    for gallery in GALLERIES:
        _add_gallery(demo, gallery)


def _add_article(demo: Demo, site: str, article: Article) -> NewsPage:
    page = NewsPage(
        title=article.title,
        summary=article.summary,
        date=demo.clock.day(article.day),
        body=body(demo, site, article.body),
        lead_image=picture(demo, site, article.picture) if article.picture else None,
        on_portal=article.on_portal,
        live=not article.is_draft,
        discussed=article.discussed,
    )
    page.photos = _photos(demo, site, NewsPhoto, article.photos)
    classify(demo, page, article.topics, article.also)
    return add(demo, demo.page(site, INDEX), page, site=site, day=article.day)


def _add_gallery(demo: Demo, gallery: Gallery) -> GalleryPage:
    page = GalleryPage(
        title=gallery.title,
        summary=gallery.summary,
        intro=french(gallery.intro),
        date=demo.clock.day(gallery.day),
        lead_image=picture(demo, gallery.site, gallery.photos[0].picture),
    )
    page.photos = _photos(demo, gallery.site, GalleryPhoto, gallery.photos)
    classify(demo, page, gallery.topics)
    return add(demo, demo.page(gallery.site, INDEX), page, site=gallery.site, day=gallery.day)


def _photos(demo: Demo, site: str, model: type, photos: tuple[Photo, ...]) -> list:
    return [
        model(
            image=picture(demo, site, photo.picture),
            alt=picture(demo, site, photo.picture).description,
            caption=french(photo.caption),
            sort_order=order,
        )
        for order, photo in enumerate(photos)
    ]
