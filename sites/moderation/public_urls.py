"""What readers and authors use on every site: reports, decisions about them, yearly figures."""

from django.urls import path

from .cases import views as cases
from .figures import views as figures
from .reports import views as reports

app_name = "moderation"

urlpatterns = [
    path("signaler/<str:kind>/<str:key>/", reports.report, name="report"),
    path("signaler-un-contenu-illicite/", reports.notice, name="notice"),
    path("moderation/decision/<str:token>/", cases.decision, name="decision"),
    path("moderation/signalement/<str:token>/", cases.review, name="review"),
    path("moderation/chiffres/", figures.page, name="figures"),
    path("moderation/chiffres.csv", figures.table, name="figures_csv"),
]
