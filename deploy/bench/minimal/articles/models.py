"""The article and the list of 20 that `wagtail start` leaves to its reader."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page


class ArticleIndexPage(Page):
    intro = models.TextField(blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]

    def get_context(self, request, *args, **kwargs):
        articles = ArticlePage.objects.child_of(self).live().order_by("-date")
        articles = articles.select_related("picture").prefetch_related("picture__renditions")
        page = Paginator(articles, 20).get_page(request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {"articles": page}


class ArticlePage(Page):
    date = models.DateField()
    summary = models.TextField(blank=True)
    picture = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, related_name="+")
    body = RichTextField(blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
