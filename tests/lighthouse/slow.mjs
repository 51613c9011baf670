// How long a phone on a slow network waits, from nothing: until the page is seen, and until a filter
// has done its work. Medians of five, each in a browser profile of its own.
//
//   node slow.mjs http://127.0.0.1:8080 /usr/bin/chromium
//
// A thumb that touches the filter the moment it is drawn; whichever is first answers it: the page's
// own script, the link that the server has rendered, or the app. The filter works when nothing is
// seen any more that doesn't fit, and something that does; the whole list may follow.
//
// The second visit: the same phone another day, with what the first has kept; the worker that keeps
// it was ended meanwhile. Then once more without any network.
import net from "node:net";
import puppeteer from "puppeteer-core";

const [house, executablePath] = process.argv.slice(2);
const RUNS = 5;
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const NETWORKS = [
  { name: "1.6 Mbit/s, 150 ms, CPU ÷4", kbits: 1600, latency: 150, cpu: 4, filter: 0.7, again: 0.5 },
  { name: "400 kbit/s, 400 ms, CPU ÷4", kbits: 400, latency: 400, cpu: 4, paint: 0.8, again: 0.5 },
  { name: "400 kbit/s, 400 ms, CPU ÷10", kbits: 400, latency: 400, cpu: 10, filter: 1.5 },
];

// Runs in every document, before anything of it: notes the largest paint, and touches the filter
// once it is drawn. What is noted outlives the document by the tab's own storage.
function touchTheFilter(touch) {
  const kept = sessionStorage;
  kept.began ??= performance.timeOrigin;
  const now = () => (performance.timeOrigin + performance.now() - Number(kept.began)) / 1000;
  const first = performance.timeOrigin === Number(kept.began);
  if (first) {
    new PerformanceObserver(list => {
      if (!kept.touched) kept.painted = list.getEntries().at(-1).startTime / 1000;
    }).observe({ type: "largest-contentful-paint", buffered: true });
  }
  const isFiltered = () => location.search.includes("cara=DARING");
  // What is in the document at one frame is drawn by the next.
  const drawn = action => requestAnimationFrame(() => setTimeout(action, 0));
  let seen = false;
  const look = () => {
    const link = document.querySelector('a[href*="cara=DARING"]');
    if (touch && first && !seen && link) {
      seen = true;
      drawn(() => {
        kept.touched = now();
        link.click();
      });
    }
    const box = document.querySelector("main .loaded");
    const cards = [...document.querySelectorAll("main .cards > li:not([hidden]) > a")];
    const fits = cards.length && cards.every(card => card.matches("[data-is~=DARING]"));
    if (isFiltered() && fits && !kept.fits) {
      kept.fits = now();
      drawn(() => { kept.filtered ??= now(); });
    }
    if (kept.fits && box && !box.matches(".pending, [aria-busy]")) {
      return drawn(() => { kept.whole ??= now(); });
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

// A tab on that network, in the phone's profile.
async function tab(context, network, touch = false) {
  const page = await context.newPage();
  await page.setViewport({ width: 360, height: 780, isMobile: true, hasTouch: true });
  await page.evaluateOnNewDocument(touchTheFilter, touch);
  const line = await page.createCDPSession();
  const bytes = (network.kbits * 1000) / 8;
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", {
    offline: false, latency: network.latency, downloadThroughput: bytes, uploadThroughput: bytes,
  });
  await line.send("Emulation.setCPUThrottlingRate", { rate: network.cpu });
  return { page, line };
}

async function visit(browser, address, network, touch, until) {
  const context = await browser.createBrowserContext();
  try {
    const { page } = await tab(context, network, touch);
    await page.goto(address, { waitUntil: "domcontentloaded", timeout: 60000 });
    await until(page);
    return await page.evaluate(() => ({ ...sessionStorage }));
  } finally {
    await context.close();
  }
}

// A line to the house that can be cut, for the worker as for the page.
function lineTo(address) {
  const { hostname, port } = new URL(address);
  const open = new Set();
  const server = net.createServer(near => {
    const far = net.connect(Number(port), hostname);
    for (const [one, other] of [[near, far], [far, near]]) {
      open.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy()).on("close", () => { open.delete(one); other.destroy(); });
    }
  });
  return new Promise(done => {
    server.listen(0, "127.0.0.1", () => done({
      address: `http://127.0.0.1:${server.address().port}/`,
      cut: () => { server.close(); for (const end of open) end.destroy(); },
    }));
  });
}

