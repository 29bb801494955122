"""Kunnan toimenpidesuunnitelma ja hankkeen loppuraportti (REL-29, REL-09)."""

from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.documents.models import Document


@recorded
class ActionPlan(models.Model):
    """Toimenpidesuunnitelma: the municipality's and the joint service's plan of some years to lower structural unemployment (REL-29)."""

    name = models.CharField(max_length=160)
    municipality = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="action_plans")
    partner = models.CharField(max_length=160, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    approved_on = models.DateField()
    approved_by = models.CharField(max_length=120)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="actionplan_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


@recorded
class PlanMeasure(models.Model):
    """Toimenpide: what is done towards a goal of the plan, by whom and by which day, and by what it is seen."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="measures")
    goal = models.CharField(max_length=200)
    measure = models.CharField(max_length=300)
    indicator = models.CharField(max_length=160, blank=True)
    responsible = models.CharField(max_length=120)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "goal", "due_on", "pk"]

    def __str__(self) -> str:
        return self.measure


@recorded
class MeasureFollowUp(models.Model):
    """Toimenpiteen seuranta: what has come of a measure by a day."""

    measure = models.ForeignKey(PlanMeasure, on_delete=models.CASCADE, related_name="follow_ups")
    held_on = models.DateField()
    text = models.TextField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.held_on}"


@recorded
class FinalReport(models.Model):
    """Hankkeen loppuraportti: the report of a whole project to its grantor on the ALMA form, as it was made (REL-09)."""

    programme = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="final_report")
    made_on = models.DateField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="finalreport_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.starts_on}"
