// What is typed, by page and form: { "/daftar /form/register": { who, fields, at, sent } }.
{
  const who = document.documentElement.dataset.person || "";
  const all = () => { try { return JSON.parse(sessionStorage.typed) } catch { return {} } };
  // A browser without room keeps what is on the page.
  const put = typed => { try { sessionStorage.typed = JSON.stringify(typed) } catch {} };
  const clean = drop => {
    const typed = all();
    for (const key in typed) if (drop(typed[key])) delete typed[key];
    put(typed);
  };
  const named = form => location.pathname + " " + form.getAttribute("action");
  const keeps = ({ name, type, form, autocomplete }) => name && name !== "code" && form?.method === "post"
    && autocomplete !== "one-time-code" && !/^(hidden|password|file|submit|button)$/.test(type);
  const isBox = ({ type }) => type === "checkbox" || type === "radio";
  const slot = field => isBox(field) ? field.name + "=" + field.value : field.name;

  // What was sent is answered once another page is there; who goes back or loads anew got no answer.
  const isBack = /back|reload/.test(performance.getEntriesByType("navigation")[0]?.type);
  clean(kept => {
    // Who was signed out meanwhile has to send it again.
    if (!who && kept.who) delete kept.sent;
    // An hour later somebody else may be at the screen.
    return who && kept.who !== who || kept.sent && !isBack || !(Date.now() - kept.at < 36e5);
  });

  // The app's own forms are answered on the same page.
  addEventListener("balai-sent", () => clean(kept => kept.sent));

  let path = location.pathname;
  const seen = new WeakSet();
  const fill = () => {
    if (path !== location.pathname) { path = location.pathname; clean(kept => kept.sent) }
    let typed;
    for (const form of document.forms) {
      if (seen.has(form)) continue;
      seen.add(form);
      const kept = (typed ??= all())[named(form)];
      if (kept?.who === who) for (const field of form.elements) {
        const value = kept.fields[slot(field)];
        if (!keeps(field) || value === undefined) continue;
        if (isBox(field)) field.checked = value; else field.value = value;
        field.closest("details")?.setAttribute("open", "");
      }
    }
  };
  fill();
  // The app draws forms of its own.
  new MutationObserver(fill).observe(document.body, { childList: true, subtree: true });

  addEventListener("input", ({ target: field }) => {
    if (!keeps(field)) return;
    const typed = all(), { fields = {} } = typed[named(field.form)] || {};
    if (field.type === "radio") for (const other of field.form.elements) if (other.name === field.name) delete fields[slot(other)];
    fields[slot(field)] = isBox(field) ? field.checked : field.value;
    typed[named(field.form)] = { who, fields, at: Date.now() };
    put(typed);
  });
  addEventListener("submit", ({ target: form }) => {
    const typed = all(), kept = typed[named(form)];
    if (/signOut$/.test(form.action)) put({});
    else if (kept) { kept.sent = 1; put(typed) }
  });
}
