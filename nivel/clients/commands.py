"""Changes of a person's own facts: registering, contact details, protection, and who works with them."""

from datetime import date

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from nivel.access.commands import make_user, open_own_account
from nivel.access.history import command
from nivel.access.models import ClientAccount, Unit, User
from nivel.access.refusal import Refusal
from nivel.clients.codes import IdentityCode, blind_index, encrypted
from nivel.clients.languages import paper_language
from nivel.clients.models import CareRelationship, Client, ContactDetail, Protection
from nivel.clients.names import search_name, search_value, sort_name
from nivel.timeline.period import DAY


class ChangeNeedsGround(Refusal):
    """JOU-17: the client is not passed from worker to worker without grounds."""

    sentence = _("%(worker)s is the responsible worker. A change needs a written ground.")


class NotAWorker(Refusal):
    sentence = _("%(worker)s has no account in use, so they cannot be responsible for a client.")


class EmptyDetail(Refusal):
    sentence = _("Write the contact detail before saving it.")


class BeforeItBegan(Refusal):
    sentence = _("The day is before %(day)s, when this began.")


@command
def register_client(
    code: IdentityCode,
    *,
    last_name: str,
    first_names: str,
    on: date,
    by: User | None,
    language: str = "fi",
    home_municipality: str = "",
) -> Client:
    """The person of that identity code, made when not known before. Names already known are kept."""
    client, made = Client.objects.get_or_create(
        code_index=blind_index(code),
        defaults={
            "code_cipher": encrypted(code.text),
            "born_on": code.born_on,
            "sex": code.sex,
            "last_name": last_name,
            "first_names": first_names,
            "sort_name": sort_name(last_name, first_names),
            "search_name": search_name(last_name, first_names),
            "language": language,
            "home_municipality": home_municipality,
            "first_seen_on": on,
        },
    )
    if not made and not client.sex:  # made before the sex was kept
        client.sex = code.sex
        client.save(update_fields=["sex"])
    return client


@command
def change_contact_detail(client: Client, kind: str, value: str, *, source: str, on: date, by: User | None) -> ContactDetail:
    """Take a new phone number, e-mail or address into use; the same value again is only checked. Raises EmptyDetail."""
    value = " ".join(value.split()) if kind != ContactDetail.Kind.ADDRESS else value.strip()
    if not value:
        raise EmptyDetail
    _lock(client)
    current = ContactDetail.objects.filter(client=client, kind=kind, ends_on__isnull=True).first()
    if current and current.value == value:
        return _checked(current, on)
    if current:
        current.ends_on = max(on - DAY, current.starts_on)
        current.save(update_fields=["ends_on"])
    return ContactDetail.objects.create(
        client=client, kind=kind, value=value, search_value=search_value(value), source=source, starts_on=on, checked_on=on
    )


def _checked(detail: ContactDetail, on: date) -> ContactDetail:
    if detail.checked_on < on:
        detail.checked_on = on
        detail.save(update_fields=["checked_on"])
    return detail


@command
def check_contact_details(client: Client, *, on: date, by: User | None) -> int:
    """Mark the details in use as checked with the person that day; returns how many there were (JOU-81)."""
    return ContactDetail.objects.filter(client=client, ends_on__isnull=True, checked_on__lt=on).update(checked_on=on)


@command
def change_language(client: Client, language: str, *, by: User | None, interpreter: str = "") -> None:
    """The language the person uses with us (ISO code), and the language of an interpreter when one is needed (RAA-06)."""
    client.language, client.interpreter = language, interpreter
    client.save(update_fields=["language", "interpreter"])


@command
def answer_protection(client: Client, answer: str, *, source: str, on: date, by: User | None) -> Protection:
    """Record whether the contact details are protected (turvakielto), from where it is known and on which day."""
    return Protection.objects.create(
        client=client, answer=Protection.Answer(answer), source=source, answered_on=on, answered_by=by
    )


@command
def start_relationship(
    client: Client, worker: User, kind: str, *, ground: str, on: date, by: User | None, unit: Unit | None = None
) -> CareRelationship:
    """Let a worker work with the person from a day on; the same relationship in force is not made twice."""
    current = CareRelationship.objects.filter(client=client, worker=worker, kind=kind).in_force(on).first()
    return current or CareRelationship.objects.create(
        client=client, worker=worker, kind=kind, ground=ground, starts_on=on, unit=unit or unit_of(worker, on), made_by=by
    )


def unit_of(worker: User, on: date) -> Unit | None:
    """The unit where the worker has most of the working time on the day, if in any."""
    rows = worker.role_assignments.in_force(on).select_related("unit").order_by(F("time_share").desc(nulls_last=True), "pk")
    row = rows.first()
    return row.unit if row else None


@command
def end_relationship(relationship: CareRelationship, *, on: date, by: User | None, ground: str) -> None:
    """End a relationship so that the day is its last. Raises BeforeItBegan."""
    if on < relationship.starts_on:
        raise BeforeItBegan(day=relationship.starts_on)
    relationship.ends_on = on
    relationship.save(update_fields=["ends_on"])


@command
def name_responsible(
    client: Client, worker: User, *, on: date, by: User | None, ground: str = "", unit: Unit | None = None
) -> CareRelationship:
    """Name the responsible worker (vastuutyöntekijä). The first needs no ground; a change does (JOU-17, C3).

    Raises ChangeNeedsGround, NotAWorker. The former one's responsibility ends the day before, and they keep seeing the
    person for a while, as every own client.
    """
    if not worker.is_active:
        raise NotAWorker(worker=worker)
    _lock(client)
    rows = CareRelationship.objects.filter(client=client, kind=CareRelationship.Kind.RESPONSIBLE)
    if later := rows.filter(starts_on__gt=on).first():
        raise BeforeItBegan(day=later.starts_on)
    current = rows.in_force(on).select_related("worker").first()
    if current and current.worker_id == worker.pk:
        return current
    if current and not ground.strip():
        raise ChangeNeedsGround(worker=current.worker)
    if current:
        _give_up(current, on)
    return CareRelationship.objects.create(
        client=client,
        worker=worker,
        kind=CareRelationship.Kind.RESPONSIBLE,
        ground=ground.strip() or str(_("first contacted worker")),
        starts_on=on,
        unit=unit or unit_of(worker, on),
        made_by=by,
    )


def _give_up(current: CareRelationship, on: date) -> None:
    """End a responsibility before the day; one begun the same day never held and turns into working together."""
    if current.starts_on < on:
        current.ends_on = on - DAY
    else:
        current.kind, current.ends_on = CareRelationship.Kind.TEAM, on
    current.save(update_fields=["kind", "ends_on"])


def _lock(client: Client) -> None:
    """One change of a person at a time, so that two workers never both win."""
    Client.objects.select_for_update().only("pk").get(pk=client.pk)


# --- The client's own account ---------------------------------------------------------------------------------------------


@command
def open_account(client: Client, username: str, *, on: date, by: User | None) -> ClientAccount:
    """The client's own account and what it opens in one act, so that none is left without (REL-05). Raises as make_user."""
    language = paper_language(client.language)
    user = make_user(username, first_name=client.first_names, last_name=client.last_name, language=language, by=by)
    return open_own_account(user, client.pk, on=on, by=by)
