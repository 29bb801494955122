"""Addresses of coaching and of looking for work."""

from django.urls import path

from nivel.web.clients.views import coaching

PERSON = "clients/<int:number>"

urlpatterns = [
    path(f"{PERSON}/coaching", coaching.coaching, name="client_coaching"),
    path(f"{PERSON}/coaching/scope", coaching.scope, name="client_scope"),
    path(f"{PERSON}/coaching/acts/new", coaching.act, name="client_act"),
    path(f"{PERSON}/coaching/realism", coaching.realism, name="client_realism"),
    path(f"{PERSON}/inventory/new", coaching.skill, name="client_skill_new"),
    path(f"{PERSON}/inventory/<int:skill>/goal", coaching.skill_goal, name="client_skill_goal"),
    path(f"{PERSON}/inventory/<int:skill>/ending", coaching.skill_end, name="client_skill_end"),
    path(f"{PERSON}/wishes/new", coaching.wish, name="client_wish"),
    path(f"{PERSON}/wishes/<int:wish>/employer", coaching.wish_employer, name="client_wish_employer"),
    path(f"{PERSON}/wishes/<int:wish>/ending", coaching.wish_end, name="client_wish_end"),
    path(f"{PERSON}/searches/new", coaching.search, name="client_search"),
    path(f"{PERSON}/episodes/<int:episode>/employer-feedback", coaching.employer_feedback, name="client_employer_feedback"),
    path(f"{PERSON}/searches/<int:search>", coaching.search_end, name="client_search_end"),
]
