// Quickens pages that already work without it: keys, drafts, today in view. No framework, nothing inline, nothing sent anywhere.
(() => {
  "use strict";

  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;

  // --- Keys -------------------------------------------------------------------------------------------------------
  let pending = "";
  const rows = () => [...document.querySelectorAll("main [data-rows] > *")].filter((row) => row.querySelector("a[href]"));

  function moveRow(step) {
    const all = rows();
    if (all.length === 0) return;
    const focused = all.findIndex((row) => row.contains(document.activeElement));
    const here = focused >= 0 ? focused : all.findIndex((row) => row.classList.contains("is-current-row"));
    const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
    all.forEach((row) => row.classList.toggle("is-current-row", row === next));
    (next.querySelector("[data-open]") || next.querySelector("a[href]")).focus();
    next.scrollIntoView({ block: "nearest" });
  }

  function search() {
    const box = document.querySelector("[data-search]");
    if (box) { box.focus(); box.select?.(); } else { location.assign(`${document.body.dataset.clients}#search`); }
  }

  const goTo = { t: () => document.body.dataset.today, a: () => document.body.dataset.clients };
  const keys = { "/": search, j: () => moveRow(1), k: () => moveRow(-1), "?": () => document.getElementById("keys")?.showModal() };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dismissTerms();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (pending === "g" && goTo[event.key]) { pending = ""; location.assign(goTo[event.key]()); return; }
    pending = event.key === "g" ? "g" : "";
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  // --- Words explained: Escape hides what focus or the pointer has opened ----------------------------------------------
  function dismissTerms() {
    document.querySelectorAll(".term:hover, .term:focus").forEach((term) => term.classList.add("is-dismissed"));
  }
  const showAgain = (event) => event.target.closest?.(".term")?.classList.remove("is-dismissed");
  document.addEventListener("focusout", showAgain);
  document.addEventListener("mouseout", showAgain);

  // --- Drafts: what was typed outlives a closed tab strip, a lost network, an expired session. Never a search or a code. --
  const prefix = "nivel-draft:";
  const keyOf = (area) => `${prefix}${area.form?.getAttribute("action") || location.pathname}:${area.name}`;
  const drafted = (root) => [...root.querySelectorAll("form[method=post] textarea[name]:not([data-no-draft])")];

  function forget(onlySent) {
    Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).forEach((key) => {
      if (!onlySent || JSON.parse(sessionStorage[key]).sent) sessionStorage.removeItem(key);
    });
  }

  function restore(area) {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(area)) || "null");
    if (!kept || area.value === kept.text || area.value !== area.defaultValue || area.value.trim() !== "") return;
    area.value = kept.text;
    const note = document.createElement("p");
    note.className = "draft-note";
    note.textContent = document.getElementById("draft-text")?.textContent || "";
    area.after(note);
  }

  document.addEventListener("input", (event) => {
    const area = event.target;
    if (!area.matches?.("form[method=post] textarea[name]:not([data-no-draft])")) return;
    sessionStorage.setItem(keyOf(area), JSON.stringify({ text: area.value, sent: false }));
  });

  // A sent draft is kept until the next page says that it was saved.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-leaves]")) { forget(false); return; }
    drafted(event.target.parentNode || document).filter((area) => area.form === event.target && area.value).forEach((area) => {
      sessionStorage.setItem(keyOf(area), JSON.stringify({ text: area.value, sent: true }));
    });
  });

  // --- A form is sent once, however many times its button is pressed; a page that stays (a paper was brought) can send it again -----
  const AGAIN_AFTER = 4000;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    const button = event.submitter?.formAction + event.submitter?.name + event.submitter?.value;  // another button is another deed
    if (form.dataset.sent === button) { event.preventDefault(); return; }
    form.dataset.sent = button;
    setTimeout(() => delete form.dataset.sent, AGAIN_AFTER);
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // --- Starting a page, and a part of a page that htmx brought ---------------------------------------------------------
  function begin(root) {
    if (root.querySelector("[data-saved]")) forget(true);
    drafted(root).forEach(restore);
    root.querySelectorAll("[data-today-at]").forEach((frame) => {
      const plot = frame.querySelector("svg");
      const scale = plot.getBoundingClientRect().width / plot.viewBox.baseVal.width;
      const left = frame.dataset.todayAt * scale - frame.clientWidth * 0.6;
      frame.scrollLeft = left - (frame.scrollWidth - frame.clientWidth);
      frame.addEventListener("scroll", () => showMore(frame), { passive: true });
      showMore(frame);
    });
    root.querySelector("[data-focus]")?.focus();
  }

  // Whether a wide picture goes on beyond its frame and which way: its edge fades, and the buttons under it lead there.
  // The frame begins at its right end, where what is newest stands: there its scrollLeft is nought, and to the left it is less.
  function showMore(frame) {
    const bar = frame.closest(".picture").querySelector("[data-scrolls]");
    const room = frame.scrollWidth - frame.clientWidth;
    const goes = { "-1": room + frame.scrollLeft > 1, "1": frame.scrollLeft < -1 };
    bar.hidden = room < 2;
    bar.querySelectorAll("[data-scroll]").forEach((button) => button.setAttribute("aria-disabled", String(!goes[button.dataset.scroll])));
    frame.classList.toggle("goes-back", goes["-1"]);
    frame.classList.toggle("goes-on", goes["1"]);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-scroll]");
    const frame = button?.closest(".picture").querySelector("[data-today-at]");
    if (frame) frame.scrollBy({ left: Number(button.dataset.scroll) * frame.clientWidth * 0.8, behavior: "smooth" });
  });
  addEventListener("resize", () => document.querySelectorAll("[data-today-at]").forEach(showMore));

  // Where one is stays in sight in a long menu.
  function showCurrent() {
    const here = document.querySelector(".side .nav [aria-current]");
    const frame = here?.closest(".nav");
    if (frame) frame.scrollTop += Math.max(0, here.getBoundingClientRect().bottom - frame.getBoundingClientRect().bottom);
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
    if (event.target.matches("[data-checks-all]")) {
      event.target.form.querySelectorAll(`input[name="${event.target.dataset.checksAll}"]`).forEach((box) => { box.checked = event.target.checked; });
    }
  });
  document.addEventListener("htmx:load", (event) => { if (event.target !== document.body) begin(event.target); });
  document.addEventListener("DOMContentLoaded", () => {
    begin(document);
    showCurrent();
    if (location.hash === "#search") search();
  });
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
})();
