from django.urls import path

from nivel.web.clients.views import handovers, lists, outside, pages, parties, permissions, plans, reaching, services

PERSON = "clients/<int:number>"

urlpatterns = [
    path("clients", lists.clients, name="clients"),
    path("clients/views", lists.saved_views_changed, name="clients_views"),
    path("clients/selection", lists.selection, name="clients_selection"),
    path(PERSON, pages.plan, name="client"),
    path(f"{PERSON}/assessments", pages.assessments, name="client_assessments"),
    path(f"{PERSON}/contacts", pages.contacts, name="client_contacts"),
    path(f"{PERSON}/agreements", pages.agreements, name="client_agreements"),
    path(f"{PERSON}/documents", pages.documents, name="client_documents"),
    path(f"{PERSON}/money", pages.money, name="client_money"),
    path(f"{PERSON}/rights", pages.rights, name="client_rights"),
    path(f"{PERSON}/contacts/new", reaching.contact, name="client_contact"),
    path(f"{PERSON}/details", reaching.details, name="client_details"),
    path(f"{PERSON}/details/check", reaching.details_checked, name="client_details_check"),
    path(f"{PERSON}/protection", reaching.protection, name="client_protection"),
    path(f"{PERSON}/permissions/new", permissions.permission, name="client_permission"),
    path(
        f"{PERSON}/permissions/<int:permission>/withdrawal",
        permissions.permission_withdrawal,
        name="client_permission_withdrawal",
    ),
    path(f"{PERSON}/prohibitions/new", permissions.prohibition, name="client_prohibition"),
    path(f"{PERSON}/prohibitions/<int:prohibition>/lifting", permissions.prohibition_lifting, name="client_prohibition_lifting"),
    path(f"{PERSON}/responsible", reaching.responsible, name="client_responsible"),
    path(f"{PERSON}/step", plans.next_step, name="client_step"),
    path(f"{PERSON}/plan", plans.plan, name="client_plan"),
    path(f"{PERSON}/need", parties.need, name="client_need"),
    path(f"{PERSON}/participants/new", parties.participant, name="client_participant"),
    path(f"{PERSON}/participants/<int:participant>/ending", parties.participant_ending, name="client_participant_ending"),
    path(f"{PERSON}/tasks/new", plans.task, name="client_task"),
    path(f"{PERSON}/tasks/<int:task>/completion", plans.task_completion, name="client_task_completion"),
    path(f"{PERSON}/tasks/<int:task>/drop", plans.task_drop, name="client_task_drop"),
    path(f"{PERSON}/episodes/new", services.episode, name="client_episode"),
    path(f"{PERSON}/episodes/<int:episode>/agreement", services.agreement, name="client_agreement"),
    path(f"{PERSON}/episodes/<int:episode>/ending", services.episode_ending, name="client_episode_ending"),
    path(f"{PERSON}/episodes/<int:episode>/drop", services.episode_drop, name="client_episode_drop"),
    path(f"{PERSON}/assessment", services.assessment, name="client_assessment"),
    path(f"{PERSON}/assessments/<int:assessment>", services.assessment_result, name="client_assessment_result"),
    path(f"{PERSON}/closure", services.closure, name="client_closure"),
    path(f"{PERSON}/handover", handovers.handover, name="client_handover"),
    path(f"{PERSON}/handovers/<int:handover>/acceptance", handovers.handover_acceptance, name="client_handover_acceptance"),
    path(f"{PERSON}/handovers/<int:handover>/meeting", handovers.handover_meeting, name="client_handover_meeting"),
    path(f"{PERSON}/handovers/<int:handover>/return", handovers.handover_return, name="client_handover_return"),
    path(f"{PERSON}/handovers/<int:handover>/reminder", handovers.handover_reminder, name="client_handover_reminder"),
    path(
        f"{PERSON}/handovers/<int:handover>/joint-meeting", handovers.handover_joint_meeting, name="client_handover_joint_meeting"
    ),
    path(f"{PERSON}/handovers/<int:handover>/answer", outside.handover_answer, name="client_handover_answer"),
    path(f"{PERSON}/handovers/<int:handover>/arrival", outside.handover_arrival, name="client_handover_arrival"),
    path(f"{PERSON}/visits/new", outside.visit, name="client_visit"),
    path(f"{PERSON}/visits/<int:visit>/discussion", outside.visit_discussion, name="client_visit_discussion"),
]
