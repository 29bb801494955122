"""Laki sivuilla: what a stored decision rested on, for web/parts/why.html."""

from collections.abc import Mapping
from typing import Any

from django import template

from nivel.web.basis import told_basis
from nivel.web.reasons import Told

register = template.Library()


@register.filter
def basis(frozen: Mapping[str, Any]) -> list[Told]:
    """The frozen basis of a decision in words."""
    return told_basis(frozen or {})
