from django.urls import path

from nivel.web.proposals import pages

PERSON = "clients/<int:number>"
PROPOSAL = f"{PERSON}/proposals/<int:proposal>"

urlpatterns = [
    path("clients/interviews", pages.clients_interviews, name="clients_interviews"),
    path(f"{PERSON}/interview", pages.interview, name="client_interview"),
    path(f"{PERSON}/interview/booking", pages.interview_booking, name="client_interview_booking"),
    path(f"{PERSON}/proposals", pages.client_proposals, name="client_proposals"),
    path(f"{PROPOSAL}/acceptance", pages.acceptance, name="client_proposal_acceptance"),
    path(f"{PROPOSAL}/alteration", pages.alteration, name="client_proposal_alteration"),
    path(f"{PROPOSAL}/return", pages.returning, name="client_proposal_return"),
    path(f"{PERSON}/account", pages.account, name="client_account"),
    path(f"{PERSON}/account/closing", pages.account_closing, name="client_account_closing"),
]
