from django.urls import path

from nivel.web.notices import lists, views

PERSON = "clients/<int:number>"
NOTICE = f"{PERSON}/notices/<int:notice>"

urlpatterns = [
    path("notices", lists.notices_page, name="notices"),
    path("notices/new", lists.new, name="notices_new"),
    path("notices/new/person", lists.new_person, name="notices_person"),
    path(f"{PERSON}/notices/new", lists.notice_new, name="client_notice_new"),
    path(f"{PERSON}/notice", views.notice_page, name="client_notice"),
    path(f"{NOTICE}/jobs/new", views.job, name="client_notice_job"),
    path(f"{NOTICE}/agenda", views.agenda, name="client_notice_agenda"),
    path(f"{NOTICE}/handling", views.handling, name="client_notice_handling"),
    path(f"{NOTICE}/offer", views.offer, name="client_notice_offer"),
    path(f"{NOTICE}/answer", views.answer, name="client_notice_answer"),
    path(f"{NOTICE}/sender", views.sender_told, name="client_notice_sender"),
    path(f"{NOTICE}/application", views.application, name="client_notice_application"),
    path(f"{NOTICE}/decision", views.decision, name="client_notice_decision"),
    path(f"{NOTICE}/contract", views.contract, name="client_notice_contract"),
    path(f"{NOTICE}/settlements/new", views.settlement, name="client_notice_settlement"),
    path(f"{PERSON}/settlements/<int:settlement>/sent", views.settlement_sent, name="client_settlement_sent"),
    path(f"{PERSON}/settlements/<int:settlement>/paid", views.settlement_paid, name="client_settlement_paid"),
]
