from django.urls import path

from nivel.web.bodies import meetings, minutes, views

urlpatterns = [
    path("bodies", views.bodies_page, name="bodies"),
    path("bodies/new", views.new, name="body_new"),
    path("bodies/action-items", minutes.action_items, name="body_action_items"),
    path("bodies/action-items/<int:number>/completion", minutes.completion, name="body_action_item_completion"),
    path("bodies/<int:number>", views.body, name="body"),
    path("bodies/<int:number>/members/new", views.member_new, name="body_member_new"),
    path("bodies/members/<int:number>/end", views.member_end, name="body_member_end"),
    path("bodies/<int:number>/meetings/new", meetings.new, name="body_meeting_new"),
    path("bodies/meetings/<int:number>", meetings.meeting, name="body_meeting"),
    path("bodies/meetings/<int:number>/agenda", meetings.agenda, name="body_agenda"),
    path("bodies/meetings/<int:number>/attendance", meetings.attendance, name="body_attendance"),
    path("bodies/meetings/<int:number>/minutes", minutes.write, name="body_minutes"),
    path("bodies/meetings/<int:number>/confirmation", minutes.confirm, name="body_confirmation"),
    path("bodies/meetings/<int:number>/sharings", minutes.share, name="body_sharing"),
    path("bodies/meetings/<int:number>/decisions/new", minutes.decision_new, name="body_decision_new"),
    path("bodies/decisions/<int:number>", minutes.decision, name="body_decision"),
    path("bodies/decisions/<int:number>/action-items/new", minutes.action_item_new, name="body_action_item_new"),
]
