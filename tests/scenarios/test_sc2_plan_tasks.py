"""SC2, steps 4 and 6: what the plan's services bring to each role, and the agreement delivered to the TE office (JOU-59)."""

from datetime import timedelta

import pytest

from nivel.access.models import Organisation
from nivel.paths import commands
from nivel.paths.agreement_refusals import NotConfirmedYet
from nivel.paths.commands.planning import Occasion, PlanContent, ServiceTerms, agree_plan
from nivel.paths.models import AgreementDelivery, Plan
from nivel.services.models import Service
from tests.paths.agreeing import agree, planned
from tests.world import BEGAN, DAY, make_user, moment

pytestmark = pytest.mark.django_db
SOON = DAY + timedelta(days=14)


@pytest.mark.requirement("JOU-59")
def test_the_te_expert_writes_the_plan_each_role_gets_its_tasks_and_the_agreement_is_delivered_to_te(world):
    te = Organisation.objects.create(name="Keski-Suomen TE-toimisto", kind="labour_authority")
    expert = make_user("Mikko", "Ranta", "te_expert", te.units.create(name="Joutsa", starts_on=BEGAN))
    training = Service.objects.create(
        name="Työvoimakoulutus", kind="labour_training", direction="education", arranger=te, starts_on=BEGAN
    )
    path = planned(world)
    former = Plan.objects.get(path=path)

    def written(services, *, by, seen):
        content = PlanContent(
            goals=(("Töihin", "work"),), services=tuple(ServiceTerms(each, "Töihin", SOON) for each in services)
        )
        return agree_plan(
            path, kind="activation", content=content, occasion=Occasion(DAY), review_on=DAY + timedelta(days=80),
            seen=seen, reason="Päivitys", on=DAY, by=by,
        )  # fmt: skip

    public = written([training], by=expert, seen=former.pk)
    assert public.made_by == expert
    (follows,) = public.tasks.filter(doer="partner")
    assert (follows.partner, "soita asiakkaalle" in follows.text) == (str(te), True)
    assert not public.tasks.filter(doer="worker").exists()
    ours = written([training, world.rehabilitative_work], by=world.aino, seen=public.pk)
    texts = {task.text for task in ours.tasks.filter(doer="worker", worker=world.aino)}
    assert texts == {
        "Kuntouttava työtoiminta: Järjestä kuntouttava työtoiminta ja tee sopimus",
        "Kuntouttava työtoiminta: Toimita sopimus TE-toimistoon",
    }
    assert not ours.tasks.filter(doer="partner").exists(), "what the municipality arranges is not TE's to follow"
    agreement = agree(world, path, plan=ours)
    told = {"delivered_to": te.name, "channel": "secure_mail", "on": SOON, "by": world.clerk}
    with pytest.raises(NotConfirmedYet):
        commands.deliver_agreement(agreement, delivered_on=SOON, **told)
    commands.confirm_agreement(agreement, on=DAY, at=moment(DAY), by=world.counsellor)
    commands.deliver_agreement(agreement, delivered_on=SOON, **told)
    (delivery,) = AgreementDelivery.objects.filter(agreement=agreement)
    assert (delivery.delivered_to, delivery.delivered_on) == (te.name, SOON)
