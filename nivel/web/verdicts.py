"""Tulkinnat sivulla: what each verdict answers in words, since when, what comes next, and Miksi?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from nivel.clients.models import BenefitPayment
from nivel.law.parameters import Parameter, parameter
from nivel.law.texts import shown
from nivel.law.topics import topics
from nivel.law.values_in_words import in_words
from nivel.law.verdict import Change, Verdict
from nivel.paths.duties import Done
from nivel.web.reasons import Told, day, language, numbers_of, told, written

NO_GROUND = {"activation.no_ground", "activation.integration_plan", "facts.born_unknown"}
INTEGRATING = {"activation.integration_plan"}
KTT = ("ktt_limits", "ktt_reimbursement", "expense_allowance")


@dataclass(frozen=True)
class ToldVerdict:
    """Tulkinta sanoina. `numbers` are the parameters behind it, `coming` the next change as a sentence."""

    name: str
    title: str
    answer: str
    since: date | None
    coming: str
    unsure: bool
    reasons: list[Told]
    numbers: list[Told]


def told_verdicts(verdicts: Mapping[str, Verdict], on: date) -> list[ToldVerdict]:
    """Every verdict in words, in the order the law gives them."""
    return [told_verdict(name, verdict, on) for name, verdict in verdicts.items()]


def speaking(
    verdicts: Mapping[str, Verdict], done: Mapping[str, Done], on: date, *, in_rehabilitative_work: bool
) -> list[ToldVerdict]:
    """Those verdicts that say something of this person: amounts that are the same for everybody stand on the screen Laki."""
    chosen = {name: each for name, each in verdicts.items() if _speaks(name, each, in_rehabilitative_work)}
    return [told_verdict(name, verdict, on, done.get(name)) for name, verdict in chosen.items()]


def _speaks(name: str, verdict: Verdict, in_rehabilitative_work: bool) -> bool:
    if name in KTT:
        return in_rehabilitative_work and verdict.value is not None
    return name in PERSONAL and PERSONAL[name](verdict)


def _holds_or_comes(verdict: Verdict) -> bool:
    return verdict.value is True or (verdict.value is False and verdict.next_change is not None)


def _activation_speaks(verdict: Verdict) -> bool:
    """Also when days are full and something stands in the way."""
    return _holds_or_comes(verdict) or (verdict.value is False and not {reason.code for reason in verdict.because} <= NO_GROUND)


PERSONAL: Mapping[str, Callable[[Verdict], bool]] = {
    "municipal_share": lambda verdict: True,
    "activation_plan": _activation_speaks,
    "joint_service": _holds_or_comes,
    "interview_due_on": lambda verdict: verdict.value is not None,
    "youth_guarantee": _holds_or_comes,
    "employment_obligation": _holds_or_comes,
    "programmes": lambda verdict: any((verdict.value or {}).values()),
}


def told_verdict(name: str, verdict: Verdict, on: date, done: Done | None = None) -> ToldVerdict:
    """A verdict in words; what has been `done` is told as done, and does not come as a duty."""
    title = topics()[name].title[language()] if name in topics() else name
    change = verdict.next_change
    coming = _coming(name, change) if change is not None and not (done and change.value is True) else ""
    answer = _answer(name, verdict, on, done)
    unsure = verdict.confidence == "low"
    return ToldVerdict(name, title, answer, verdict.since, coming, unsure, told(verdict), numbers_of(name, on))


def _answer(name: str, verdict: Verdict, on: date, done: Done | None) -> str:
    if verdict.value is None:
        return _("No answer: see why.")
    if done is not None and name in ANSWERS_DONE:
        return ANSWERS_DONE[name](verdict, done)
    return ANSWERS.get(name, _by_parameters(name, on))(verdict)


def _share(verdict: Verdict) -> str:
    names = {code: str(label).capitalize() for code, label in BenefitPayment.Benefit.choices}
    text = ngettext(
        "%(benefit)s: %(days)s day counted, the municipality pays %(percent)s %%",
        "%(benefit)s: %(days)s days counted, the municipality pays %(percent)s %%",
        verdict.days_counted,
    )
    return text % {"benefit": names.get(verdict.benefit, ""), "days": verdict.days_counted, "percent": verdict.value}


def _activation(verdict: Verdict) -> str:
    if not verdict.value and {reason.code for reason in verdict.because} & INTEGRATING:
        return _("No activation plan needs to be made.")
    if not verdict.value:
        return _(
            "The activation condition is not met, so it requires no plan. "
            "Rehabilitative work still needs an activation plan or a multisectoral employment plan."
        )
    if verdict.replaced_by_joint_plan:
        return _("A ground exists; the multisectoral employment plan replaces the activation plan.")
    return _("An activation plan must be made; begun by: %(who)s.") % {"who": shown(verdict.initiator, language())}


def _activation_done(verdict: Verdict, done: Done) -> str:
    if done.by == "joint" and verdict.value:
        return _activation(verdict)
    text = (
        _("A ground exists; the activation plan is in force since %(day)s.")
        if verdict.value
        else _("The activation condition is not met. The plan that rehabilitative work needs is in force since %(day)s.")
    )
    return text % {"day": day(done.on)}


def _joint_done(_verdict: Verdict, done: Done) -> str:
    return _("The need of joint service was assessed on %(day)s.") % {"day": day(done.on)}


def _joint(verdict: Verdict) -> str:
    return (
        _("The need of joint service must be assessed.")
        if verdict.value
        else _("The need of joint service need not be assessed.")
    )


def _interview(verdict: Verdict) -> str:
    return _("The next interview is due by %(day)s.") % {"day": day(verdict.value)}


def _youth(verdict: Verdict) -> str:
    if not verdict.value:
        return _("Does not belong to the youth guarantee.")
    return _("Belongs to the youth guarantee: the offer is due by %(day)s.") % {"day": day(verdict.due_on)}


def _obligation(verdict: Verdict) -> str:
    return _("The municipality must arrange work.") if verdict.value else _("The municipality need not arrange work.")


def _programmes(verdict: Verdict) -> str:
    names = [parameter(f"programmes.{name}").title[language()] for name, belongs in verdict.value.items() if belongs]
    return (
        _("Belongs to the target group: %(names)s") % {"names": ", ".join(names)} if names else _("Belongs to no target group.")
    )


def _wage_subsidy(verdict: Verdict) -> str:
    value = verdict.value
    months = _("the whole time") if value["months"] is None else _months(value["months"])
    text = _("%(percent)s %% of the wage costs, %(months)s") % {"percent": value["percent"], "months": months}
    return (
        text
        if value["monthly_amount"] is None
        else f"{text}, {_euros(value['monthly_amount'])} {pgettext('wage subsidy', 'a month')}"
    )


def _months(count: int) -> str:
    return ngettext("%(months)s month", "%(months)s months", count) % {"months": count}


def _grant(verdict: Verdict) -> str:
    terms = {"amount": _euros(verdict.value["per_day"]), "time": _months(verdict.value["max_months"])}
    return _("%(amount)s a day, at most %(time)s") % terms


def _euros(amount: str) -> str:
    return f"{shown(Decimal(amount), language())} €"


def _by_parameters(name: str, on: date) -> Callable[[Verdict], str]:
    """A verdict that is its parameters: each of them with its value."""

    def answer(_verdict: Verdict) -> str:
        held = topics()[name].in_force(on) if name in topics() else []
        return "; ".join(f"{each.title[language()]}: {in_words(value.value, each.unit, language())}" for each, value in held)

    return answer


ANSWERS: Mapping[str, Callable[[Verdict], str]] = {
    "municipal_share": _share,
    "activation_plan": _activation,
    "joint_service": _joint,
    "interview_due_on": _interview,
    "youth_guarantee": _youth,
    "employment_obligation": _obligation,
    "programmes": _programmes,
    "wage_subsidy": _wage_subsidy,
    "start_up_grant": _grant,
}

# What is said instead when the person's own records tell that the duty is done.
ANSWERS_DONE: Mapping[str, Callable[[Verdict, Done], str]] = {
    "activation_plan": _activation_done,
    "joint_service": _joint_done,
}


def _coming(name: str, change: Change) -> str:
    terms = {"day": day(change.on), "what": _changed(name, change), "act": written(change.citation) if change.citation else ""}
    if change.citation is not None:
        return _("%(day)s the law changes (%(act)s): %(what)s") % terms
    if change.assuming == "benefit continues without a break":
        return _("%(day)s, if the benefit goes on without a break: %(what)s") % terms
    return _("%(day)s: %(what)s") % terms


def _changed(name: str, change: Change) -> str:
    if name == "municipal_share":
        return _("the municipality pays %(percent)s %%") % {"percent": change.value}
    if isinstance(change.value, bool):
        return short_of(name) if change.value else _("no longer concerns the person")
    if change.value is None:
        return _("the rule is repealed")
    if isinstance(change.value, Mapping):
        return _("the rule comes into force")
    if isinstance(change.value, date):
        return _("the next day is %(day)s") % {"day": day(change.value)}
    given = next((each for each in topics()[name].parameters if _begins(each, change)), None)
    return shown(change.value, language()) if given is None else in_words(change.value, given.unit, language())


def _begins(given: Parameter, change: Change) -> bool:
    value = given.on(change.on)
    return value is not None and value.from_day == change.on and value.value == change.value


def short_of(name: str) -> str:
    """A verdict that comes to hold, in a few words."""
    return {
        "activation_plan": _("an activation plan must be made"),
        "joint_service": _("the need of joint service must be assessed"),
        "employment_obligation": _("the municipality must arrange work"),
        "youth_guarantee": _("offer of the youth guarantee due"),
    }.get(name, _("holds"))
