from nivel.meetings.models.appointments import Appointment, DropInDay, DropInVisit
from nivel.meetings.models.bodies import ActionItem, Attendance, Body, BodyMeeting, BodyMember, Decision, MinutesSharing
from nivel.meetings.models.consultations import ConsultationRequest
from nivel.meetings.models.contacts import ContactAttempt, Invitation
from nivel.meetings.models.events import Event, EventParticipant, Mailing
from nivel.meetings.models.teams import SlotKind, TeamCase, TeamSlot, free_slots

__all__ = [
    "ActionItem",
    "Appointment",
    "Attendance",
    "Body",
    "BodyMeeting",
    "BodyMember",
    "ConsultationRequest",
    "ContactAttempt",
    "Decision",
    "DropInDay",
    "DropInVisit",
    "Event",
    "EventParticipant",
    "Invitation",
    "Mailing",
    "MinutesSharing",
    "SlotKind",
    "TeamCase",
    "TeamSlot",
    "free_slots",
]
