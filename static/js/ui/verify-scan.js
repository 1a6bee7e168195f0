// Reads a certificate's QR code with the camera. Where the browser can read codes itself nothing is loaded; elsewhere the
// reader (WebAssembly, from this site) comes with the first scan.

const LOOK_EVERY_MS = 120;
const CODE = /(?:^|\/)[0-9A-Z]{26}\/?$/i;

// Whether a code's text can be the address of a certificate. The server has the last word.
export const couldBeOurs = (text) => CODE.test(text.trim().replace(/-(?=[^/]*$)/g, ""));

// What went wrong with the camera, and what to do, by the name of the error (Media Capture and Streams, 10.2).
export function faultInWords(name) {
  switch (name) {
    case "NotAllowedError":
      return "This page may not use the camera. Allow it beside the address of the page, or type the code.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "There is no camera on this device. Type the code instead.";
    case "NotReadableError":
    case "AbortError":
      return "The camera is in use by another program. Close that, or type the code.";
    default:
      return "The scanner could not be started. Type the code instead.";
  }
}

async function makeDetector(dialog) {
  const formats = ["qr_code"];
  if ("BarcodeDetector" in globalThis) {
    const known = await globalThis.BarcodeDetector.getSupportedFormats();
    if (known.includes(formats[0])) return new globalThis.BarcodeDetector({ formats });
  }
  const { BarcodeDetector, prepareZXingModule } = await import(dialog.dataset.reader);
  const overrides = { locateFile: () => dialog.dataset.wasm };
  await prepareZXingModule({ overrides, fireImmediately: true });
  return new BarcodeDetector({ formats });
}

function connect(button, dialog) {
  const video = dialog.querySelector("video");
  const state = dialog.querySelector("[data-scan-state]");
  let stream = null;
  let timer = 0;
  let detector = null;

  const stop = () => {
    clearTimeout(timer);
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = video.srcObject = null;
  };

  const look = async () => {
    if (!stream) return;
    const [found] = await detector.detect(video).catch(() => []); // a frame that is not there yet
    if (!stream) return;
    if (found && couldBeOurs(found.rawValue)) {
      state.textContent = "Found. Looking it up.";
      stop();
      location.assign(`${dialog.dataset.verify}?${new URLSearchParams({ code: found.rawValue, by: "camera" })}`);
      return;
    }
    if (found) state.textContent = "This QR code is not of a certificate. Hold the one on the certificate into the frame.";
    timer = setTimeout(look, LOOK_EVERY_MS);
  };

  button.addEventListener("click", async () => {
    dialog.showModal();
    state.textContent = "Starting the camera.";
    try {
      const opened = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
      });
      stream = opened;
      if (!dialog.open) return stop(); // closed while the browser was asking
      video.srcObject = opened;
      await video.play();
      detector ??= await makeDetector(dialog);
      state.textContent = "Hold the QR code of the certificate into the frame.";
      look();
    } catch (error) {
      stop();
      if (dialog.open) state.textContent = faultInWords(error.name);
    }
  });

  dialog.querySelector("[data-scan-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", stop);
  addEventListener("pagehide", () => dialog.close());
}

if (typeof document !== "undefined") {
  const button = document.querySelector("[data-scan]");
  // No camera without a secure connection (or this very machine): then the button would only disappoint.
  if (button && navigator.mediaDevices?.getUserMedia) {
    connect(button, document.querySelector("[data-scanner]"));
    button.hidden = false;
  }
}
