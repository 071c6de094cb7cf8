"""``/abonnements/``: where the links of mails lead; the same on every site."""

from django.urls import path

from . import views

app_name = "subscriptions"
urlpatterns = [
    path("confirmer/<str:key>/", views.confirm, name="confirm"),
    path("arreter/<str:key>/", views.stop, name="stop"),
    path("gerer/<str:key>/", views.manage, name="manage"),
]
