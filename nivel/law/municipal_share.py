"""Kunnan osuus työttömyysetuuksista (1290/2002 14:3 a-b §, 555/1998 4 §, 48/2026 51 §).

    stand(payments, on, *, opening=(), resets=(), integration=None) -> Verdict

where a person stands on the day `on`. `payments` are `nivel.law.facts.Payment` rows in any order, already netted
of corrections (no negative days); `opening` is one `DaysBefore` or several: the days counted by a day, for
instance from the earliest list row `DaysBefore(days=row.counted - row.days, by=row.starts_on - 1 day)`.
The verdict has `value` (per cent, None when the rule is not in force or no benefit is known), `days_counted`,
`benefit`, `since` (None when it was so already before the known rows), `next_change` (`.value`, `.on`,
`.assuming`) and `because` (reasons; show `reason.render(language)` and `str(reason.citation)`).

    payment_shares(payments, *, opening=(), resets=(), integration=None) -> list[PaymentShare]

what the municipality pays of each payment, in the order given: `parts`, `percent` (None when the parts differ)
and `municipal_amount`.
"""
