// How long a phone on a slow network waits, from nothing: until the page is seen, and until a filter
// has done its work. Medians of five, each in a browser profile of its own.
//
//   node slow.mjs http://127.0.0.1:8080 /usr/bin/chromium
//
// A thumb that touches the filter the moment it is drawn; whichever is first answers it: the link
// that the server has rendered, or the app. The clock stops when the filtered list is drawn.
import puppeteer from "puppeteer-core";

const [house, executablePath] = process.argv.slice(2);
const RUNS = 5;
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];
const NETWORKS = [
  { name: "1.6 Mbit/s, 150 ms, CPU ÷4", kbits: 1600, latency: 150, cpu: 4, filter: 0.7 },
  { name: "400 kbit/s, 400 ms, CPU ÷4", kbits: 400, latency: 400, cpu: 4, paint: 0.8 },
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
    const list = document.querySelector("main .cards > li:first-child > a > p, main .empty");
    if (!kept.filtered && isFiltered() && list && !document.querySelector(".loaded.pending")) {
      return drawn(() => { kept.filtered ??= now(); });
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function visit(browser, address, network, touch, until) {
  const context = await browser.createBrowserContext();
  try {
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
    await page.goto(address, { waitUntil: "domcontentloaded", timeout: 60000 });
    await until(page);
    return await page.evaluate(() => ({ ...sessionStorage }));
  } finally {
    await context.close();
  }
}

const median = numbers => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const told = (name, seconds, limit) =>
  `${name} ${seconds.toFixed(2)} s${limit ? ` (limit ${limit}${seconds > limit ? ", missed" : ""})` : ""}`;

const session = /\/sesi\/ses_\w+/.exec(await (await fetch(house)).text())?.[0];
if (!session) throw new Error("the catalogue has no link to a session");
const browser = await puppeteer.launch({ executablePath, args, headless: true });
try {
  const settled = page => new Promise(done => { setTimeout(done, 4000); }).then(() => page.evaluate(() => 0));
  const filtered = page => page.waitForFunction(() => sessionStorage.filtered, { timeout: 60000 });
  for (const network of NETWORKS) {
    const seen = { catalogue: [], session: [], touched: [], filtered: [] };
    for (let count = 0; count < RUNS; count += 1) {
      for (const [name, path] of [["catalogue", "/"], ["session", session]]) {
        const noted = await visit(browser, house + path, network, false, settled);
        seen[name].push(Number(noted.painted));
      }
      const noted = await visit(browser, house, network, true, filtered);
      seen.touched.push(Number(noted.touched));
      seen.filtered.push(Number(noted.filtered));
    }
    const lines = [
      told("LCP catalogue", median(seen.catalogue), network.paint),
      told("LCP session", median(seen.session), network.paint),
      told("filter touched", median(seen.touched)),
      told("filtered list seen", median(seen.filtered), network.filter),
    ];
    console.log(`${network.name}: ${lines.join(" · ")}`);
  }
} finally {
  await browser.close();
}
