// The week grid by keyboard: arrows move between the hours of days and people.
(() => {
  "use strict";
  // What the cell showed goes along hidden; only the hours are moved between.
  const HOURS = "input:not([type=hidden])";
  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

  function cells(row) {
    return [...row.querySelectorAll(`td .day-cell ${HOURS}`)];
  }

  function target(field, step) {
    const row = field.closest("tr");
    const column = field.closest("td").cellIndex;
    const rows = [...row.parentNode.rows];
    const other = rows[rows.indexOf(row) + step[0]];
    if (step[0]) return other?.cells[column]?.querySelector(HOURS);
    const own = cells(row);
    return own[own.indexOf(field) + step[1]];
  }

  document.addEventListener("keydown", (event) => {
    const field = event.target;
    const step = STEPS[event.key];
    if (!step || !field.matches?.(`[data-grid] .day-cell ${HOURS}`)) return;
    const atEdge = event.key === "ArrowLeft" ? field.selectionStart === 0 : field.selectionEnd === field.value.length;
    if (step[1] && !atEdge) return;
    const next = target(field, step);
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.select();
  });
})();
