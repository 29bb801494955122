from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nivel.access.history import recorded
from nivel.access.models import Organisation, User
from nivel.clients.models import Client
from nivel.paths.models import Plan
from nivel.services.models import LinkedUnit, Service


class Referrals(models.QuerySet["Referral"]):
    def unanswered(self, on: date) -> "Referrals":
        return self.filter(Q(answered_on__isnull=True) | Q(answered_on__gt=on), received_on__lte=on)

    def coming_in(self) -> "Referrals":
        return self.filter(to_organisation__isnull=True)

    def going_out(self) -> "Referrals":
        return self.filter(to_organisation__isnull=False)


@recorded
class Referral(models.Model):
    """Ohjaus: a person is shown to a service or programme on somebody's initiative, and it is answered (KEM-14, KEM-17).

    Without `to_organisation` it comes to our own programme; with it, it goes out and the answer is told by the receiver.
    """

    class Initiator(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        LABOUR_AUTHORITY = "labour_authority", _("labour authority")
        KELA = "kela", _("Kela")
        PROVIDER = "provider", _("service provider")
        CLIENT = "client", _("the client")

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("referral", "accepted")
        RETURNED = "returned", pgettext_lazy("referral", "returned")

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="referrals")
    programme = models.CharField(max_length=40)
    initiator = models.CharField(max_length=20, choices=Initiator)
    from_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals_out"
    )
    from_person = models.CharField(max_length=120, blank=True)
    to_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals_in"
    )
    linked_unit = models.ForeignKey(LinkedUnit, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    reason = models.CharField(max_length=500)
    received_on = models.DateField()
    answer_due_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer_reason = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="referrals")
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    objects = Referrals.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True) | (~Q(answer="") & Q(answered_on__isnull=False)),
                name="referral_answer_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(answer="returned") | ~Q(answer_reason=""), name="referral_returned_with_reason"),
        ]
        indexes = [models.Index(fields=["received_on"], condition=Q(answer=""), name="referral_unanswered")]

    def __str__(self) -> str:
        return f"{self.get_initiator_display()} {self.received_on}"


@recorded
class Eligibility(models.Model):
    """Edellytysten tarkistus: the programme's criteria for a person on the day of entry, with what was judged and needed (KEM-09, KEM-10).

    `criteria` freezes each criterion's answer as it was; `without_work_since` is what the person tells when no register knows (KEM-12).
    """

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="eligibilities")
    judged_on = models.DateField()
    judgements = models.JSONField()
    ground = models.CharField(max_length=500)
    needs = models.JSONField()
    without_work_since_on = models.DateField(null=True, blank=True)
    criteria = models.JSONField()
    belongs = models.BooleanField()
    law_says = models.BooleanField(null=True)
    priority = models.BooleanField()
    judged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-judged_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.judged_on}"


@recorded
class Selection(models.Model):
    """Valintapäätös: who is taken, when all cannot be at once, decided by the municipality with its reason (KEM-15)."""

    referral = models.OneToOneField(Referral, on_delete=models.CASCADE, related_name="selection")
    taken = models.BooleanField()
    decided_on = models.DateField()
    decider = models.CharField(max_length=120)
    reason = models.CharField(max_length=500)
    rank = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.decided_on}"
