// Passkeys (W3C Web Authentication, level 3): forms with `data-passkey` send what the device answers.
//
// data-passkey: "create" or "get" · data-options: id of the JSON with the server's options, or data-options-url: where they
// are fetched when they are needed. The answer goes into the field `credential`; faults are said in [data-passkey-fault].

const FAULTS = {
  NotAllowedError: "No passkey was used: the question was closed, or it took too long. Try again.",
  InvalidStateError: "This passkey is in your list already.",
  SecurityError: "Passkeys work only on the site’s own address and over a secure connection.",
  NetworkError: "The site cannot be reached. Check your connection, then try again.",
};
const OTHER_FAULT = "This browser or device cannot do that. Try with another one.";

/** @param {string} text base64url without padding @returns {ArrayBuffer} */
export function toBytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer} bytes @returns {string} base64url without padding */
export function toText(bytes) {
  const plain = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const withBytes = (descriptors) => descriptors?.map((one) => ({ ...one, id: toBytes(one.id) }));

/**
 * The options of the server as the browser wants them.
 * @param {object} options PublicKeyCredentialCreationOptionsJSON @param {boolean} alone whether the passkey logs in alone
 */
export function creation(options, alone) {
  return {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: withBytes(options.excludeCredentials) ?? [],
    authenticatorSelection: {
      ...options.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      ...(alone && { userVerification: "required" }),
    },
  };
}

/** @param {object} options PublicKeyCredentialRequestOptionsJSON */
export function request(options) {
  return { ...options, challenge: toBytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) ?? [] };
}

/** What the device answered, as the server reads it. @param {PublicKeyCredential} credential @returns {string} JSON */
export function answer(credential) {
  const { response } = credential;
  const parts = { clientDataJSON: toText(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) parts[name] = toText(response[name]);
  }
  if (response.getTransports) parts.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    response: parts,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function optionsOf(form, name) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent)[name].publicKey;
  const response = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!response?.ok) throw new DOMException("", "NetworkError");
  return (await response.json())[name].publicKey;
}

async function ask(form) {
  if (form.dataset.passkey === "create") {
    const options = await optionsOf(form, "creation_options");
    return navigator.credentials.create({ publicKey: creation(options, form.elements.passwordless?.checked ?? true) });
  }
  return navigator.credentials.get({ publicKey: request(await optionsOf(form, "request_options")) });
}

async function send(form) {
  const words = form.querySelector("[data-passkey-fault]");
  words.hidden = true;
  try {
    form.elements.credential.value = answer(await ask(form));
    form.submit();
  } catch (fault) {
    words.textContent = FAULTS[fault.name] ?? OTHER_FAULT;
    words.hidden = false;
  }
}

globalThis.document?.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-passkey]")) return;
  event.preventDefault();
  send(event.target);
});
