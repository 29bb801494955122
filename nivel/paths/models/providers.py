from django.db import models
from django.db.models import F, Q

from nivel.access.history import recorded
from nivel.access.models import User
from nivel.paths.models.path import Path
from nivel.paths.models.plan import Task
from nivel.services.models import Place, Service


@recorded
class ProviderChoice(models.Model):
    """Palveluntuottajan valinta: a provider shown to the client, visited, and perhaps chosen by the client (REL-07, facts C2).

    What is chosen leads to a plan with the responsible guide, by the day of `task`.
    """

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="provider_choices")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    shown_on = models.DateField()
    shown_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    visited_on = models.DateField(null=True, blank=True)
    chosen_on = models.DateField(null=True, blank=True)
    client_said = models.CharField(max_length=300, blank=True)
    task = models.OneToOneField(Task, null=True, blank=True, on_delete=models.PROTECT, related_name="provider_choice")

    class Meta:
        ordering = ["shown_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["path", "service", "place"], name="providerchoice_shown_once"),
            models.UniqueConstraint(
                fields=["path", "service"], condition=Q(chosen_on__isnull=False), name="providerchoice_one_chosen"
            ),
            models.CheckConstraint(
                condition=Q(chosen_on__isnull=True, task__isnull=True) | Q(visited_on__lte=F("chosen_on"), task__isnull=False),
                name="providerchoice_visited_before_chosen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}"