// When the catalogue is painted on the second visit, and whether it is there without a network.
async function comeBack(browser, house, network) {
  const { address, cut } = await lineTo(house);
  const context = await browser.createBrowserContext();
  try {
    const fast = { kbits: 100000, latency: 0, cpu: 1 };
    const first = await tab(context, fast);
    await first.page.goto(address, { waitUntil: "load" });
    const isKept = async () => Boolean(navigator.serviceWorker.controller && await (await caches.open("balai-seen")).match("/"));
    await first.page.waitForFunction(isKept, { timeout: 60000, polling: 100 });
    await first.page.close();
    const times = { again: NaN, offline: "missed" };
    for (const offline of [false, true]) {
      if (offline) cut();
      const { page, line } = await tab(context, network);
      await line.send("ServiceWorker.enable");
      await line.send("ServiceWorker.stopAllWorkers");
      await page.goto(address, { waitUntil: "domcontentloaded", timeout: 60000 });
      await page.waitForSelector("main .cards > li > a");
      await settled(page);
      const noted = await page.evaluate(() => ({ ...sessionStorage }));
      const words = await page.$eval("#kept", line => line.hidden ? "" : line.textContent);
      if (offline) times.offline = /jaringan|network/.test(words) ? "works" : "missed";
      else times.again = Number(noted.painted);
      await page.close();
    }
    return times;
  } finally {
    await context.close();
    cut();
  }
}

const settled = page => new Promise(done => { setTimeout(done, 4000); }).then(() => page.evaluate(() => 0));
const median = numbers => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const told = (name, seconds, limit) =>
  `${name} ${seconds.toFixed(2)} s${limit ? ` (limit ${limit}${seconds > limit ? ", missed" : ""})` : ""}`;

const session = /\/sesi\/ses_\w+/.exec(await (await fetch(house)).text())?.[0];
if (!session) throw new Error("the catalogue has no link to a session");
const browser = await puppeteer.launch({ executablePath, args, headless: true });
try {
  const filtered = page => page.waitForFunction(() => sessionStorage.whole, { timeout: 60000 });
  for (const network of NETWORKS) {
    const seen = { catalogue: [], session: [], touched: [], filtered: [], whole: [], again: [] };
    const offline = [];
    for (let count = 0; count < RUNS; count += 1) {
      for (const [name, path] of [["catalogue", "/"], ["session", session]]) {
        const noted = await visit(browser, house + path, network, false, settled);
        seen[name].push(Number(noted.painted));
      }
      const noted = await visit(browser, house, network, true, filtered);
      seen.touched.push(Number(noted.touched));
      seen.filtered.push(Number(noted.filtered));
      seen.whole.push(Number(noted.whole));
      const back = await comeBack(browser, house, network);
      seen.again.push(back.again);
      offline.push(back.offline);
    }
    const lines = [
      told("LCP catalogue", median(seen.catalogue), network.paint),
      told("LCP session", median(seen.session), network.paint),
      told("filter touched", median(seen.touched)),
      told("filtered cards seen", median(seen.filtered), network.filter),
      told("all of them", median(seen.whole)),
      told("second visit's LCP", median(seen.again), network.again),
      `without a network ${offline.every(word => word === "works") ? "works" : "missed"}`,
    ];
    console.log(`${network.name}: ${lines.join(" · ")}`);
  }
} finally {
  await browser.close();
}
