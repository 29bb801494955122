"""The demo's lives: what happens to a person after the month's review has named who contacts them.

Each life is a few events that book the next ones, so that most paths stay unbroken by themselves; the told lives of
`nivel.demo.told` break one joint each. Everything goes through the same commands as real work.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from nivel.access.models import User
from nivel.clients.commands import answer_protection, change_contact_detail
from nivel.clients.models import Client
from nivel.clients.queries import responsible_worker
from nivel.demo.agreements_life import live_agreement, terms_of
from nivel.demo.diary import Diary, at_ten
from nivel.demo.joint_life import serve_together
from nivel.demo.municipality import CONTACTS, Joutsa
from nivel.demo.services_life import YOUTH_GROUP
from nivel.demo.turns import turn
from nivel.meetings.commands import book_appointment, tell_outcome
from nivel.meetings.models import Appointment
from nivel.paths import commands as paths
from nivel.paths.commands.plans import TaskTerms
from nivel.paths.models import Assessment, Episode, FollowUp, Path
from nivel.paths.places import full_on
from nivel.paths.queries import open_path
from nivel.services.models import Direction, Group
from nivel.timeline.months import add_months

WORDS = (
    "Haluan päivätyöhön, jossa saan olla ihmisten kanssa mutta rauhassa.",
    "Käsillä tekeminen sujuu. Papereista en tykkää.",
    "Selkä pitää saada kuntoon ennen kuin lupaan mitään.",
    "Keittiötyö kiinnostaa, hygieniapassi puuttuu.",
    "Kunhan saisi rytmin päiviin, niin muu seuraa.",
    "Puutarha tai metsä. Sisällä en viihdy.",
)
# What the follow-up meetings are about; every fifth is no session of coaching.
SESSIONS = ("guidance", "job_search", "", "life_situation", "interests")
YOUNG = 28
# One path in ten has a joint plan, and its person is a client of the joint service.
JOINT = 5
JOINT_PARTIES = [("mikko", "te_expert"), ("jaana", "kela_worker"), ("leena", "social_worker"), ("sirkka", "case_manager")]
PARTICIPANT_DOES = {
    "outreach_worker": "Käydään yhdessä opinto-ohjaajan luona",
    "te_expert": "Tarkistan työnhaun voimassaolon",
    "kela_worker": "Kerron kuntoutuksen vaihtoehdoista",
    "social_worker": "Arvioin palvelutarpeen (SHL)",
    "case_manager": "Autan kuntoutushakemuksessa",
}
STREETS = ("Jousitie", "Länsitie", "Rantatie", "Myllytie", "Koulutie", "Pajatie", "Vesitie")


@dataclass
class Lives:
    """What every life needs: the town, the diary and the dice (the same at every making)."""

    town: Joutsa
    diary: Diary
    dice: random.Random

    # -- Reaching ------------------------------------------------------------------------------------------------------

    def tell_details(self, client: Client, on: date, by: User) -> None:
        """A phone number and an address as people tell them; some leave the protection unanswered."""
        number, street = 1000 + turn(client) % 9000, STREETS[turn(client) % len(STREETS)]
        change_contact_detail(client, "phone", f"040 000 {number}", source="asiakas", on=on, by=by)
        if turn(client) % 6:
            address = f"{street} {1 + turn(client) % 40}\n19650 Joutsa"
            change_contact_detail(client, "address", address, source="asiakas", on=on, by=by)
        if turn(client) % 4:
            answer_protection(client, "no", source="asiakas", on=on, by=by)

    def call(self, client: Client, worker: User, day: date, *, then) -> None:
        """Call on the day; when not reached, a new call in a week."""

        def happening(on: date) -> None:
            reached = self.dice.random() < 0.75
            again = on + timedelta(days=7)
            paths.record_contact(
                client,
                worker=worker,
                channel="phone",
                at=at_ten(on),
                result="reached" if reached else "not_reached",
                note="Sovittu tapaaminen." if reached else "Ei vastaa.",
                next_channel="" if reached else "phone",
                next_on=None if reached else again,
                by=worker,
            )
            if reached:
                then(on)
            else:
                self.call(client, worker, again, then=then)

        self.diary.on(day, happening)

    # -- Meeting -------------------------------------------------------------------------------------------------------

    def book(self, client: Client, day: date, *, now: date, kind: str = "follow_up", then=None) -> None:
        """Book the next meeting with the responsible worker; it is held, or missed and booked anew."""
        worker = responsible_worker(client, now)
        if worker is None or open_path(client, now) is None:
            return
        starts_at = self.diary.free_time(worker, day)
        minutes = 90 if kind == "initial" else 60
        about = SESSIONS[(turn(client) + starts_at.month) % len(SESSIONS)] if kind == "follow_up" else ""
        told = {"minutes": minutes, "place": "TyöVarikko", "session_type": about}
        meeting = book_appointment(client, worker=worker, kind=kind, starts_at=starts_at, **told, by=worker)
        self.diary.on(starts_at.date(), lambda on: self._met(meeting, on, then))

    def _met(self, meeting: Appointment, on: date, then) -> None:
        if on >= self.diary.until:
            return
        if self.dice.random() < 0.1:
            tell_outcome(meeting, "no_show", on=on, by=meeting.worker)
            self.book(meeting.client, on + timedelta(days=6), now=on, kind=meeting.kind, then=then)
        else:
            tell_outcome(meeting, "held", on=on, by=meeting.worker, details_checked=True)
            (then or self.keep_meeting)(meeting.client, on)

    def keep_meeting(self, client: Client, on: date) -> None:
        """A met person has the next meeting before the door closes."""
        self.book(client, on + timedelta(days=self.dice.randint(25, 40)), now=on)

    # -- Planning ------------------------------------------------------------------------------------------------------

    def first_meeting(self, client: Client, on: date) -> None:
        """Initial interview: the assessment is held and the plan made; what follows is drawn."""
        path = open_path(client, on)
        worker = responsible_worker(client, on)
        initial = Assessment.objects.filter(path=path, kind="initial", held_on__isnull=True).first()
        if initial:
            paths.hold_assessment(initial, summary="Tilanne käyty läpi yhdessä.", next_step="suunnitelma", on=on, by=worker)
        self.plan(path, on, worker)
        self.keep_meeting(client, on)
        LIFE[turn(client) % len(LIFE)](self, path, on, worker)

    def plan(self, path: Path, on: date, worker: User) -> None:
        """A plan for four months, made anew in time."""
        if open_path(path.client, on) != path:
            return
        review_on = add_months(on, 4)
        client_does = TaskTerms("Päivitän ansioluettelon", "client", on + timedelta(days=14))
        paths.make_plan(
            path,
            kind=_kind_of(path),
            main_need="adult_social_work" if worker == self.town.staff["outi"] else "employment",
            starts_on=on,
            review_on=review_on,
            client_agreed_on=on,
            own_words=WORDS[turn(path) % len(WORDS)],
            goals=[("Työhön, jossa jaksaa", Direction.WORK)],
            tasks=[client_does],
            on=on,
            by=worker,
        )
        self.name_participants(path, on, worker)
        if turn(path) % 10 == JOINT:
            serve_together(self.town, path, on, worker)
        task = path.tasks.filter(text=client_does.text, done_on__isnull=True, dropped_on__isnull=True).last()
        self.diary.on(client_does.due_on - timedelta(days=2), lambda day: self._done(task, day, worker))
        self.diary.on(review_on - timedelta(days=5), lambda day: self.plan(path, day, worker))

    def name_participants(self, path: Path, on: date, worker: User) -> None:
        """The outreach worker to the plans of the young, the other authorities to the joint ones; the client has agreed."""
        plan = path.plans.get(ends_on__isnull=True)
        named = [("katri", "outreach_worker")] if path.client.age(on) <= YOUNG else []
        named += JOINT_PARTIES if plan.kind == "joint" else []
        present = set(plan.participants.values_list("worker__username", flat=True))
        for name, role in named:
            if name not in present:
                paths.name_participant(path, self.town.staff[name], role=role, client_agreed_on=on, on=on, by=worker)
                task = {"text": PARTICIPANT_DOES[role], "due_on": date(2020, 8, 14), "on": on, "by": worker}
                paths.add_task(path, doer="worker", worker=self.town.staff[name], **task)

    def _done(self, task, on: date, worker: User) -> None:
        task.refresh_from_db()
        if task.done_on is None and task.dropped_on is None:
            paths.complete_task(task, on=on, by=worker)

    # -- Services ------------------------------------------------------------------------------------------------------

    def agree(self, path: Path, service: str, place: str, starts_on: date, months: int, *, on: date, by: User, **more) -> Episode:
        """A service with an agreement; the final assessment is held in time and the agreement continued."""
        ends_on = add_months(starts_on, months) - timedelta(days=1)
        place = self._with_room(place, starts_on, ends_on)
        made = paths.make_agreement(
            path,
            service=self.town.services[service],
            place=self.town.places[place],
            contact_person=CONTACTS[place],
            terms=terms_of(path, starts_on, ends_on, on),
            on=on,
            by=by,
            interim=self._interim(path, by, starts_on, ends_on),
            **more,
        )
        live_agreement(self.town, self.diary, made)
        return made.episode

    def _with_room(self, place: str, starts_on: date, ends_on: date) -> str:
        """The place wished for, or when it is full another that has room."""
        wished = [place, *(other for other in self.town.places if other in CONTACTS and other != place)]
        return next((each for each in wished if full_on(self.town.places[each], starts_on, ends_on) is None), place)

    def _interim(self, path: Path, by: User, starts_on: date, ends_on: date) -> paths.Interim | None:
        """Every other agreement has an interim contact in its middle; it is held when its day comes."""
        if turn(path) % 2:
            return None
        at = self.diary.free_time(by, starts_on + (ends_on - starts_on) / 2)
        meetings = Appointment.objects.filter(client=path.client_id, worker=by, starts_at=at, outcome="")

        def hold(on: date) -> None:
            for meeting in meetings:
                tell_outcome(meeting, "held", on=on, by=by)

        if at.date() < self.diary.until:
            self.diary.on(at.date(), hold)
        return paths.Interim(by, (at,))

    def assess_in_time(self, episode: Episode, *, continued: int = 3) -> None:
        """The final assessment some days before its deadline; the agreement is continued by so many months. A few are forgotten."""
        if turn(episode) % 11 == 4:
            return
        final = Assessment.objects.get(episode=episode, kind="final", held_on__isnull=True)

        def happening(on: date) -> None:
            worker = responsible_worker(episode.path.client, on)
            paths.hold_assessment(final, summary="Tavoite etenee.", next_step="jatko samassa paikassa", on=on, by=worker)
            episode.refresh_from_db()
            starts_on = episode.planned_ends_on + timedelta(days=1)
            ends_on = add_months(starts_on, continued) - timedelta(days=1)
            terms = terms_of(episode.path, starts_on, ends_on, on)
            live_agreement(self.town, self.diary, paths.continue_agreement(episode, terms=terms, on=on, by=worker))

        self.diary.on(final.due_on - timedelta(days=3), happening)


def _kind_of(path: Path) -> str:
    """One plan in ten is a joint one; whoever comes to rehabilitative work has an activation plan, and a third of the others."""
    if turn(path) % 10 == JOINT:
        return "joint"
    comes = LIFE[turn(path.client) % len(LIFE)] in (rehabilitative_work, resources_group, debts_beside_work)
    return "activation" if comes or turn(path) % 3 == 0 else "employment"


def only_plan(lives: Lives, path: Path, on: date, worker: User) -> None:
    """Meetings and a plan, no service yet."""


def rehabilitative_work(lives: Lives, path: Path, on: date, worker: User) -> None:
    starts_on, months = on + timedelta(days=14), 3 + turn(path) % 3
    place = lives.town.roomiest_place(starts_on)
    group = Group.objects.filter(name=YOUTH_GROUP).first() if path.client.age(on) <= YOUNG else None
    lives.assess_in_time(lives.agree(path, "ktt", place, starts_on, months, on=on, by=worker, group=group))


def work_tryout(lives: Lives, path: Path, on: date, worker: User) -> None:
    lives.assess_in_time(lives.agree(path, "tryout", "school", on + timedelta(days=10), 3, on=on, by=worker))


def resources_group(lives: Lives, path: Path, on: date, worker: User) -> None:
    """The group, then rehabilitative work right after it."""
    starts_on = on + timedelta(days=7)
    ends_on = starts_on + timedelta(days=41)
    service = lives.town.services["group"]
    group = paths.plan_episode(path, service=service, starts_on=starts_on, planned_ends_on=ends_on, on=on, by=worker)

    def goes_on(day: date) -> None:
        lives.assess_in_time(
            lives.agree(path, "ktt", "varikko", ends_on + timedelta(days=1), 4, on=day, by=worker, previous=group)
        )

    lives.diary.on(ends_on - timedelta(days=7), goes_on)


def training(lives: Lives, path: Path, on: date, worker: User) -> None:
    starts_on = on + timedelta(days=20)
    service = lives.town.services["training"]
    paths.plan_episode(path, service=service, starts_on=starts_on, planned_ends_on=date(2020, 12, 18), on=on, by=worker)


def debts_beside_work(lives: Lives, path: Path, on: date, worker: User) -> None:
    rehabilitative_work(lives, path, on, worker)
    paths.plan_episode(
        path,
        service=lives.town.services["debt"],
        starts_on=on + timedelta(days=5),
        planned_ends_on=on + timedelta(days=70),
        on=on,
        by=worker,
    )


def found_work(lives: Lives, path: Path, on: date, worker: User) -> None:
    """Work is found in spring: the path closes with its continuation plan delivered."""

    def happening(day: date) -> None:
        outcome = "open_market" if turn(path) % 2 else "subsidised"
        closure = paths.close_path(
            path,
            outcome=outcome,
            reason="Työsuhde alkoi",
            continuation_plan="Työnantajan ja asiakkaan yhteystiedot sovittu; seurantasoitto kolmen kuukauden päästä.",
            delivery=paths.Delivery("Keski-Suomen TE-toimisto", day),
            on=day,
            by=worker,
        )
        for row in closure.follow_ups.all():
            lives.diary.on(row.due_on, followed(row, outcome, worker))

    def followed(row: FollowUp, situation: str, worker: User) -> Callable[[date], None]:
        return lambda day: paths.record_follow_up(row, situation=situation, held_on=day, note="Työ jatkuu.", on=day, by=worker)

    lives.diary.on(on + timedelta(days=45), happening)


LIFE = (
    only_plan, rehabilitative_work, only_plan, work_tryout, only_plan, rehabilitative_work, resources_group, only_plan,
    rehabilitative_work, training, debts_beside_work, only_plan, found_work, rehabilitative_work, only_plan,
)  # fmt: skip
