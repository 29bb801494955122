// Quickens the month's list: y and n answer the row's question, and after a decision the next person without one is at hand.
(() => {
  "use strict";

  const typing = (target) => target.closest("input, textarea, select") !== null;
  const rowOf = (target) => target.closest?.("[data-person]") || document.querySelector("[data-person].is-current-row");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const answer = { y: "yes", n: "no" }[event.key];
    const button = answer && rowOf(event.target)?.querySelector(`[data-protection] button[value="${answer}"]`);
    if (button) { event.preventDefault(); button.click(); }
  });

  const goOn = (row) => {
    const all = [...document.querySelectorAll("[data-person]")];
    const next = all.slice(all.indexOf(row) + 1).find((each) => each.classList.contains("is-undecided"));
    (next?.querySelector("[data-decides] button") || row.querySelector(".row-more a, summary"))?.focus();
  };

  document.addEventListener("htmx:afterSettle", (event) => {
    const row = event.target.closest?.("[data-person]");
    if (!row) return;
    const opened = row.querySelector("[data-focus], .row-form select, .row-form input:not([type=hidden])");
    if (opened) opened.focus();
    else if (row.classList.contains("is-undecided")) row.querySelector("[data-protection] button, [data-decides] button")?.focus();
    else goOn(row);
  });

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-prints]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
  });
})();
