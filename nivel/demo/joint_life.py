"""The demo's joint service: southern Central Finland's agreement, its members and named workers, and whom they serve."""

from datetime import date

from nivel.access.commands import found_organisation
from nivel.access.models import Organisation, User
from nivel.demo.municipality import Joutsa
from nivel.demo.turns import turn
from nivel.meetings.models import Body
from nivel.paths import commands as paths
from nivel.paths.joint import clientship_of
from nivel.paths.models import JointAgreement, JointWorker, Party, Path

NAME = "Eteläisen Keski-Suomen TYP-yhteistyösopimus"
FROM = date(2015, 1, 1)
NAMED_FROM = date(2019, 1, 1)
NEIGHBOURS = ("Luhangan kunta", "Toivakan kunta")
# Who is named for which party, by the demo's user names.
NAMED = {
    Party.MUNICIPALITY: ("liisa", "aino", "bertil", "outi"),
    Party.LABOUR: ("mikko",),
    Party.KELA: ("jaana",),
}
VIEWS = {
    Party.MUNICIPALITY: "Arjen rytmi kantaa. Kuntouttavasta työtoiminnasta voi edetä työkokeiluun.",
    Party.LABOUR: "Palkkatuki on mahdollinen, kun työkokeilu on ohi.",
    Party.KELA: "Ammatillisen kuntoutuksen tarve arvioidaan, jos työkokeilu keskeytyy.",
}


def tell_joint_service(town: Joutsa) -> None:
    """Register the agreement, its members and its named workers."""
    lead = town.staff["liisa"]
    agreement = paths.register_joint_agreement(
        NAME,
        purpose="Työttömien palvelutarve arvioidaan, suunnitelma tehdään ja sen toteutumista seurataan yhdessä.",
        office="Jyväskylän työvoiman palvelukeskus",
        signed_on=date(2014, 12, 16),
        starts_on=FROM,
        management_group=Body.objects.filter(kind=Body.Kind.MANAGEMENT_GROUP).first(),
        network=Body.objects.filter(kind=Body.Kind.NETWORK).first(),
        by=lead,
    )
    for name in NEIGHBOURS:
        town_near = found_organisation(name, Organisation.Kind.MUNICIPALITY, by=None)
        paths.add_joint_member(agreement, town_near, party=Party.MUNICIPALITY, starts_on=FROM, by=lead)
    for party, users in NAMED.items():
        owner = _organisation(town.staff[users[0]])
        member = paths.add_joint_member(agreement, owner, party=party, starts_on=FROM, by=lead)
        for name in users:
            user, register_id = town.staff[name], f"TYPPI-{town.staff[name].pk:04d}"
            paths.name_joint_worker(member, user, register_id=register_id, starts_on=NAMED_FROM, by=lead)


def _organisation(user: User) -> Organisation:
    return user.role_assignments.select_related("unit__organisation").order_by("pk")[0].unit.organisation


def serve_together(town: Joutsa, path: Path, on: date, worker: User) -> None:
    """Who has a joint plan is a client of the joint service, and each authority has its worker; often Kela has yet to assess."""
    if clientship_of(path.client, on):
        return
    row = paths.open_joint_clientship(
        path,
        JointAgreement.objects.get(name=NAME),
        ground="Työkyky ja toimeentulo vaativat usean viranomaisen työtä.",
        on=on,
        by=worker,
    )
    for user in (worker, town.staff["mikko"], town.staff["jaana"]):
        named = JointWorker.objects.in_force(on).get(user=user)
        paths.seat_joint_worker(row, named, on=on, by=worker)
        if user != town.staff["jaana"] or turn(path) % 20 == 5:
            text = VIEWS[Party(named.member.party)]
            paths.tell_joint_view(row, text=text, on=on, by=user)
