from django.urls import path

from nivel.web.meetings.views import appointments, calendar, drop_in, letters, sessions

DROP_IN = "drop-in-days"

urlpatterns = [
    path("meetings", calendar.meetings, name="meetings"),
    path("meetings/days/<str:on>", calendar.day, name="meetings_day"),
    path("meetings/new", appointments.whom, name="meetings_new"),
    path("clients/<int:number>/appointments/new", appointments.booking, name="client_appointment"),
    path("meetings/<int:number>", appointments.meeting, name="meetings_meeting"),
    path("meetings/sessions", sessions.sessions, name="meetings_sessions"),
    path("meetings/<int:number>/session", sessions.session, name="meetings_session"),
    path("meetings/<int:number>/outcome", appointments.outcome, name="meetings_outcome"),
    path("meetings/<int:number>/move", appointments.move, name="meetings_move"),
    path("meetings/<int:number>/invitation", appointments.invitation, name="meetings_invitation"),
    path(DROP_IN, drop_in.days, name="meetings_drop_in"),
    path(f"{DROP_IN}/new", drop_in.new, name="meetings_drop_in_new"),
    path(f"{DROP_IN}/<int:number>", drop_in.day, name="meetings_drop_in_day"),
    path(f"{DROP_IN}/<int:number>/arrivals", drop_in.arrival, name="meetings_drop_in_arrival"),
    path(f"{DROP_IN}/<int:number>/invitations", drop_in.invitations, name="meetings_drop_in_invitations"),
    path(f"{DROP_IN}/visits/<int:number>/service", drop_in.service, name="meetings_drop_in_service"),
    path("letters", letters.letters, name="meetings_letters"),
    path("letters/print", letters.printing, name="meetings_letters_print"),
    path("letters/sent", letters.sending, name="meetings_letters_sent"),
    path("letters/<int:number>/remake", letters.remaking, name="meetings_letter_remake"),
    path("letters/<int:number>/discard", letters.discarding, name="meetings_letter_discard"),
    path("documents/<str:name>", letters.document, name="client_document"),
]
