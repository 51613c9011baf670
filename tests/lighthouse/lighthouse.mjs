// Lighthouse's scores of the catalogue and a session's page on a phone: the median of five runs each.
//
//   node lighthouse.mjs http://127.0.0.1:8080 /usr/bin/chromium
//
// What doesn't depend on the machine has to be 100; the time-bound figures are only told.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [house, chromePath] = process.argv.slice(2);
const RUNS = 5;
const CERTAIN = ["accessibility", "best-practices", "seo"];
const chromeFlags = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

async function run(address) {
  const chrome = await launch({ chromePath, chromeFlags });
  try {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error" });
    return {
      ...Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])),
      "LCP s": lhr.audits["largest-contentful-paint"].numericValue / 1000,
      "blocking ms": lhr.audits["total-blocking-time"].numericValue,
      "layout shift": lhr.audits["cumulative-layout-shift"].numericValue,
    };
  } finally {
    chrome.kill();
  }
}

const median = numbers => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

const catalogue = await (await fetch(house)).text();
const session = /\/sesi\/ses_\w+/.exec(catalogue)?.[0];
if (!session) throw new Error("the catalogue has no link to a session");
let below = 0;
for (const [name, path] of [["catalogue", "/"], ["session", session]]) {
  const runs = [];
  for (let count = 0; count < RUNS; count += 1) runs.push(await run(house + path));
  const medians = Object.keys(runs[0]).map(key => [key, median(runs.map(one => one[key]))]);
  console.log(`${name}: ${medians.map(([key, value]) => `${key} ${Number(value.toFixed(2))}`).join(" · ")}`);
  below += medians.filter(([key, value]) => CERTAIN.includes(key) && value < 100).length;
}
process.exit(below ? 1 : 0);
