// Asks now and then whether leads have arrived, and puts them into the list. The page is whole without it.
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

function linkOf(entry) {
  return entry.querySelector("a").getAttribute("href");
}

// The list as it is now, newest first: what is not on the page yet goes to its top, and nothing else moves.
async function putIn() {
  const list = document.querySelector("ol.leads");
  if (!list || !("live" in newer.dataset)) return 0;
  const answer = await fetch(location.href, { redirect: "error" });
  if (!answer.ok) return 0;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  const known = new Set([...list.children].map(linkOf));
  const fresh = [...now.querySelectorAll("ol.leads > li")].filter((entry) => !known.has(linkOf(entry)));
  for (const entry of fresh) entry.classList.add("leads__entry--new");
  list.prepend(...fresh);
  return fresh.length;
}

function leads(number) {
  return `${number === 99 ? "99 or more" : number} new ${number === 1 ? "lead" : "leads"}`;
}

async function tell(arrived) {
  if (arrived === shown) return;
  const here = await putIn();
  shown = arrived;
  const total = document.querySelectorAll(".leads__entry--new").length;
  if (here && total === arrived) {
    newer.textContent = `${leads(arrived)} on top of the list`;
    return;
  }
  const link = document.createElement("a");
  link.href = location.pathname + location.search;
  link.textContent = `${leads(arrived)}: show`;
  newer.replaceChildren(link);
}

async function ask() {
  const rests = Date.now() - lastSeenAt > LONGEST_REST_MINUTES * 60_000;
  if (document.visibilityState !== "visible" || rests) return;
  try {
    const answer = await fetch(newer.dataset.newer, { headers: { Accept: "application/json" }, redirect: "error" });
    if (answer.ok) await tell((await answer.json()).arrived);
  } catch {
    // Signed out, or no network: the page stays as it is, and the next round asks again.
  }
}

if (newer) setInterval(ask, EVERY_SECONDS * 1000);
