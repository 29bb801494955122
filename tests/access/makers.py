"""What the matrix knows of routes: which object each number in an address names, and whose person it is.

A route with a part in its address (`<int:task>`) needs a maker here, by the part's name or by route and name; without one the
matrix test fails and says so. A maker gets the world and the person a cell is about, and returns the part's value. A maker in
`NOBODYS` names a thing that is no person's: then only the role decides, not the relation.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.access.relations import MONTH, MatrixWorld, Person
from tests.access.town import SIGNED

Maker = Callable[[MatrixWorld, Person], Any]


def _object(name: str) -> Maker:
    return lambda world, one: one.objects[name].pk


def _client(world: MatrixWorld, one: Person) -> int:
    return one.client.pk


# The parts whose name alone tells what they are, in every route.
OBJECTS = (
    "ability",
    "accommodation",
    "agreement",
    "assessment",
    "check",
    "choice",
    "clarification",
    "consultation",
    "episode",
    "examination",
    "handover",
    "linked",
    "matter",
    "notice",
    "offer",
    "participant",
    "party",
    "permission",
    "placement",
    "plan",
    "planned",
    "primary",
    "prohibition",
    "proposal",
    "required",
    "run",
    "runner",
    "search",
    "settlement",
    "skill",
    "statement",
    "task",
    "team_meeting",
    "telling",
    "travel",
    "visit",
    "wish",
)
BY_PART: dict[str, Maker] = {name: _object(name) for name in OBJECTS}

# `number` is the person's in routes that begin so; elsewhere the route tells.
PERSONS = ("client", "coachee")
BY_ROUTE: dict[tuple[str, str], Maker] = {
    ("client_section", "code"): lambda world, one: "progress",
    ("client_section_successor", "code"): lambda world, one: "progress",
    ("client_section_signature", "code"): lambda world, one: "progress",
    **{(f"client_payer_{what}", "decision"): _object("payer_decision") for what in ("answer", "start", "withdrawal")},
    ("client_psychologist_act", "act"): _object("psychologist_act"),
    **{
        (f"client_psychologist_{what}", "referral"): _object("psychologist_referral")
        for what in ("referral", "answer", "withdrawal")
    },
    ("client_psychologist_statement", "given"): _object("psychologist_statement"),
    ("client_process_new", "process"): lambda world, one: "work_ability",
    ("meetings_meeting", "number"): _object("appointment"),
    ("meetings_outcome", "number"): _object("appointment"),
    ("meetings_session", "number"): _object("appointment"),
    ("meetings_move", "number"): _object("appointment"),
    ("meetings_invitation", "number"): _object("appointment"),
    ("meetings_letter_remake", "number"): _object("invitation"),
    ("meetings_letter_discard", "number"): _object("invitation"),
    ("meetings_drop_in_service", "number"): _object("drop_in_visit"),
    **{
        (f"intake_{what}", "number"): _object("referral")
        for what in ("referral", "answer", "criteria", "selection", "plan", "enrolment", "enrolment_end")
    },
    ("client_document", "name"): lambda world, one: one.objects["document"].storage_name,
    ("share_decision", "number"): _client,
    ("share_details", "number"): _client,
    ("share_protection", "number"): _client,
    ("shared_plan", "number"): _client,
    ("shared_plan_task", "number"): _client,
}


def _shared(name: str, column: str = "pk") -> Callable[[MatrixWorld], Any]:
    return lambda world: getattr(world.shared[name], column)


MEETINGS = ("meeting", "agenda", "attendance", "minutes", "confirmation", "sharing", "decision_new")

# Things of nobody's: the same for every cell.
NOBODYS: dict[tuple[str, str], Callable[[MatrixWorld], Any]] = {
    ("share_month", "month"): lambda world: MONTH,
    ("share_review", "month"): lambda world: MONTH,
    ("share_closing", "month"): lambda world: MONTH,
    ("share_reconciliation", "month"): lambda world: MONTH,
    ("share_decision", "month"): lambda world: MONTH,
    ("share_details", "month"): lambda world: MONTH,
    ("share_protection", "month"): lambda world: MONTH,
    ("meetings_day", "on"): lambda world: "2020-03-12",
    ("meetings_drop_in_day", "number"): _shared("drop_in_day"),
    ("meetings_drop_in_arrival", "number"): _shared("drop_in_day"),
    ("meetings_drop_in_invitations", "number"): _shared("drop_in_day"),
    ("staff_user", "user"): _shared("staff"),
    ("staff_role_new", "user"): _shared("staff"),
    ("staff_role_end", "user"): _shared("staff"),
    ("staff_role_end", "role"): _shared("role"),
    ("staff_login", "user"): _shared("staff"),
    ("staff_closing", "user"): _shared("staff"),
    **{(f"import_{what}", "token"): _shared("held", "token") for what in ("list", "applying", "leaving")},
    **{(f"import_{what}", "number"): _shared("batch") for what in ("batch", "undoing")},
    **{(f"body{what}", "number"): _shared("body") for what in ("", "_member_new", "_meeting_new")},
    **{(f"body_{what}", "number"): _shared("meeting") for what in MEETINGS},
    **{(f"body_{what}", "number"): _shared("decision") for what in ("decision", "action_item_new")},
    ("teams_team", "team"): _shared("seated_team"),
    ("teams_seat_new", "team"): _shared("seated_team"),
    ("teams_seat_new", "profession"): lambda world: "nurse",
    ("teams_call", "team"): _shared("team"),
    **{(f"joint_{what}", "number"): _shared("agreement") for what in ("agreement", "agreement_end", "member_new", "worker_new")},
    ("joint_member_end", "number"): _shared("joint_member"),
    ("joint_worker_end", "number"): _shared("joint_worker"),
    ("teams_meeting", "meeting"): _shared("team_meeting"),
    **{
        (f"employer{what}", "number"): _shared("employer")
        for what in ("", "_card", "_person", "_contact", "_commitment", "_need")
    },
    ("employer_person_end", "number"): _shared("named_contact"),
    ("employer_commitment_end", "number"): _shared("commitment"),
    ("employer_need_end", "number"): _shared("need"),
    ("employer_candidates", "number"): _shared("need"),
    ("services_place", "number"): _shared("place"),
    **{(f"services_linked_{what}", "number"): _shared("linked_unit") for what in ("unit", "change")},
    **{(f"services_group{what}", "number"): _shared("group") for what in ("", "_start", "_end", "_person")},
    **{(f"services_event{what}", "number"): _shared("event") for what in ("", "_material", "_participant", "_attendance")},
    ("services_feedback_use", "number"): _shared("feedback"),
    **{(f"caseload{what}", "number"): _shared("caseload") for what in ("", "_change", "_handovers", "_ends", "_check")},
    ("caseload_check", "check"): _shared("check"),
    **{
        (f"services_{what}", "number"): _shared("service")
        for what in ("service", "specification", "specification_new", "specification_paper")
    },
    **{(f"services_{what}", "number"): _shared("place") for what in ("offer", "guide_delivery", "guide_receipt")},
    ("services_session_new", "number"): _shared("group"),
    ("services_session", "number"): _shared("session"),
    ("services_session_cancel", "number"): _shared("session"),
    **{(f"services_claim{what}", "number"): _shared("claim") for what in ("", "_pdf", "_sheet", "_sending", "_payment")},
    ("services_form", "code"): lambda world: "place_guide",
    ("body_member_end", "number"): _shared("member"),
    ("body_action_item_completion", "number"): _shared("action_item"),
    ("law_topic", "topic"): lambda world: "municipal_share",
    ("goals_figure", "code"): lambda world: "open_paths",
    ("goals_figure_people", "code"): lambda world: "open_paths",
    **{(f"report_{what}", "month"): lambda world: MONTH for what in ("month", "pdf", "sheet", "signing")},
    ("report_sending", "month"): lambda world: SIGNED,
    ("looks_reason", "reason"): _shared("stated"),
    **{(f"action_plan{what}", "number"): _shared("action_plan") for what in ("", "_paper", "_measure")},
    ("action_plan_follow_up", "measure"): _shared("measure"),
    ("report_final_paper", "number"): _shared("final_report"),
    **{(f"purchase{what}", "number"): _shared("purchase") for what in ("", "_results", "_invoice")},
    **{(f"survey{what}", "number"): _shared("survey") for what in ("", "_paper", "_addressee_new", "_reminder", "_closing")},
    **{(f"survey_{what}", "addressee"): _shared("addressee") for what in ("answer", "form")},
    **{(f"grant{what}", "number"): _shared("grant") for what in ("", "_decision", "_budget", "_cost", "_report")},
    **{(f"grant_{what}", "report"): _shared("grant_report") for what in ("paper", "sending")},
}

# What is sent: a button's word where an empty form would be "no such thing", and searches that would find everybody.
EVERYBODY = "*"
SENT: dict[str, dict[str, str]] = {
    "meetings_outcome": {"outcome": "held"},
    "meetings_new": {"sought": "Salattu"},
    "meetings_drop_in_day": {"sought": "Salattu"},
    "clients": {"sought": "Salattu"},
    "clients_selection": {"deed": "task", "pick": EVERYBODY},
    "meetings_drop_in_invitations": {"pick": EVERYBODY},
}

# A value of each kind that names nothing: to compare "no such thing" with "no right".
MISSING: dict[type, Any] = {int: 999_999_999, str: "f" * 32, date: date(2030, 1, 1)}


def maker_of(route: str, part: str) -> Maker | None:
    if (route, part) in NOBODYS:
        return lambda world, one: NOBODYS[route, part](world)
    if part == "number" and route.split("_", maxsplit=1)[0] in PERSONS:
        return _client
    return BY_ROUTE.get((route, part)) or BY_PART.get(part)


def is_about_a_person(route: str, parts: list[str]) -> bool:
    return any((route, part) not in NOBODYS for part in parts)
