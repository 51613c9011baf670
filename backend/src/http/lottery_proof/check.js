// Repeats a draw where it was published, with nothing from us but the proof: the browser's own SHA-256
// over the lines that shared/src/lottery.rs describes.
const button = document.querySelector("[data-proof]");
const told = document.getElementById("draw-told");

async function hash(...lines) {
  const bytes = new TextEncoder().encode(lines.map(line => line + "\n").join(""));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
}

async function holds(proof) {
  if (proof.format !== "balai-lottery-1") return false;
  if (await hash("balai lottery 1", proof.session, proof.seed) !== proof.commitment) return false;
  // By the characters' codes, as everywhere in the proof; never by a language's alphabet.
  const people = [...proof.order].sort((one, other) => (one < other ? -1 : 1));
  if (new Set(people).size !== people.length) return false;
  const participants = await hash("balai participants 1", ...people);
  const lots = await Promise.all(people.map(async person =>
    [await hash("balai lot 1", proof.seed, participants, person), person]));
  lots.sort(([one], [other]) => (one < other ? -1 : 1));
  return lots.every(([, person], place) => person === proof.order[place])
    && (proof.firstAppliedAt === null || Date.parse(proof.committedAt) <= Date.parse(proof.firstAppliedAt));
}

if (button && told && globalThis.crypto?.subtle) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const answer = await fetch(button.dataset.proof);
      const proof = await answer.json();
      told.textContent = (await holds(proof)) ? told.dataset.holds : told.dataset.fails;
    } catch {
      told.textContent = told.dataset.unknown;
    }
    told.hidden = false;
    button.disabled = false;
  });
}
