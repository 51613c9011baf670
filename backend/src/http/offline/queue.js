// What a person wanted sent and had no network for: kept on this phone with the person's consent, and
// sent once when the network is back. The key that travels along lets the server do it once.
"use strict";
const line = document.getElementById("unsent");
const words = line.dataset;
const person = document.documentElement.dataset.person;
const NAME = "balai-unsent";
const MEANT_LATER = ["UNAVAILABLE", "RATE_LIMITED", "INTERNAL"];

const read = () => {
  try {
    return JSON.parse(localStorage.getItem(NAME)) || [];
  } catch {
    return [];
  }
};
const write = list => list.length ? localStorage.setItem(NAME, JSON.stringify(list)) : localStorage.removeItem(NAME);

function say(text, link, action) {
  line.hidden = !text;
  line.textContent = text ? `${text} ` : "";
  if (!link) return;
  const part = document.createElement(typeof action === "function" ? "button" : "a");
  part.textContent = link;
  if (typeof action === "function") part.onclick = action;
  else part.href = action;
  line.append(part);
}

function wait(list) {
  say(words.waiting.replace("{}", list.length), words.cancel, () => { write([]); say(""); });
}

async function send({ body, key, language }) {
  const headers = {
    "Content-Type": "application/json", Accept: "application/json", "Accept-Language": language,
    "X-Requested-With": "balai", "Idempotency-Key": key,
  };
  const answer = await (await fetch("/graphql", { method: "POST", headers, body })).json();
  return answer.errors?.[0];
}

let busy = false;
async function flush() {
  if (busy) return;
  busy = true;
  try {
    // Another person's is nobody's business here.
    let list = read().filter(one => !person || one.person === person);
    write(list);
    while (list.length) {
      if (!person) return say(words.signin, words.toSignin, `/masuk?next=${encodeURIComponent(list[0].page)}`);
      let error;
      try {
        error = await send(list[0]);
      } catch {
        return wait(list);
      }
      const code = error?.extensions?.code;
      if (code === "UNAUTHENTICATED") return say(words.signin, words.toSignin, `/masuk?next=${encodeURIComponent(list[0].page)}`);
      if (MEANT_LATER.includes(code) || error?.extensions?.retryAfter) return wait(list);
      const [{ page }] = list;
      list = read().slice(1);
      write(list);
      if (error) say(`${words.refused} ${error.message}`, words.see, page);
      else say(words.sent, words.see, page);
    }
  } finally {
    busy = false;
  }
}

addEventListener("balai-unsent", ({ detail }) => {
  write([...read(), { ...JSON.parse(detail), person, page: location.pathname + location.search, language: document.documentElement.lang }]);
  wait(read());
});
// Whoever leaves, or comes new, leaves nothing behind.
addEventListener("submit", ({ target }) => {
  if (/\/form\/(signOut|register|deleteAccount)$/.test(target.action)) write([]);
}, true);
addEventListener("online", flush);
flush();
