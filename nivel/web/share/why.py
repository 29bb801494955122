"""Miksi?: why the municipality's share of a listed person is what it is, and where Kela tells otherwise."""

from datetime import date

from django.utils.translation import gettext as _

from nivel.law.facts import Payment
from nivel.law.texts import shown_day
from nivel.money.authority import Authority, serving_authority
from nivel.money.queries import ListedPerson
from nivel.web.reasons import told, written


def why(person: ListedPerson, on: date) -> list[dict[str, str]]:
    """The law's reasons with their sections, then since when, what comes, who serves, and what Kela tells otherwise."""
    ours = [*_since(person), *_ahead(person), *_authority(person, on), *_otherwise(person), *_unmatched(person.unmatched)]
    return [*told(person.verdict), *({"text": text, "citation": ""} for text in ours)]


def _day(day: date | None) -> str:
    return shown_day(day) if day else ""


def _since(person: ListedPerson) -> list[str]:
    """From which day the municipality has been liable (JOU-52)."""
    if not person.verdict.value:
        return []
    if person.verdict.since is None:
        text = _("The municipality bore this share already before %(day)s, where our lists begin.")
        return [text % {"day": _day(person.known_from)}]
    return [_("The municipality has borne this share since %(day)s.") % {"day": _day(person.verdict.since)}]


def _ahead(person: ListedPerson) -> list[str]:
    change = person.verdict.next_change
    if change is None:
        return []
    terms = {"percent": change.value, "day": _day(change.on), "act": written(change.citation) if change.citation else ""}
    if change.citation is not None:
        return [_("The law changes %(day)s (%(act)s): the share is %(percent)s %%.") % terms]
    return [_("If the benefit goes on without a break, the share is %(percent)s %% from %(day)s.") % terms]


def _authority(person: ListedPerson, on: date) -> list[str]:
    if serving_authority(person.verdict, on) == Authority.LABOUR:
        return [_("Until then the labour authority serves the person in the first place.")]
    return []


def _otherwise(person: ListedPerson) -> list[str]:
    found = []
    if not person.days_known:
        found.append(_("The list does not tell the days accumulated: only those of the lists we have read are counted."))
    elif not person.days_agree:
        text = _(
            "Kela counts %(kela)s days by %(day)s, the law %(law)s. Kela's column is not reduced when a payment is corrected."
        )
        found.append(text % {"kela": person.kela_days, "law": person.days_then, "day": _day(person.kela_days_on)})
    if not person.percent_agrees:
        found.append(_("On the list Kela charged %(percent)s %%.") % {"percent": person.kela_percent})
    return found


def _unmatched(payments: tuple[Payment, ...]) -> list[str]:
    text = _("A correction of %(days)s days for %(first)s–%(last)s: the payment it corrects is on no list we have read.")
    return [text % {"days": paid.days, "first": _day(paid.starts_on), "last": _day(paid.ends_on)} for paid in payments]
