"""Every change of reaching and meeting people, by noun."""

from nivel.meetings.commands.appointments import book_appointment, move_appointment, name_session, tell_outcome
from nivel.meetings.commands.attempts import record_attempt
from nivel.meetings.commands.consultations import (
    answer_consultation,
    ask_consultation,
    hand_on_answer,
    hand_on_question,
    take_back_consultation,
)
from nivel.meetings.commands.drop_in import arrive, open_drop_in_day, serve
from nivel.meetings.commands.invitations import Invited, discard_letter, invite, invite_many, mark_sent
from nivel.meetings.commands.team_seats import found_team, take_seat
from nivel.meetings.commands.teams import (
    bring_matter,
    call_team,
    decide_matter,
    follow_up_matter,
    hand_over_matter,
    slots_from,
    take_back,
)

__all__ = [
    "Invited",
    "answer_consultation",
    "arrive",
    "ask_consultation",
    "book_appointment",
    "bring_matter",
    "call_team",
    "decide_matter",
    "discard_letter",
    "follow_up_matter",
    "found_team",
    "hand_on_answer",
    "hand_on_question",
    "hand_over_matter",
    "invite",
    "invite_many",
    "mark_sent",
    "move_appointment",
    "name_session",
    "open_drop_in_day",
    "record_attempt",
    "serve",
    "slots_from",
    "take_back",
    "take_back_consultation",
    "take_seat",
    "tell_outcome",
]
