"""Prosessit (processes): each municipality's own way, step by step, as `[[processes]]` of the catalogue (JOU-92).

A `carried` process is one through which a client is taken: each step then has its owner and its day, and the process is one way only,
so that no step can be left without another. `known_by` names the fact by which a step of another process is seen to be done.
"""

from nivel.programmes.model import Process, Step
from nivel.programmes.node import Node

# What must be there before a step is left, by the name the file tells.
NEEDS = ("transfer", "professions", "held")


def processes(node: Node) -> tuple[Process, ...]:
    return tuple(each.read(_process) for each in node.nodes("processes"))


def _process(node: Node) -> Process:
    steps = tuple(each.read(_step) for each in node.nodes("steps"))
    codes = {step.code for step in steps}
    for place, step in enumerate(steps):
        for follower in step.leads_to:
            if follower not in codes:
                raise node.fault(f"steps[{place}].leads_to", f"{follower!r} is no step of the process")
    made = Process(
        code=node.text("code"),
        title=node.words("title"),
        steps=steps,
        source=node.text("source"),
        carried=node.take("carried", bool, False),
        service=node.text("service", ""),
        note=node.text("note", ""),
    )
    if made.carried and not any(not step.leads_to for step in steps):
        raise node.fault("steps", "lead nowhere: a carried process needs a step that ends it")
    return made


def _step(node: Node) -> Step:
    needs = node.texts("needs", [])
    for need in needs:
        if need not in NEEDS:
            raise node.fault("needs", f"{need!r} is none of {', '.join(NEEDS)}")
    return Step(
        code=node.text("code"),
        title=node.words("title"),
        actor=node.text("actor"),
        leads_to=node.texts("leads_to", []),
        days=node.take("days", int, 0),
        needs=needs,
        assessment=node.text("assessment", ""),
        known_by=node.text("known_by", ""),
    )
