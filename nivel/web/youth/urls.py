from django.urls import path

from nivel.web.youth import pages

PERSON = "clients/<int:number>/guarantee"

urlpatterns = [
    path("clients/guarantee", pages.clients_guarantee, name="clients_guarantee"),
    path(PERSON, pages.client_guarantee, name="client_guarantee"),
    path(f"{PERSON}/offers/new", pages.offer_new, name="client_youth_offer_new"),
    path(f"{PERSON}/offers/<int:offer>/answer", pages.offer_answer, name="client_youth_offer_answer"),
    path(f"{PERSON}/graduation", pages.graduation, name="client_graduation"),
]
