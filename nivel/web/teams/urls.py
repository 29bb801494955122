from django.urls import path

from nivel.web.teams import consultations, matters, professions, views

MATTER = "clients/<int:number>/team-matters/<int:matter>"

CONSULTATION = "clients/<int:number>/consultations/<int:consultation>"

urlpatterns = [
    path("teams", views.teams, name="teams"),
    path("teams/new", professions.found, name="teams_found"),
    path("teams/<int:team>", professions.team_page, name="teams_team"),
    path("teams/<int:team>/seats/<str:profession>/new", professions.seat_new, name="teams_seat_new"),
    path("teams/<int:team>/meetings/new", views.call, name="teams_call"),
    path("teams/meetings/<int:meeting>", views.meeting_page, name="teams_meeting"),
    path("clients/<int:number>/team-matters/new", matters.new, name="client_matter_new"),
    path(MATTER, matters.matter_page, name="client_matter"),
    path(f"{MATTER}/decision", matters.decision, name="client_matter_decision"),
    path(f"{MATTER}/owner", matters.owner, name="client_matter_owner"),
    path(f"{MATTER}/follow-up", matters.follow_up, name="client_matter_follow_up"),
    path(f"{MATTER}/taking-back", matters.taking_back, name="client_matter_taking_back"),
    path("clients/<int:number>/consultations", consultations.page, name="client_consultations"),
    path("clients/<int:number>/consultations/new", consultations.new, name="client_consultation_new"),
    path(CONSULTATION, consultations.consultation_page, name="client_consultation"),
    path(f"{CONSULTATION}/answer", consultations.answer, name="client_consultation_answer"),
    path(f"{CONSULTATION}/taking-back", consultations.taking_back, name="client_consultation_taking_back"),
]
