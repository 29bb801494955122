from django.urls import path

from nivel.web.services import events, feedback, groups, places

urlpatterns = [
    path("services", places.places_page, name="services"),
    path("services/places/new", places.new, name="services_place_new"),
    path("services/places/<int:number>", places.readiness, name="services_place"),
    path("services/groups", groups.groups_page, name="services_groups"),
    path("services/groups/new", groups.new, name="services_group_new"),
    path("services/groups/<int:number>", groups.group, name="services_group"),
    path("services/groups/<int:number>/start", groups.start, name="services_group_start"),
    path("services/groups/<int:number>/end", groups.end, name="services_group_end"),
    path("services/groups/<int:number>/people/new", groups.person_new, name="services_group_person"),
    path("services/events", events.events_page, name="services_events"),
    path("services/events/new", events.new, name="services_event_new"),
    path("services/events/<int:number>", events.event, name="services_event"),
    path("services/events/<int:number>/material", events.material, name="services_event_material"),
    path("services/events/<int:number>/participants/new", events.participant_new, name="services_event_participant"),
    path("services/events/<int:number>/attendance", events.attendance, name="services_event_attendance"),
    path("services/feedback/new", feedback.new, name="services_feedback_new"),
    path("services/feedback/<int:number>/use", feedback.use, name="services_feedback_use"),
]
