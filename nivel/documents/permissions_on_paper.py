"""Kirjallinen lupa: a written permission is given and its document made in one, so that neither stands alone (VAL-42)."""

from datetime import date
from typing import Any

from nivel.access.history import command
from nivel.access.models import User
from nivel.clients.disclosures import PermissionTerms, give_permission
from nivel.clients.languages import paper_language
from nivel.clients.models import Client, Permission
from nivel.documents.commands import Template, make_document
from nivel.documents.models import Document, PermissionDocument

FORM = Template(Document.Kind.PERMISSION, "permission", "1")


@command
def give_permission_on_paper(client: Client, terms: PermissionTerms, *, on: date, by: User | None) -> Permission:
    """The permission, and when it is in writing, the paper that the client signs. Raises as give_permission."""
    language = paper_language(client.language)
    permission = give_permission(client, terms, on=on, by=by, language=language)
    if permission.form == Permission.Form.WRITTEN:
        document = make_document(FORM, _facts(client, permission, by), language, client=client, on=on, by=by)
        PermissionDocument.objects.create(permission=permission, document=document)
    return permission


def _facts(client: Client, permission: Permission, by: User | None) -> dict[str, Any]:
    return {
        "name": client.name,
        "born_on": client.born_on.isoformat(),
        "text": permission.text,
        "version": permission.text_version,
        "given_on": permission.given_on.isoformat(),
        "worker": by.name if by else "",
        "sender": permission.sender.name,
    }
