"""What answers on ``START_PAGE_HOSTS`` (``http://localhost:8000/``); empty in production."""

from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.start, name="start"),
    path("", include("sites.themes.urls")),
    path("dev/mail/", views.mails, name="mails"),
    path("dev/mail/<int:pk>/", views.mail, name="mail"),
    path("dev/mail/<int:pk>/html/", views.mail_html, name="mail_html"),
]
