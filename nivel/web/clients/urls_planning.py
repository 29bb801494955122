"""Addresses of assessments by profession, team meetings, health checks and plans."""

from django.urls import path

from nivel.web.clients.views import assessing, care, planning, stages

PERSON = "clients/<int:number>"
PART = f"{PERSON}/assessments/<int:assessment>/parts/<str:code>"

urlpatterns = [
    path("clients/health-checks", care.missing, name="clients_health_checks"),
    path("clients/activation", planning.activation, name="clients_activation"),
    path(f"{PERSON}/activation", planning.activation_start, name="client_activation"),
    path(f"{PERSON}/assessments/new", assessing.start, name="client_assessment_new"),
    path(PART, assessing.section, name="client_section"),
    path(f"{PART}/successor", assessing.successor, name="client_section_successor"),
    path(f"{PART}/signature", assessing.signature, name="client_section_signature"),
    path(f"{PERSON}/assessments/<int:assessment>/removal", assessing.removal, name="client_assessment_removal"),
    path(f"{PERSON}/assessments/<int:assessment>/ratings", assessing.ratings, name="client_ratings"),
    path(f"{PERSON}/team-meetings/new", care.meeting, name="client_team_meeting"),
    path(f"{PERSON}/team-meetings/<int:team_meeting>/calling-off", care.calling_off, name="client_team_calling_off"),
    path(f"{PERSON}/team-meetings/<int:team_meeting>/proposal", care.proposal, name="client_team_proposal"),
    path(f"{PERSON}/team-meetings/<int:team_meeting>/answer", care.answer, name="client_team_answer"),
    path(f"{PERSON}/health-checks/new", care.check, name="client_health_check"),
    path(f"{PERSON}/health-checks/<int:check>/answer", care.check_answer, name="client_health_answer"),
    path(f"{PERSON}/health-checks/<int:check>/referral", care.referral, name="client_health_referral"),
    path(f"{PERSON}/health-checks/<int:check>/feedback", care.feedback, name="client_health_feedback"),
    path(f"{PERSON}/health-checks/<int:check>/detail", care.detail, name="client_health_detail"),
    path(f"{PERSON}/health-checks/<int:check>/telling", care.telling, name="client_health_telling"),
    path(f"{PERSON}/plans/<int:plan>/parties/new", planning.party, name="client_plan_party"),
    path(f"{PERSON}/parties/<int:party>/acceptance", planning.acceptance, name="client_plan_acceptance"),
    path(
        f"{PERSON}/parties/<int:party>/acceptance/removal",
        planning.acceptance_removal,
        name="client_plan_acceptance_removal",
    ),
    path(f"{PERSON}/parties/<int:party>/removal", planning.party_removal, name="client_plan_party_removal"),
    path(f"{PERSON}/plan-services/<int:planned>/decision", planning.service_decision, name="client_plan_service"),
    path(f"{PERSON}/plans/<int:plan>/review", planning.review, name="client_plan_review"),
    path(f"{PERSON}/plans/<int:plan>/printing", planning.printing, name="client_plan_printing"),
    path(f"{PERSON}/stage", stages.stage, name="client_stage"),
    path(f"{PERSON}/line", stages.line, name="client_line"),
    path(f"{PERSON}/statements/new", planning.statement, name="client_statement"),
    path(f"{PERSON}/statements/<int:statement>/discarding", planning.statement_discarding, name="client_statement_discarding"),
    path(f"{PERSON}/statements/<int:statement>/asking", planning.statement_asking, name="client_statement_asking"),
    path(f"{PERSON}/statements/<int:statement>/answer", planning.statement_answer, name="client_statement_answer"),
    path(f"{PERSON}/preparation", planning.preparation, name="client_preparation"),
]
