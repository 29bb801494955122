"""Every change of reaching and meeting people, by noun."""

from nivel.meetings.commands.appointments import book_appointment, move_appointment, tell_outcome
from nivel.meetings.commands.attempts import record_attempt
from nivel.meetings.commands.drop_in import arrive, open_drop_in_day, serve
from nivel.meetings.commands.invitations import Invited, discard_letter, invite, invite_many, mark_sent

__all__ = [
    "Invited",
    "arrive",
    "book_appointment",
    "discard_letter",
    "invite",
    "invite_many",
    "mark_sent",
    "move_appointment",
    "open_drop_in_day",
    "record_attempt",
    "serve",
    "tell_outcome",
]
