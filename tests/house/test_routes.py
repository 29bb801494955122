"""Every address has a rule in the policy file, and every rule an address: a new route without one fails here."""

from django.urls import URLPattern, get_resolver

from nivel.access.policy import policy

# What a screen may be asked; HEAD and OPTIONS follow GET.
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def routes(patterns=None, namespaces: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Each address: its full name ("" when it has none) and its path."""
    found = []
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            found.append((":".join((*namespaces, entry.name)) if entry.name else "", str(entry.pattern)))
        else:
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            found += routes(entry.url_patterns, inner)
    return found


def test_every_route_has_a_rule():
    assert sorted({f"{name or 'unnamed'} ({path})" for name, path in routes() if name not in policy().routes}) == []


def test_every_rule_has_a_route():
    assert sorted(set(policy().routes) - {name for name, _ in routes()}) == []


def test_rules_speak_of_methods():
    assert {method for methods in policy().routes.values() for method in methods} <= METHODS


def test_every_action_is_granted_to_somebody():
    assert [action for action, grants in policy().actions.items() if not grants] == []
