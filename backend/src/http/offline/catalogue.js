// Puts a fresh catalogue in the place of the one that is shown, while the app hasn't come yet: after a
// quick filter, or where the page was a kept one. What the person does meanwhile is not lost, and what
// the app takes over is as the server has rendered it, its data with it.
const one = (selector, inside = document) => inside.querySelector(selector);
const all = selector => [...document.querySelectorAll(selector)];
const isCount = node => node.matches?.(".quiet[role=status]");
// How long a fresh page is waited for, in milliseconds.
const PATIENCE = 30000;
let latest;

// What is shown is of another release.
class OtherRelease extends Error {}

// `page` is the answer under way, which `stop` ends. `how` is "kept" where the page shown was a kept one,
// the place of the quick filter that was touched, or nothing.
export async function put(page, stop, how) {
  latest?.abort();
  latest = stop;
  const box = one("main .loaded"), late = setTimeout(() => stop.abort(), PATIENCE);
  box.ariaBusy = "true";
  try {
    const answer = await page;
    if (!answer.ok || answer.redirected) throw new Error("no catalogue");
    // Its styles are here already, and the policy knows them by another nonce.
    const html = (await answer.text()).replace(/<style[^]*?<\/style>/, "");
    if (latest !== stop) return;
    replace(new DOMParser().parseFromString(html, "text/html"), how);
    if (how === "kept") one("#kept").hidden = true;
  } catch (error) {
    if (latest !== stop) return;
    if (how === "kept") stay(error instanceof OtherRelease);
    else location.replace(location.href);
  } finally {
    clearTimeout(late);
    if (latest === stop) {
      box.classList.remove("pending");
      box.ariaBusy = null;
    }
  }
}

// The kept page stays, with its age, unless there is a new release and nothing to lose.
function stay(isOtherRelease) {
  const said = one("#kept");
  if (isOtherRelease && !scrollY && document.activeElement === document.body) return location.replace(location.href);
  if (!isOtherRelease) said.textContent = said.dataset.offline;
  said.hidden = false;
}

function replace(fresh, how) {
  if (one("script[type=module]").text !== one("script[type=module]", fresh).text) throw new OtherRelease();
  takeData(fresh);
  const q = one("#q"), typed = q?.value, open = one(".filters")?.open, focus = document.activeElement;
  const box = one("main .loaded"), old = [...box.childNodes], next = [...one("main .loaded", fresh).childNodes];
  if (old.length === next.length) old.forEach((node, place) => renew(node, next[place]));
  else replaceAll(box, old, next);
  const top = one(".top"), freshTop = one(".top", fresh);
  if (!top.isEqualNode(freshTop) && !one("[open]", top)) top.replaceWith(freshTop);
  if (typed && typed !== q.defaultValue) one("#q").value = typed;
  if (open) one(".filters").open = open;
  if (!focus.isConnected) again(focus, how)?.focus({ preventScroll: true });
}

// What the app reads of the page's data.
function takeData(fresh) {
  const { nonce } = one("script[nonce]");
  for (const { text } of fresh.scripts) {
    if (!text.startsWith("__")) continue;
    const data = Object.assign(document.createElement("script"), { nonce, text });
    document.body.append(data);
    data.remove();
  }
}

function renew(node, next) {
  if (node.isEqualNode(next)) return;
  if (isCount(node) && isCount(next)) node.replaceChildren(...next.childNodes);
  else node.replaceWith(next);
}

// The count stays where it is, so that its new words are told.
function replaceAll(box, old, next) {
  const count = old.find(isCount), place = next.findIndex(isCount);
  if (!count || place < 0) return box.replaceChildren(...next);
  for (const node of old) if (node !== count) node.remove();
  count.before(...next.slice(0, place));
  count.after(...next.slice(place + 1));
  count.replaceChildren(...next[place].childNodes);
}

// What stands where the focus was.
function again({ id, attributes: { href } }, how) {
  if (typeof how === "number") return all(".chips a")[how];
  return id ? one(`#${id}`) : href && one(`[href="${href.value}"]`);
}
