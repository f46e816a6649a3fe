// Asks now and then whether leads have arrived, and offers to show them. The page is whole without it.
"use strict";

const EVERY_SECONDS = 20;
// Asking keeps the session alive, so whoever has gone away is not kept signed in by an open page.
const LONGEST_REST_MINUTES = 60;

const newer = document.querySelector("[data-newer]");
let lastSeenAt = Date.now();
let shown = 0;

for (const sign of ["pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => { lastSeenAt = Date.now(); }, { passive: true });
}

function tell(arrived) {
  if (arrived === shown) return;
  shown = arrived;
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = `${arrived === 99 ? "99 or more" : arrived} new ${arrived === 1 ? "lead" : "leads"}: show`;
  newer.replaceChildren(link);
}

async function ask() {
  const rests = Date.now() - lastSeenAt > LONGEST_REST_MINUTES * 60_000;
  if (document.visibilityState !== "visible" || rests) return;
  try {
    const answer = await fetch(newer.dataset.newer, { headers: { Accept: "application/json" }, redirect: "error" });
    if (answer.ok) tell((await answer.json()).arrived);
  } catch {
    // Signed out, or no network: the page stays as it is, and the next round asks again.
  }
}

if (newer) setInterval(ask, EVERY_SECONDS * 1000);
