from django.contrib.postgres.fields import ArrayField
from django.db import models

from nivel.access.history import recorded
from nivel.access.models import User


@recorded
class ImportBatch(models.Model):
    """Tuontierä: one list applied, whole or not at all. `outcome` is what was told of it: counts, totals, rejected rows, notices."""

    source = models.CharField(max_length=40)
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    months = ArrayField(models.DateField(), default=list, blank=True)
    as_of = models.DateField()
    programme = models.CharField(max_length=40, blank=True)
    outcome = models.JSONField(default=dict)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["source", "sha256"], name="importbatch_same_file")]

    def __str__(self) -> str:
        return f"{self.source} {self.read_at:%Y-%m-%d}"


class ImportChange(models.Model):
    """Tuonnin muuttama rivi: what a batch made (`before` is empty) or changed, so that it can be undone exactly.

    Payments that a batch made are not here: they carry the batch's number themselves.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="changes", db_index=False)
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "table", "row"], name="importchange_once_a_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


@recorded
class ColumnMapping(models.Model):
    """Muistettu sarakekartta: which header is which field, as somebody corrected it for a source's lists."""

    source = models.CharField(max_length=40, unique=True)
    columns = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["source"]

    def __str__(self) -> str:
        return self.source


class HeldList(models.Model):
    """Odottava lista: a file given on the screen, kept encrypted until it is applied or left, and no longer than a day."""

    token = models.CharField(max_length=43, unique=True)
    file_name = models.CharField(max_length=120)
    content = models.BinaryField()
    source = models.CharField(max_length=40, blank=True)
    columns = models.JSONField(default=dict)
    held_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    held_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_at"]

    def __str__(self) -> str:
        return self.file_name
