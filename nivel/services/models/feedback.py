from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.services.models.groups import Group
from nivel.services.models.supply import Place, Service


@recorded
class Feedback(models.Model):
    """Palaute: what a client, a partner or an expert by experience said of a service, group or place (JOU-74, JOU-76, JOU-89).

    A client's answer names nobody: neither a name nor a link to the person is stored. What came of an answer is told with the
    later group in which it was used.
    """

    class Giver(models.TextChoices):
        CLIENT = "client", _("client")
        PARTNER = "partner", _("partner")
        EXPERT = "expert", _("expert by experience")

    giver = models.CharField(max_length=10, choices=Giver)
    giver_name = models.CharField(max_length=120, blank=True)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback")
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback")
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="feedback")
    given_on = models.DateField()
    grade = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)])
    text = models.TextField(blank=True)
    idea = models.TextField(blank=True)
    used_in_group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="used_feedback")
    used_on = models.DateField(null=True, blank=True)
    used_how = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__isnull=True) | Q(grade__range=(1, 5)), name="feedback_grade_one_to_five"),
            models.CheckConstraint(condition=Q(grade__isnull=False) | ~Q(text="") | ~Q(idea=""), name="feedback_tells_something"),
            models.CheckConstraint(
                condition=~Q(giver="client")
                | Q(giver_name="") & (Q(service__isnull=False) | Q(group__isnull=False) | Q(place__isnull=False)),
                name="feedback_of_client_is_nameless_and_of_something",
            ),
            models.CheckConstraint(
                condition=Q(used_in_group__isnull=True, used_on__isnull=True, used_how="")
                | Q(used_in_group__isnull=False, used_on__gte=F("given_on")) & ~Q(used_how=""),
                name="feedback_use_is_told_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_giver_display()} {self.given_on}"
