"""The same screening written by hand in SQL for DuckDB, as well as we can: one pass of aggregation, costs by a window over a year.

It holds for days from 1.5.2026 on on which no payment goes beyond the day; the benchmark's population is such. `screen`, which it
is compared with, has no such limits.

    .venv/bin/python -m benchmarks.law.by_hand FOLDER memory|parquet [--costs]
"""

import argparse
import json
import time
from pathlib import Path

ON = "2026-06-30"
MONTHS = 12

MACROS = """
CREATE MACRO ordinal(day) AS day - DATE '0001-01-01' + 1;
CREATE MACRO weekdays_by(n) AS n // 7 * 5 + least(n % 7, 5);
CREATE MACRO weekdays(a, b) AS weekdays_by(b) - weekdays_by(a - 1);
CREATE MACRO nth_weekday(a, n) AS (weekdays_by(a - 1) + n - 1) // 5 * 7 + (weekdays_by(a - 1) + n - 1) % 5 + 1;
CREATE MACRO day_of(n) AS DATE '0001-01-01' + (n - 1)::INT;
CREATE MACRO since_2015(starts_on, days) AS CASE WHEN starts_on >= DATE '2015-01-01' THEN days
    WHEN starts_on < DATE '2014-10-01' THEN 0
    ELSE days - least(days, weekdays(ordinal(starts_on), ordinal(DATE '2014-12-31'))) END;
CREATE MACRO in_year(starts_on, days, first_day) AS CASE WHEN starts_on >= first_day THEN days
    WHEN starts_on < first_day - 100 THEN 0
    ELSE days - least(days, weekdays(ordinal(starts_on), ordinal(first_day) - 1)) END;
CREATE MACRO tier(n, benefit) AS CASE WHEN n >= 700 AND benefit IN (0, 3) THEN 50 WHEN n >= 400 THEN 40 WHEN n >= 300 THEN 30
    WHEN n >= 200 THEN 20 WHEN n >= 100 THEN 10 ELSE 0 END;
CREATE MACRO next_limit(n, benefit) AS CASE WHEN n < 100 THEN 100 WHEN n < 200 THEN 200 WHEN n < 300 THEN 300 WHEN n < 400 THEN 400
    WHEN n < 700 AND benefit IN (0, 3) THEN 700 END;
CREATE MACRO weighted_to(n, benefit) AS 10 * (greatest(n - 100, 0) + greatest(n - 200, 0) + greatest(n - 300, 0)
    + greatest(n - 400, 0) + CASE WHEN benefit IN (0, 3) THEN greatest(n - 700, 0) ELSE 0 END);
CREATE MACRO counted_for(benefit, allowance, subsidy, support) AS
    CASE benefit WHEN 0 THEN allowance + subsidy WHEN 3 THEN allowance + subsidy + support ELSE allowance END;
"""

PEOPLE = f"""
SELECT person_id,
    max(ends_on) AS last_end,
    arg_max(benefit * 4 + basis, (ordinal(starts_on) * 100000 + (ends_on - starts_on)) * 16 + benefit * 4 + basis) AS kind,
    sum(since_2015(starts_on, days)) FILTER (benefit IN (1, 2)) AS allowance,
    sum(since_2015(starts_on, days)) FILTER (benefit = 0) AS subsidy,
    sum(since_2015(starts_on, days)) FILTER (benefit = 3) AS support,
    sum(days) FILTER (benefit IN (0, 3) AND basis = 0) AS subsidy_days,
    sum(in_year(starts_on, days, (DATE '{ON}' - INTERVAL 12 MONTH + INTERVAL 1 DAY)::DATE)) FILTER (benefit IN (0, 3) AND basis = 0)
        AS days_12_months
FROM payments GROUP BY person_id
"""

RESULT = f"""
WITH people AS ({PEOPLE}),
counted AS (
    SELECT person_id, born, kind, kind // 4 AS benefit, kind IN (10, 11) AS unshared, ordinal(last_end) + 1 AS after,
        counted_for(kind // 4, coalesce(allowance, 0), coalesce(subsidy, 0), coalesce(support, 0))::INT AS days,
        coalesce(subsidy_days, 0) AS subsidy_days, coalesce(days_12_months, 0)::INT AS days_12_months,
        nth_weekday(greatest(ordinal(DATE '{ON}'), ordinal(last_end) + 1), 1) AS paid_day
    FROM persons LEFT JOIN people USING (person_id)
),
shared AS (SELECT *, CASE WHEN unshared THEN 0 ELSE tier(days, benefit) END AS percent FROM counted),
unbroken AS (
    SELECT *, CASE WHEN NOT unshared AND after <= paid_day AND tier(days + weekdays(after, paid_day - 1), benefit) <> percent
        THEN nth_weekday(ordinal(DATE '{ON}'), 1) ELSE after END AS anchor
    FROM shared
),
coming AS (
    SELECT *, greatest(anchor, paid_day) AS from_day,
        days + CASE WHEN greatest(anchor, paid_day) > anchor THEN weekdays(anchor, greatest(anchor, paid_day) - 1) ELSE 0 END AS by_then
    FROM unbroken
),
turning AS (
    SELECT *, CASE WHEN NOT unshared THEN next_limit(by_then, benefit) END AS turn FROM coming
)
SELECT person_id, coalesce(days, 0) AS days_counted,
    CASE WHEN kind IS NOT NULL THEN percent END::TINYINT AS percent,
    CASE WHEN turn IS NOT NULL THEN tier(turn, benefit) END::TINYINT AS next_percent,
    day_of(nth_weekday(nth_weekday(from_day, 1), turn - by_then + 1)) AS next_on,
    coalesce(CASE WHEN born > (DATE '{ON}' - INTERVAL 25 YEAR)::DATE THEN days_12_months >= 180 ELSE subsidy_days >= 500 END
        AND born IS NOT NULL, false) AS activation_plan,
    days_12_months
FROM turning ORDER BY person_id
"""

