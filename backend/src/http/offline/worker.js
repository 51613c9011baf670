// What stays readable without a network: the app's files, the pages and answers seen last.
"use strict";
const SHELL = "balai-shell-__VERSION__";
const SEEN = "balai-seen";
const FILES = __FILES__;
// The catalogue, a training, one's own applications and benefits, and what the server calls one's own:
// certificates. Never the staff's desk.
const PAGES = /^\/($|sesi\/|program\/|lamaran($|\/)|manfaat$)/;
const QUERIES = ["WhoIsHere", "Catalogue", "SessionPage", "ProgramPage", "EligibilityCheck", "MyApplications", "ApplicationPage", "MyBenefits"];
const CHANGES_PERSON = ["SignIn", "SignOut", "Register", "ResetPassword", "DeleteAccount"];
const MOST = 60;
// How long a page is waited for before the kept one is shown in its place, in milliseconds.
const PATIENCE = 3000;
// How old a kept page may be without saying so, in milliseconds.
const MOMENT = 60000;
const WORDS = __WORDS__;
// Counts how often the person changed: what was asked for by the one before is not kept.
let era = 0;
// When something was last sent: a page kept before may tell of what is no longer so.
let sent = 0;

addEventListener("install", event => {
  event.waitUntil(caches.open(SHELL).then(cache => cache.addAll(FILES)).then(() => skipWaiting()));
});

addEventListener("activate", event => event.waitUntil(clean().then(() => clients.claim()).then(keepOpen)));

// The files of the release before stay for the pages that were kept with it; answers in its shape don't.
async function clean() {
  const shells = (await caches.keys()).filter(name => name.startsWith("balai-shell-") && name !== SHELL);
  await Promise.all(shells.slice(0, -1).map(name => caches.delete(name)));
  if (!shells.length) return;
  const cache = await caches.open(SEEN);
  const answers = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith("/graphql/"));
  await Promise.all(answers.map(old => cache.delete(old)));
}

// The page that brought this worker came past it: it is read once more, to be there next time.
async function keepOpen() {
  const asked = era;
  const cache = await caches.open(SEEN);
  for (const { url } of await clients.matchAll({ type: "window" })) {
    const { pathname, search } = new URL(url), key = pathname + search;
    if (!PAGES.test(pathname) || await cache.match(key)) continue;
    const response = await fetch(key, { headers: { accept: "text/html" } }).catch(() => null);
    if (response?.ok && !response.redirected) await keep(key, response, asked);
  }
}

addEventListener("fetch", event => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "GET" && (FILES.includes(url.pathname) || url.pathname.startsWith("/assets/"))) {
    event.respondWith(caches.match(request).then(kept => kept || fetch(request)));
  } else if (request.method === "GET" && url.pathname.startsWith("/bahasa/")) {
    event.respondWith(fetch(request).then(response => forget().then(() => response)));
  } else if (request.method === "GET" && request.mode === "navigate" && !url.pathname.startsWith("/petugas")) {
    event.respondWith(page(event, url));
  } else if (request.method === "GET" && url.pathname === "/" && request.headers.get("accept") === "text/html") {
    event.respondWith(fromNetwork(event, url));
  } else if (request.method === "POST" && url.pathname === "/graphql") {
    event.respondWith(answer(event));
  } else if (request.method === "POST" && /^\/form\/(signIn|signOut|register|resetPassword|deleteAccount)$/.test(url.pathname)) {
    event.respondWith(fetch(request).then(response => forget().then(() => response)));
  } else if (request.method === "POST" && url.pathname.startsWith("/form/")) {
    sent = Date.now();
  }
});

async function fromNetwork(event, url) {
  const asked = era;
  const response = await fetch(event.request);
  if (response.ok && !response.redirected && isKept(url.pathname, response)) {
    event.waitUntil(keep(url.pathname + url.search, response.clone(), asked));
    if (url.pathname.startsWith("/lamaran/")) event.waitUntil(keepPapers(response.clone(), asked));
  }
  return response;
}

function isKept(path, response) {
  return PAGES.test(path) || response.headers.has("x-balai-own");
}

// The certificate that an application's page leads to, once, unless the person saves data.
async function keepPapers(page, asked) {
  if (navigator.connection?.saveData) return;
  const cache = await caches.open(SEEN);
  for (const [, paper] of (await page.text()).matchAll(/href="(\/sertifikat\/[^"]+\.pdf)"/g)) {
    if (await cache.match(paper)) continue;
    const response = await fetch(paper).catch(() => null);
    if (response?.ok && isKept(paper, response)) await keep(paper, response, asked);
  }
}

// The catalogue as it was, at once, for the page looks itself for what is new; of all others the kept
// page only when the network takes too long, unless something was sent since, or there is none.
async function page(event, url) {
  const cache = await caches.open(SEEN);
  const kept = await cache.match(url.pathname + url.search);
  const isReloaded = ["reload", "no-cache"].includes(event.request.cache);
  if (kept && url.pathname === "/" && !isReloaded && await hasFiles(await kept.clone().text())) return shown(kept, "looking");
  const fetched = fromNetwork(event, url);
  event.waitUntil(fetched.catch(() => null));
  try {
    const isUsable = kept && Date.parse(kept.headers.get("x-kept-at")) > sent;
    const late = new Promise(done => { setTimeout(done, PATIENCE); });
    return await (isUsable ? Promise.race([fetched, late]) : fetched) || shown(kept, "slow");
  } catch {
    const near = kept || (url.pathname === "/" && await cache.match("/"));
    return near ? shown(near, "offline") : nothing();
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

// Whether the app that the page brings along is still here.
async function hasFiles(html) {
  const script = /import\("(\/assets\/[^"]+)"\)/.exec(html)?.[1];
  return !script || Boolean(await caches.match(script));
}

// The page as it was, with its age in the line that is hidden otherwise. Where its app's files are
// gone, it stays as the server rendered it.
async function shown(kept, why) {
  if (!kept.headers.get("content-type")?.startsWith("text/html")) return kept;
  let html = await kept.text();
  const since = kept.headers.get("x-kept-at");
  const language = /<html lang="(\w+)"/.exec(html)?.[1] || "id";
  const at = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(new Date(since));
  const says = key => `${(WORDS[language] || WORDS.id)[key]} ${at}.`;
  const hidden = why === "looking" && Date.now() - Date.parse(since) < MOMENT;
  if (why === "looking") html = html.replace("<html", '<html data-kept=""');
  if (!await hasFiles(html)) html = html.replace(/(import|fetch)\("\/assets\/[^"]+"\)/g, "new Promise(()=>{})");
  html = html.replace(/(<p id="kept"[^>]*?) hidden(="")?([^>]*>)[^<]*/,
    (_, start, _2, end) => `${start}${hidden ? " hidden" : ""} data-offline="${says("offline")}"${end}${says(why)}`);
  return new Response(html, { headers: kept.headers });
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
    if (!QUERIES.includes(name)) sent = Date.now();
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
  const language = (navigator.language || "id").startsWith("en") ? "en" : "id";
  const { title, hint, back } = WORDS[language];
  const html = `<!DOCTYPE html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Balai</title><main><h1>${title}</h1><p>${hint}</p><p><a href="/">${back}</a></p></main></html>`;
  return new Response(html, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } });
}
