// Reads QR codes with the camera, for the class's page: it asks by events and is told by events.
const PAUSE = 250;
// The same code again counts once in this time: it stays before the camera for a while.
const SAME = 5000;
let stream = null;
let last = { text: "", at: 0 };

function stop() {
  stream?.getTracks().forEach(track => track.stop());
  stream = null;
  const video = document.getElementById("camera");
  if (video) video.hidden = true;
}

async function look(video, detector, mine) {
  if (stream !== mine || !video.isConnected) return stop();
  const found = await detector.detect(video).catch(() => []);
  const text = found[0]?.rawValue;
  if (text && (text !== last.text || Date.now() - last.at > SAME)) {
    last = { text, at: Date.now() };
    dispatchEvent(new CustomEvent("balai-scanned", { detail: text }));
  }
  setTimeout(() => look(video, detector, mine), PAUSE);
}

addEventListener("balai-scan", async () => {
  const video = document.getElementById("camera");
  try {
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    look(video, detector, stream);
  } catch {
    stop();
    dispatchEvent(new CustomEvent("balai-no-camera"));
  }
});
addEventListener("balai-scan-stop", stop);
