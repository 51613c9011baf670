{
const d = document, w = window, nonce = d.currentScript.nonce, at = () => location.pathname + location.search;
const one = (selector, inside = d) => inside.querySelector(selector);
let here = at(), latest;
const put = (fresh, chip) => {
  for (const { text } of fresh.scripts) {
    if (!text.startsWith("__")) continue;
    const data = d.createElement("script");
    Object.assign(data, { nonce, text });
    d.body.append(data);
    data.remove();
  }
  const q = one("#q"), typed = q.value, open = one(".filters").open, focus = d.activeElement, named = focus.id;
  const box = one("main .loaded"), kids = [...one("main .loaded", fresh).childNodes];
  const is = node => node.matches?.(".quiet[role=status]"), old = [...box.childNodes], count = old.find(is), told = kids.find(is);
  if (count && told) {
    const place = kids.indexOf(told);
    for (const node of old) if (node !== count) node.remove();
    count.before(...kids.slice(0, place));
    count.after(...kids.slice(place + 1));
    count.replaceChildren(...told.childNodes);
  } else box.replaceChildren(...kids);
  one(".top").replaceWith(one(".top", fresh));
  if (typed !== q.defaultValue) one("#q").value = typed;
  one(".filters").open = open;
  if (!focus.isConnected) (named ? d.getElementById(named) : d.querySelectorAll(".chips a")[chip])?.focus({ preventScroll: true });
  box.classList.remove("pending");
  box.ariaBusy = null;
};
const take = (address, chip) => {
  latest?.abort();
  const mine = latest = new AbortController(), { signal } = mine;
  here = at();
  one("main .loaded").ariaBusy = "true";
  const done = fetch(address, { signal, headers: { accept: "text/html" } })
    .then(answer => answer.ok && !answer.redirected ? answer.text() : Promise.reject())
    .then(text => signal.aborted || put(new DOMParser().parseFromString(text.replace(/<style[^]*?<\/style>/, ""), "text/html"), chip))
    .catch(() => signal.aborted || location.replace(address))
    .then(() => { if (latest === mine) w.swapping = null; });
  w.swapping = done;
};
addEventListener("click", e => {
  const a = e.target.closest(".chips a:not([rel])");
  if (!a || w.taken || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  e.preventDefault();
  const { only } = a.dataset, cards = [...d.querySelectorAll("main .cards>li")];
  const fits = card => !only || card.firstElementChild.dataset.is.split(" ").includes(only);
  const some = only && cards.some(fits);
  for (const card of cards) card.hidden = some && !fits(card);
  one("main .loaded").classList.toggle("pending", !some);
  a.classList.toggle("on");
  history.pushState(null, "", a.href);
  take(a.href, [...d.querySelectorAll(".chips a")].indexOf(a));
});
addEventListener("popstate", () => w.taken || here === at() || take(location.href));
}
