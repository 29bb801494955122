from django.urls import path

from nivel.web.psychologist import pages, recording

PERSON = "clients/<int:number>/psychologist"
REFERRAL = f"{PERSON}/referrals/<int:referral>"

urlpatterns = [
    path(PERSON, pages.client_psychologist, name="client_psychologist"),
    path(f"{PERSON}/acts/new", recording.act_new, name="client_psychologist_act_new"),
    path(f"{PERSON}/acts/<int:act>", pages.act, name="client_psychologist_act"),
    path(f"{PERSON}/referrals/new", recording.referral_new, name="client_psychologist_referral_new"),
    path(REFERRAL, pages.referral, name="client_psychologist_referral"),
    path(f"{REFERRAL}/answer", recording.answer, name="client_psychologist_answer"),
    path(f"{REFERRAL}/withdrawal", recording.withdrawal, name="client_psychologist_withdrawal"),
    path(f"{PERSON}/statements/new", recording.statement_new, name="client_psychologist_statement_new"),
    path(f"{PERSON}/statements/<int:given>", pages.statement, name="client_psychologist_statement"),
]
