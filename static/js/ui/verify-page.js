// On the page of a certificate: the address of the QR code gives way to the one for people, so that whoever reloads or
// passes it on does not count as a scan; and the phone's own sheet for sharing, where there is one.

const canonical = document.querySelector('link[rel="canonical"]');
if (canonical && location.pathname.startsWith("/V/")) {
  history.replaceState(history.state, "", new URL(canonical.href).pathname);
}

const share = document.querySelector("[data-share]");
if (share && navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    // A visitor who changes their mind is no fault.
    navigator.share({ title: share.dataset.title, url: share.dataset.share }).catch(() => {});
  });
}
