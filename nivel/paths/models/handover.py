from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nivel.access.history import recorded, recorded_without
from nivel.access.models import Organisation, Unit, User
from nivel.clients.models import Disclosure
from nivel.meetings.models import Appointment
from nivel.paths.models.caseload import Caseload
from nivel.paths.models.episodes import Assessment, Episode
from nivel.paths.models.path import Path


class Handovers(models.QuerySet["Handover"]):
    def open_on(self, on: date) -> "Handovers":
        """Neither arrived (accepted and met) nor returned by the day."""
        arrived = Q(accepted_on__lte=on, met_on__lte=on)
        return self.filter(proposed_on__lte=on).exclude(arrived).exclude(returned_on__lte=on)


@recorded
class Handover(models.Model):
    """Saattaen vaihto: handing a person over so that nobody falls between (KEM-27, C2).

    Days tell the state: proposed, client agreed, joint meeting, accepted, met. Open until the receiver has accepted and met the
    client, or returned it with a reason; the sender is responsible until then. Another organisation's receiver has no account:
    then the sender tells the answer and the arrival, and who told them.
    """

    class Scope(models.TextChoices):
        WITHIN_UNIT = "within_unit", _("within the unit")
        BETWEEN_UNITS = "between_units", _("between units")
        ORGANISATION = "organisation", _("to another organisation")
        PROGRAMME = "programme", _("to another programme")

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="handovers")
    from_episode = models.ForeignKey(Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_out")
    to_episode = models.ForeignKey(Episode, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_in")
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sent_handovers")
    from_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_out")
    receiver = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="received_handovers")
    to_unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_in")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_in")
    contact_person = models.CharField(max_length=120, blank=True)
    contact_details = models.CharField(max_length=120, blank=True)
    to_programme = models.CharField(max_length=40, blank=True)
    caseload = models.ForeignKey(Caseload, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers")
    reason = models.CharField(max_length=500)
    # The needs assessment to which the client is escorted; it is held after the arrival (JOU-18).
    assessment = models.ForeignKey(Assessment, null=True, blank=True, on_delete=models.SET_NULL, related_name="escorts")
    proposed_on = models.DateField()
    client_agreed_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    meeting_held_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    arrival_told_by = models.CharField(max_length=120, blank=True)
    returned_on = models.DateField(null=True, blank=True)
    return_reason = models.CharField(max_length=500, blank=True)

    objects = Handovers.as_manager()

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(sender=F("receiver")), name="handover_to_somebody_else"),
            models.CheckConstraint(
                condition=Q(receiver__isnull=False, organisation__isnull=True)
                | (Q(receiver__isnull=True, organisation__isnull=False) & ~Q(contact_person="")),
                name="handover_has_one_named_receiver",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) | Q(met_on__isnull=True) | ~Q(arrival_told_by=""),
                name="handover_outside_arrival_is_told",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | (Q(met_on__isnull=True) & ~Q(return_reason="")),
                name="handover_returned_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(accepted_on__isnull=False), name="handover_met_after_accepting"
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=Q(returned_on__isnull=True) & (Q(accepted_on__isnull=True) | Q(met_on__isnull=True)),
                name="handover_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender} - {self.receiver_name}"

    @property
    def outside(self) -> bool:
        """Whether the receiver is another organisation's, without an account here."""
        return self.organisation_id is not None

    @property
    def receiver_name(self) -> str:
        """Who receives, as a sentence names them."""
        return f"{self.contact_person}, {self.organisation}" if self.outside else f"{self.receiver}"

    @property
    def scope(self) -> "Handover.Scope":
        """How far the person moves, by the programme, the organisation and the units of that day."""
        if self.to_programme:
            return self.Scope.PROGRAMME
        if self.outside or (self.from_unit and self.to_unit and self.from_unit.organisation_id != self.to_unit.organisation_id):
            return self.Scope.ORGANISATION
        return self.Scope.WITHIN_UNIT if self.from_unit_id == self.to_unit_id else self.Scope.BETWEEN_UNITS


@recorded_without("cipher")
class HandoverText(models.Model):
    """Siirrossa kerrottu: what the receiver is told, one text for each class of data, on the ground of its own transfer (C4).

    So a permission for plans never carries a word about health: each text goes on, and is shown, by the rule of its class. It is
    encrypted in `cipher`, never searched or exported, and in no history.
    """

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="texts")
    disclosure = models.OneToOneField(Disclosure, on_delete=models.PROTECT, related_name="handover_text")
    cipher = models.BinaryField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.disclosure}"


@recorded
class HandoverMeeting(models.Model):
    """Siirtoneuvottelun aika: the joint meeting in the calendar of one of the two workers (VPA-18)."""

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="meetings")
    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="handover_meeting")

    class Meta:
        ordering = ["appointment__starts_at", "pk"]

    def __str__(self) -> str:
        return f"{self.appointment}"
