from django.urls import path

from nivel.web.clarifications import closed, page, steps

PERSON = "clients/<int:number>"
CLARIFICATION = f"{PERSON}/clarifications/<int:clarification>"
PLACEMENT = f"{PERSON}/placements/<int:placement>"

urlpatterns = [
    path(f"{PERSON}/clarifications", page.clarifications, name="client_clarifications"),
    path(f"{PERSON}/primary", steps.primary, name="client_primary"),
    path(f"{PERSON}/primary/<int:primary>/ending", steps.primary_ending, name="client_primary_ending"),
    path(f"{PERSON}/linked-services/new", steps.linked_new, name="client_linked_new"),
    path(f"{PERSON}/linked-services/<int:linked>/ending", steps.linked_ending, name="client_linked_ending"),
    path(f"{PERSON}/clarifications/new", steps.new, name="client_clarification_new"),
    path(f"{CLARIFICATION}/helper", steps.helper, name="client_clarification_helper"),
    path(f"{CLARIFICATION}/ready", steps.ready, name="client_clarification_ready"),
    path(f"{CLARIFICATION}/application", steps.application, name="client_clarification_application"),
    path(f"{CLARIFICATION}/decision", steps.decision, name="client_clarification_decision"),
    path(f"{CLARIFICATION}/dropping", steps.dropping, name="client_clarification_dropping"),
    path(f"{CLARIFICATION}/examinations/new", steps.examination_new, name="client_examination_new"),
    path(f"{PERSON}/examinations/<int:examination>", steps.examination, name="client_examination"),
    path(f"{PERSON}/escort", steps.escort, name="client_escort"),
    path(f"{PERSON}/agreed-visits/new", closed.visit_new, name="client_visit_required_new"),
    path(f"{PERSON}/agreed-visits/<int:required>", closed.visit, name="client_visit_required"),
    path(f"{PERSON}/agreed-visits/<int:required>/outcome", closed.outcome, name="client_visit_outcome"),
    path(f"{PERSON}/placements/new", closed.placement_new, name="client_placement_new"),
    path(PLACEMENT, closed.placement, name="client_placement"),
    path(f"{PLACEMENT}/runners/new", closed.runner, name="client_placement_runner"),
    path(f"{PERSON}/runners/<int:runner>/end", closed.runner_end, name="client_runner_end"),
    path("placements", closed.placements, name="other_placements"),
]
