"""Forty articles with pictures below the home page."""

import datetime
from io import BytesIO

from django.core.files.images import ImageFile
from django.core.management.base import BaseCommand
from PIL import Image as Pixels
from wagtail.images.models import Image
from wagtail.models import Site

from articles.models import ArticleIndexPage, ArticlePage

TODAY = datetime.date(2026, 1, 1)
BODY = "<h2>Titre</h2><p>" + "Un texte de quelques lignes avec <b>du gras</b>. " * 12 + "</p>"


class Command(BaseCommand):
    def handle(self, **options):
        home = Site.objects.get().root_page
        index = home.add_child(instance=ArticleIndexPage(title="Articles", slug="articles"))
        for number in range(40):
            index.add_child(
                instance=ArticlePage(
                    title=f"Article {number}",
                    slug=f"article-{number}",
                    date=TODAY - datetime.timedelta(days=number),
                    summary="Deux lignes qui disent de quoi il est question dans cet article.",
                    picture=picture(number),
                    body=BODY * 4,
                )
            )


def picture(number: int) -> Image:
    file = BytesIO()
    Pixels.new("RGB", (1200, 800), (number * 6, 90, 140)).save(file, "JPEG")
    return Image.objects.create(title=f"Image {number}", file=ImageFile(file, f"{number}.jpg"))
