// Runs every audit that graphql-http knows against one server and prints each.
//
//   node audit.mjs http://127.0.0.1:8080/graphql
//
// All must be 'ok', the recommendations (SHOULD) and the options (MAY) too. Exit code 1 otherwise,
// and also when there are fewer audits than we know of, so that an update can't drop some unseen.

import { serverAudits } from 'graphql-http';

const KNOWN_AUDITS = 61;

const [url] = process.argv.slice(2);
if (!url) {
  console.error('usage: node audit.mjs URL');
  process.exit(2);
}

/** The last answer once more: the audits have read the body of theirs. */
let last;

async function remember(...request) {
  const response = await fetch(...request);
  last = response.clone();
  return response;
}

/** What the server answered, short enough for two lines. */
async function answer() {
  const body = await last.text();
  const type = last.headers.get('content-type') ?? 'no content type';
  return `${last.status}, ${type}\n         ${body.slice(0, 400).trim()}`;
}

/** Runs one audit; a broken connection counts as a failure like any other. */
async function run(audit) {
  try {
    const result = await audit.fn();
    if (result.status === 'ok') return { ok: true };
    return { ok: false, why: `${result.status}: ${result.reason}\n         ${await answer()}` };
  } catch (error) {
    return { ok: false, why: `no answer: ${error.cause?.message ?? error.message}` };
  }
}

let passed = 0;
let failed = 0;
for (const audit of serverAudits({ url, fetchFn: remember })) {
  const { ok, why } = await run(audit);
  if (ok) {
    passed += 1;
    console.log(`    ok   ${audit.id} ${audit.name}`);
  } else {
    failed += 1;
    console.log(`    FAIL ${audit.id} ${audit.name}\n         ${why}`);
  }
}

const audits = passed + failed;
if (audits < KNOWN_AUDITS) {
  console.log(`    FAIL only ${audits} audits ran, of ${KNOWN_AUDITS}`);
  failed += KNOWN_AUDITS - audits;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
