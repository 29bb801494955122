"""The matrix's small world: a user of each role, and one person for each way a user can be related to a person."""

from nivel.access.models import RoleAssignment, StatedReason
from nivel.access.policy import policy
from nivel.clients.models import ContactDetail, Protection
from tests.access.owned import objects_of
from tests.access.related import RELATE
from tests.access.relations import EACH_USERS, NOBODY, RELATED, MatrixWorld, Person, marker
from tests.access.town import (
    make_caseload,
    make_drop_in_day,
    make_employer,
    make_funding,
    make_joint,
    make_lists,
    make_papers,
    make_review,
    make_sites,
    make_supply,
    make_teams,
)
from tests.world import BEGAN, DAY, make_user, make_world, person


def make_matrix_world() -> MatrixWorld:
    small = make_world()
    users = {role: make_user("Testi", f"Käyttäjä-{role}", role, small.workshop) for role in policy().roles}
    users[NOBODY] = make_user("Testi", "Rooliton", None, None)
    world = MatrixWorld(small, users)
    world.shared = {"drop_in_day": make_drop_in_day(small.workshop), "review": make_review(list(users.values()))}
    world.shared |= make_sites(small, list(users.values()))
    world.shared |= make_teams(list(users.values()))
    world.shared |= make_joint(list(users.values()), small)
    for relation in RELATED:
        for owner in users if relation in EACH_USERS else [""]:
            world.people.append(_person(world, relation, owner))
    world.shared |= {"role": RoleAssignment.objects.filter(user=small.aino).first(), "staff": small.aino}
    world.shared |= make_caseload(users["lead_coach"], small)
    world.shared |= make_employer(small) | make_funding(small)
    world.shared |= {
        "stated": StatedReason.objects.first(),
        **make_papers(small),
        **make_lists(users["clerk"]),
        **make_supply(small),
    }
    return world


def _person(world: MatrixWorld, relation: str, owner: str = "") -> Person:
    number = len(world.people) + 1
    client = person(number, f"Esimerkki Salattu{number:02d}")
    one = Person(client, relation, owner)
    if relation != "unanswered":
        answer = "no" if one.public else "yes"
        Protection.objects.create(client=client, answer=answer, source="testi", answered_on=DAY)
    for kind in ContactDetail.Kind.values:
        ContactDetail.objects.create(
            client=client, kind=kind, value=marker(kind, client), search_value="", source="testi", starts_on=BEGAN, checked_on=DAY
        )
    one.objects = objects_of(world, client, number)
    RELATE[relation](world, one)
    return one
