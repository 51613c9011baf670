// Makes a photo smaller before it is sent: a phone's camera takes 12 MB where 300 KB can be read as
// well. What isn't an image, or can't be drawn, is sent as it is; the server says what is wrong.
"use strict";
const LONGEST = 1600;
const ENOUGH = 1_000_000;
const LARGEST = 5 * 1024 * 1024;
let shrinking = 0;

addEventListener("change", async event => {
  const input = event.target;
  const told = document.getElementById(input.dataset?.told);
  if (input.type !== "file" || !told) return;
  const buttons = [...input.form.querySelectorAll("button[type=submit]")];
  // Of the two ways to choose a file the last one taken counts.
  for (const other of input.form.querySelectorAll("input[type=file]")) {
    if (other !== input && other.name === input.name && input.files.length) other.value = "";
  }
  const chosen = input.files[0];
  if (chosen?.type.startsWith("image/") && chosen.size > ENOUGH) {
    told.textContent = told.dataset.shrinking;
    shrinking += 1;
    for (const button of buttons) button.disabled = true;
    const smaller = await shrunk(chosen).catch(() => null);
    if (smaller && smaller.size < chosen.size && input.files[0] === chosen) {
      const files = new DataTransfer();
      files.items.add(smaller);
      input.files = files.files;
    }
    shrinking -= 1;
    // Another may still be at work.
    if (!shrinking) for (const button of buttons) button.disabled = false;
  }
  const file = input.files[0];
  const words = file && file.size > LARGEST ? told.dataset.large.replace("{}", size(file.size))
    : file ? told.dataset.ready.replace("{}", file.name).replace("{}", size(file.size)) : "";
  told.textContent = words;
});

async function shrunk(file) {
  const image = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const paper = canvas.getContext("2d");
  // What is see-through would turn black.
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise(done => canvas.toBlob(done, "image/jpeg", 0.8));
  return blob && new File([blob], file.name.replace(/\.[^.]*$/, "") + ".jpg", { type: "image/jpeg" });
}

function size(bytes) {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1000)} KB`;
  return `${new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(bytes / 1e6)} MB`;
}
