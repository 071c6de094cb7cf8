"""« Publier un document », for the site whose key stands in the address (below /admin/)."""

from django.urls import path

from . import views

app_name = "quick_documents"
urlpatterns = [path("publier-un-document/<int:site_id>/", views.new, name="new")]
