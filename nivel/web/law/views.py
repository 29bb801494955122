"""Laki: "Mitä laki sanoo, mistä päivästä ja missä se lukee?" Parameters on a time line, rules in words, cases, a calculator."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from nivel.law.evaluation import RULES, verdicts
from nivel.law.facts import WrongFact
from nivel.law.topics import Topic, topics
from nivel.web.law.calculator import PersonForm
from nivel.web.law.lines import case_lines, parameter_line, wording_lines
from nivel.web.reasons import language
from nivel.web.verdicts import told_verdicts


def law(request: HttpRequest) -> HttpResponse:
    """Every rule with what it says today; found by a word of its title, wording or parameters."""
    sought = request.GET.get("sought", "").strip()
    found = [each for each in topics().values() if _speaks_of(each, sought)]
    ordered = sorted(found, key=lambda each: list(RULES).index(each.name) if each.name in RULES else len(RULES))
    rows = [(each, each.title[language()], _says(each, request.day)) for each in ordered]
    return render(request, "law/law.html", {"rows": rows, "sought": sought, "may_calculate": True})


def _says(topic: Topic, on: date) -> str:
    wording = topic.wording_on(on)
    return wording.say(language()) if wording else ""


def _speaks_of(topic: Topic, sought: str) -> bool:
    """Whether every word sought is somewhere in the topic's own words."""
    told = [topic.title[language()], *(wording.say(language()) for wording in topic.wordings)]
    told += [f"{each.title[language()]} {value.citation}" for each in topic.parameters for value in each.values]
    text = " ".join(told).casefold()
    return all(word in text for word in sought.casefold().split())


def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """One rule: its wordings, its parameters on a time line and its cases."""
    found = topics().get(topic)
    if found is None:
        raise Http404
    context = {
        "title": found.title[language()],
        "wordings": wording_lines(found, request.day),
        "parameters": [parameter_line(each, request.day) for each in found.parameters],
        "cases": case_lines(topic),
    }
    return render(request, "law/topic.html", context)


def calculator(request: HttpRequest) -> HttpResponse:
    """What the law says of an invented person. Nothing is stored and nobody is looked up."""
    form = PersonForm(request.POST or None, initial={"on": request.day})
    told, on = [], request.day
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            told = told_verdicts(verdicts(form.facts(), on), on)
        except WrongFact as wrong:
            form.add_error(None, " ".join(wrong.sentences))
    return render(request, "law/calculator.html", {"form": form, "verdicts": told, "on": on})
