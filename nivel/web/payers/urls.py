from django.urls import path

from nivel.web.payers import pages

PERSON = "clients/<int:number>/payers"

urlpatterns = [
    path(PERSON, pages.client_payers, name="client_payers"),
    path(f"{PERSON}/new", pages.new, name="client_payer_new"),
    path(f"{PERSON}/<int:decision>/answer", pages.answer, name="client_payer_answer"),
    path(f"{PERSON}/<int:decision>/start", pages.start, name="client_payer_start"),
    path(f"{PERSON}/<int:decision>/withdrawal", pages.withdrawal, name="client_payer_withdrawal"),
]
