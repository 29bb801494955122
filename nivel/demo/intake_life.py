"""The demo's referrals: two to be answered, one of them late; two who wait, one taken in, one in the programme, one returned."""

from dataclasses import dataclass
from datetime import date, timedelta

from nivel.access.models import User
from nivel.clients.models import Client
from nivel.demo.diary import Diary
from nivel.demo.invented import invented_person
from nivel.demo.lives import Lives
from nivel.intake import commands as intake
from nivel.intake.models import Referral
from nivel.paths.models import Plan

DECIDER = "Työllisyydenhoidon työryhmä"


@dataclass(frozen=True)
class Story:
    """Ohjaustarina: who, from whom, why, and on which days it was received, answered, checked and decided; None is not yet."""

    born: tuple[date, int, str, str]
    initiator: str
    reason: str
    received_on: date
    unit: str = ""
    person: str = ""
    answered_on: date | None = None
    returned: str = ""
    worker: str = ""
    checked_on: date | None = None
    decided_on: date | None = None
    enrolled_on: date | None = None


STORIES = (
    Story(
        (date(1986, 2, 14), 941, "Kuisma", "Oiva"), "kela", "Sairauspäivärahan enimmäisaika täyttyy heinäkuussa, työhön paluu auki.",
        date(2020, 6, 12), "kela", "Jaana Kivelä",
    ),
    Story(
        (date(1999, 9, 2), 942, "Viitanen", "Sonja"), "provider", "Käy toimintatalolla päivittäin ja kysyy työtoimintaa.",
        date(2020, 6, 23), "association", "Irja Sorsa",
    ),
    Story(
        (date(1979, 5, 30), 943, "Saarelainen", "Arto"), "client", "Haluaa takaisin töihin, autokortti on vanhentunut.",
        date(2020, 6, 2), answered_on=date(2020, 6, 4), worker="bertil",
    ),
    Story(
        (date(1991, 11, 8), 944, "Palonen", "Minttu"), "labour_authority", "Työnhaku jatkunut kaksi vuotta, tarvitsee valmennusta.",
        date(2020, 5, 18), "te", "Mikko Ranta", date(2020, 5, 20), worker="aino", checked_on=date(2020, 5, 27),
    ),
    Story(
        (date(1974, 7, 21), 945, "Heiskanen", "Esa"), "municipality", "Toimeentulotuki jatkunut pitkään, työkyky selvitettävä.",
        date(2020, 4, 27), "social", "Leena Mattila", date(2020, 4, 29), worker="outi", checked_on=date(2020, 5, 6),
        decided_on=date(2020, 6, 24),
    ),
    Story(
        (date(1995, 3, 3), 946, "Tarvainen", "Jenna"), "labour_authority", "Koulutus keskeytyi, etsii suuntaa.",
        date(2020, 3, 16), "te", "Mikko Ranta", date(2020, 3, 18), worker="bertil", checked_on=date(2020, 3, 25),
        decided_on=date(2020, 4, 22), enrolled_on=date(2020, 5, 4),
    ),
    Story(
        (date(1983, 12, 12), 947, "Lyytinen", "Kari"), "kela", "Tarvitsee työvalmennusta.", date(2020, 6, 8), "kela", "Jaana Kivelä",
        date(2020, 6, 10), "Asuu Hartolassa: ohjaus kuuluu kotikunnan työllisyydenhoitoon.",
    ),
)  # fmt: skip


def tell_referrals(lives: Lives, diary: Diary) -> None:
    """Put every referral and what became of it into the diary."""
    for story in STORIES:
        diary.on(story.received_on, lambda on, story=story: _received(lives, story, on))


def _received(lives: Lives, story: Story, on: date) -> None:
    client, town = invented_person(story.born, on), lives.town
    organisation = town.units[story.unit].organisation if story.unit else None
    origin = intake.Origin(story.initiator, organisation, story.person)
    row = intake.record_referral(client, origin=origin, reason=story.reason, received_on=on, on=on, by=town.staff["tiina"])
    if story.answered_on:
        lives.diary.on(story.answered_on, lambda day: _answered(lives, story, row, day))
    if story.checked_on:
        lives.diary.on(story.checked_on, lambda day: _checked(row, day, town.staff["liisa"]))
    if story.decided_on:
        lives.diary.on(story.decided_on, lambda day: _decided(row, day, town.staff["liisa"]))
    if story.enrolled_on:
        lives.diary.on(story.enrolled_on, lambda day: _enrolled(row, day, town.staff["liisa"]))


def _answered(lives: Lives, story: Story, row: Referral, on: date) -> None:
    """Who is accepted is called and met like everybody else, also while waiting."""
    staff = lives.town.staff
    answer = Referral.Answer.RETURNED if story.returned else Referral.Answer.ACCEPTED
    worker = staff[story.worker] if story.worker else None
    intake.answer_referral(row, answer=answer, reason=story.returned, worker=worker, on=on, by=staff["liisa"])
    if worker:
        _reach(lives, row.client, worker, on)


def _reach(lives: Lives, client: Client, worker: User, on: date) -> None:
    def meet(day: date) -> None:
        lives.book(client, day + timedelta(days=4), now=day, kind="initial", then=lives.first_meeting)

    lives.tell_details(client, on, worker)
    lives.call(client, worker, on + timedelta(days=2), then=meet)


def _checked(row: Referral, on: date, lead: User) -> None:
    judged = intake.Judged(judgements={}, needs=(), ground="Asuu Joutsassa, pitkään ilman työtä, tarvitsee useita palveluita.")
    intake.check_eligibility(row, judged, on=on, by=lead)


def _decided(row: Referral, on: date, lead: User) -> None:
    intake.decide_selection(
        row, taken=True, decider=DECIDER, reason="Tarvitsee kunnan ja TE-toimiston palveluita.", on=on, by=lead
    )


def _enrolled(row: Referral, on: date, lead: User) -> None:
    plan = Plan.objects.filter(path__client=row.client).in_force(on).first()
    if plan:
        intake.agree_referral_in_plan(row, plan, on=on, by=lead)
    intake.enrol(row, starts_on=on, on=on, by=lead)
