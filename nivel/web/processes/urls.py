from django.urls import path

from nivel.web.processes import pages

PERSON = "clients/<int:number>/processes"

urlpatterns = [
    path("processes", pages.processes, name="processes"),
    path(PERSON, pages.client_processes, name="client_processes"),
    path(f"{PERSON}/begin/<slug:process>", pages.begin, name="client_process_new"),
    path(f"{PERSON}/<int:run>/step", pages.step, name="client_process_step"),
    path(f"{PERSON}/<int:run>/owner", pages.owner, name="client_process_owner"),
    path(f"{PERSON}/<int:run>/dropping", pages.dropping, name="client_process_dropping"),
]
