{
const d = document, w = window, at = () => location.pathname + location.search;
let here = at();
const take = how => {
  here = at();
  const stop = new AbortController(), page = fetch(here, { signal: stop.signal, headers: { accept: "text/html" } });
  page.catch(() => 0);
  w.swapping = import("/catalogue.js").then(it => it.put(page, stop, how), () => how === "kept" || location.replace(here));
};
addEventListener("click", e => {
  const a = e.target.closest(".chips a:not([rel])");
  if (!a || w.taken || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  e.preventDefault();
  const { only } = a.dataset, cards = [...d.querySelectorAll(".cards>li")], fits = card => card.firstChild.matches(`[data-is~=${only}]`);
  const some = only && cards.some(fits);
  for (const card of cards) card.hidden = some && !fits(card);
  a.closest(".loaded").classList.toggle("pending", !some);
  a.classList.toggle("on");
  history.pushState(null, "", a.href);
  take([...a.parentNode.children].indexOf(a));
});
addEventListener("popstate", () => w.taken || here === at() || take());
if ("kept" in d.documentElement.dataset) take("kept");
}
