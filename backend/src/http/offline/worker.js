// What stays readable without a network: the app's files, the pages and answers seen last.
"use strict";
const SHELL = "balai-shell-__VERSION__";
const SEEN = "balai-seen";
const FILES = __FILES__;
// The catalogue, a training, one's own applications and benefits; never the staff's desk.
const PAGES = /^\/($|sesi\/|program\/|lamaran($|\/)|manfaat$)/;
const QUERIES = ["WhoIsHere", "Catalogue", "SessionPage", "ProgramPage", "EligibilityCheck", "MyApplications", "ApplicationPage", "MyBenefits"];
const CHANGES_PERSON = ["SignIn", "SignOut", "Register", "ResetPassword", "DeleteAccount"];
const MOST = 60;
// Counts how often the person changed: what was asked for by the one before is not kept.
let era = 0;

addEventListener("install", event => {
  event.waitUntil(caches.open(SHELL).then(cache => cache.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener("activate", event => {
  const old = name => name.startsWith("balai-shell-") && name !== SHELL;
  event.waitUntil(
    caches.keys()
      .then(names => Promise.all(names.filter(old).map(name => caches.delete(name))))
      .then(() => clients.claim()));
});

addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "GET" && FILES.includes(url.pathname)) {
    event.respondWith(caches.match(request).then(kept => kept || fetch(request)));
  } else if (request.method === "GET" && request.mode === "navigate" && !url.pathname.startsWith("/petugas")) {
    event.respondWith(page(event, url));
  } else if (request.method === "POST" && url.pathname === "/graphql") {
    event.respondWith(answer(event));
  } else if (request.method === "POST" && /^\/form\/(signIn|signOut|register|resetPassword|deleteAccount)$/.test(url.pathname)) {
    event.respondWith(fetch(request).then(response => forget().then(() => response)));
  }
});

async function page(event, url) {
  const asked = era;
  try {
    const response = await fetch(event.request);
    if (response.ok && !response.redirected && PAGES.test(url.pathname)) {
      event.waitUntil(keep(url.pathname + url.search, response.clone(), asked));
    }
    return response;
  } catch {
    const cache = await caches.open(SEEN);
    const kept = await cache.match(url.pathname + url.search) || (url.pathname === "/" && await cache.match("/"));
    return kept ? aged(kept) : nothing();
  }
}

// A copy that says when it was kept; the newest last, the oldest dropped.
async function keep(key, response, asked) {
  const headers = new Headers(response.headers);
  headers.set("x-kept-at", new Date().toISOString());
  headers.delete("content-encoding");
  headers.delete("content-length");
  const content = await response.blob();
  if (asked !== era) return;
  const cache = await caches.open(SEEN);
  await cache.delete(key);
  await cache.put(key, new Response(content, { headers }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map(old => cache.delete(old)));
}

// The page as it was, with its age in the line that is hidden otherwise.
async function aged(kept) {
  const html = await kept.text();
  const language = /<html lang="(\w+)"/.exec(html)?.[1] || "id";
  const at = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" })
    .format(new Date(kept.headers.get("x-kept-at")));
  const told = html.replace(/(<p id="kept"[^>]*?) hidden(="")?([^>]*>)([^<]*)/, (_, start, _2, end, words) => `${start}${end}${words} ${at}.`);
  return new Response(told, { headers: kept.headers });
}

async function answer(event) {
  const request = event.request;
  const now = era;
  let asked = {};
  try {
    asked = await request.clone().json();
  } catch {
    // Not ours to understand.
  }
  const name = asked.operationName;
  const key = `/graphql/${name}?${encodeURIComponent(JSON.stringify(asked.variables || {}))}`;
  try {
    const response = await fetch(request);
    if (CHANGES_PERSON.includes(name)) await forget();
    else if (response.ok && QUERIES.includes(name)) event.waitUntil(keep(key, response.clone(), now));
    return response;
  } catch (error) {
    const kept = QUERIES.includes(name) && await (await caches.open(SEEN)).match(key);
    if (kept) return kept;
    throw error;
  }
}

// The next person at the same phone sees nothing of the one before.
function forget() {
  era += 1;
  return caches.delete(SEEN);
}

function nothing() {
  const words = __WORDS__;
  const language = (navigator.language || "id").startsWith("en") ? "en" : "id";
  const { title, hint, back } = words[language];
  const html = `<!DOCTYPE html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Balai</title><main><h1>${title}</h1><p>${hint}</p><p><a href="/">${back}</a></p></main></html>`;
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}
