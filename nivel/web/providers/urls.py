from django.urls import path

from nivel.web.providers import pages

PERSON = "clients/<int:number>/providers"

urlpatterns = [
    path(PERSON, pages.client_providers, name="client_providers"),
    path(f"{PERSON}/new", pages.new, name="client_provider_new"),
    path(f"{PERSON}/<int:choice>/visit", pages.visit, name="client_provider_visit"),
    path(f"{PERSON}/<int:choice>/choosing", pages.choosing, name="client_provider_choosing"),
]
