{
const d = document, w = window, nonce = d.currentScript.nonce, at = () => location.pathname + location.search;
const one = (selector, inside = d) => inside.querySelector(selector);
let here = at(), latest;
const put = (fresh, focusOn) => {
  if (one("script[type=module]").text !== one("script[type=module]", fresh).text) throw 0;
  for (const { text } of fresh.scripts) {
    if (!text.startsWith("__")) continue;
    const data = d.createElement("script");
    Object.assign(data, { nonce, text });
    d.body.append(data);
    data.remove();
  }
  const q = one("#q"), typed = q?.value, open = one(".filters")?.open, focus = d.activeElement;
  const box = one("main .loaded"), old = [...box.childNodes], kids = [...one("main .loaded", fresh).childNodes];
  const isCount = node => node.matches?.(".quiet[role=status]"), count = old.find(isCount), told = kids.find(isCount);
  const top = one(".top"), freshTop = one(".top", fresh);
  if (old.length === kids.length) {
    old.forEach((node, place) => {
      const next = kids[place];
      if (node.isEqualNode(next)) return;
      node === count && next === told ? count.replaceChildren(...told.childNodes) : node.replaceWith(next);
    });
  } else if (count && told) {
    const place = kids.indexOf(told);
    for (const node of old) if (node !== count) node.remove();
    count.before(...kids.slice(0, place));
    count.after(...kids.slice(place + 1));
    count.replaceChildren(...told.childNodes);
  } else box.replaceChildren(...kids);
  if (!top.isEqualNode(freshTop) && !one("[open]", top)) top.replaceWith(freshTop);
  if (typed && typed !== q.defaultValue) one("#q").value = typed;
  if (open) one(".filters").open = open;
  if (!focus.isConnected) focusOn(focus)?.focus({ preventScroll: true });
};
const take = (address, focusOn, failed) => {
  latest?.abort();
  const mine = latest = new AbortController(), { signal } = mine, box = one("main .loaded"), tooLong = setTimeout(() => mine.abort(0), 3e4);
  here = at();
  box.ariaBusy = "true";
  w.swapping = fetch(address, { signal, headers: { accept: "text/html" } })
    .then(answer => answer.ok && !answer.redirected ? answer.text() : Promise.reject())
    .then(text => latest === mine && put(new DOMParser().parseFromString(text.replace(/<style[^]*?<\/style>/, ""), "text/html"), focusOn))
    .catch(why => latest === mine && failed(why === 0))
    .then(() => {
      clearTimeout(tooLong);
      if (latest !== mine) return;
      box.classList.remove("pending");
      box.ariaBusy = w.swapping = null;
    });
};
const go = focusOn => take(location.href, focusOn, () => location.replace(location.href));
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
  const place = [...d.querySelectorAll(".chips a")].indexOf(a);
  go(() => d.querySelectorAll(".chips a")[place]);
});
addEventListener("popstate", () => w.taken || here === at() || go(() => null));
if ("kept" in d.documentElement.dataset) {
  const said = d.getElementById("kept"), isUntouched = () => !w.scrollY && d.activeElement === d.body;
  const again = ({ id, attributes: { href } }) => id ? d.getElementById(id) : href && one(`[href="${href.value}"]`);
  let stays;
  take(location.href, again, isOther => {
    if (isOther && isUntouched()) return location.replace(location.href);
    stays = true;
    said.hidden = false;
    if (!isOther) said.textContent = said.dataset.offline;
  });
  w.swapping.then(() => { if (!stays) said.hidden = true; });
}
}