COSTS = f"""
WITH bounds AS (SELECT date_trunc('month', DATE '{ON}') - INTERVAL {MONTHS} MONTH AS first_month,
    date_trunc('month', DATE '{ON}') + INTERVAL {MONTHS} MONTH AS after_months),
rates AS (SELECT 3721 AS rate),
people AS ({PEOPLE}),
open_spells AS (
    SELECT people.*, last.days AS last_days, last.gross_cents AS last_gross
    FROM people JOIN LATERAL (SELECT 1) ON true
    JOIN payments AS last ON last.person_id = people.person_id AND last.ends_on = people.last_end
        AND last.benefit * 4 + last.basis = people.kind
    WHERE people.last_end + 28 >= DATE '{ON}' AND last.days > 0
),
ahead AS (
    SELECT person_id, kind, last_end + (28 * k)::INT AS ends_on, 20 AS days,
        (2 * last_gross * 20 + last_days) // (2 * last_days) AS gross,
        counted_for(kind // 4, coalesce(allowance, 0), coalesce(subsidy, 0), coalesce(support, 0)) + 20 * (k - 1) AS before
    FROM open_spells, range(1, 15) AS periods(k), bounds
    WHERE (last_end + (28 * k)::INT) < after_months
),
lately AS (
    SELECT person_id, benefit * 4 + basis AS kind, starts_on, ends_on, days, gross_cents AS gross,
        sum(CASE WHEN benefit IN (1, 2) THEN days ELSE 0 END) OVER earlier AS allowance,
        sum(CASE WHEN benefit = 0 THEN days ELSE 0 END) OVER earlier AS subsidy,
        sum(CASE WHEN benefit = 3 THEN days ELSE 0 END) OVER earlier AS support
    FROM payments, bounds WHERE ends_on >= first_month
    WINDOW earlier AS (PARTITION BY person_id ORDER BY starts_on, ends_on, benefit * 4 + basis
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
recent_sums AS (
    SELECT person_id, sum(days) FILTER (kind // 4 IN (1, 2)) AS allowance, sum(days) FILTER (kind // 4 = 0) AS subsidy,
        sum(days) FILTER (kind // 4 = 3) AS support
    FROM lately GROUP BY person_id
),
known AS (
    SELECT person_id, lately.kind, lately.ends_on, lately.days, lately.gross,
        counted_for(lately.kind // 4,
            coalesce(people.allowance, 0) - coalesce(recent_sums.allowance, 0) + coalesce(lately.allowance, 0),
            coalesce(people.subsidy, 0) - coalesce(recent_sums.subsidy, 0) + coalesce(lately.subsidy, 0),
            coalesce(people.support, 0) - coalesce(recent_sums.support, 0) + coalesce(lately.support, 0)) AS before
    FROM lately JOIN recent_sums USING (person_id) JOIN people USING (person_id)
),
borne AS (
    SELECT person_id, ends_on, days,
        CASE WHEN kind IN (10, 11) THEN 0 ELSE weighted_to(before + days, kind // 4) - weighted_to(before, kind // 4) END AS weighted,
        CASE WHEN kind // 4 = 2 THEN least(gross, rate * days) ELSE gross END AS shared
    FROM (SELECT * FROM known UNION ALL SELECT * FROM ahead), rates
)
SELECT home_municipality, date_trunc('month', ends_on)::DATE AS month,
    sum((2 * shared * weighted + 100 * days) // (200 * days))::BIGINT AS municipal_cents,
    count(DISTINCT person_id)::INT AS people, month >= date_trunc('month', DATE '{ON}') AS forecast
FROM borne JOIN persons USING (person_id), bounds
WHERE weighted > 0 AND ends_on >= first_month AND ends_on < after_months
GROUP BY home_municipality, month ORDER BY home_municipality, month
"""


def peak_mb() -> int:
    """The most memory this program has had. The system's `ru_maxrss` would begin from what the starter had."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.split("VmHWM:")[1].split()[0]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("way", choices=("memory", "parquet"))
    parser.add_argument("--costs", action="store_true")
    given = parser.parse_args()
    print(json.dumps(measured(given.folder, given.way, given.costs)))


def measured(folder: Path, way: str, costs: bool) -> dict:
    import duckdb

    base = duckdb.connect()
    base.execute("SET threads = 2")
    base.execute(MACROS)
    kind = "TABLE" if way == "memory" else "VIEW"
    for name in ("persons", "payments"):
        base.execute(f"CREATE {kind} {name} AS SELECT * FROM read_parquet('{folder / name}.parquet')")
    begun = time.perf_counter()
    for name, query in (("result", RESULT), *([("costs", COSTS)] if costs else [])):
        if way == "memory":
            base.execute(f"CREATE TABLE {name} AS {query}")
        else:
            base.execute(f"COPY ({query}) TO '{folder / name}.by_hand.parquet' (FORMAT parquet)")
    spent = time.perf_counter() - begun
    return {
        "seconds": round(spent, 3),
        "peak_mb": peak_mb(),
    }


if __name__ == "__main__":
    main()
