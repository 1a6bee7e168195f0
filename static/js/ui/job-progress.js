// Around the polled part of a job's page: tells screen readers about tenths instead of every second, keeps the window's
// title in step, and goes to log-in when the session ended while polling.

const REGION = "progress";
const title = document.title;
const announcer = document.getElementById("progress-announcement");
let lastTenth = null;

function follow() {
  const meter = document.querySelector(`#${REGION} progress`);
  if (!meter) return;
  const percent = Math.floor((100 * meter.value) / meter.max);
  const ended = meter.dataset.state !== "running";
  document.title = ended ? title : `${percent}% · ${title}`;
  const tenth = ended ? meter.dataset.state : Math.floor(percent / 10);
  if (lastTenth !== null && tenth !== lastTenth) {
    announcer.textContent = document.querySelector(`#${REGION} [data-announce]`).textContent.trim();
  }
  lastTenth = tenth;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const answered = xhr.responseURL && new URL(xhr.responseURL).pathname;
  if (answered && answered !== new URL(pathInfo.finalRequestPath, location.href).pathname) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});

document.addEventListener("htmx:afterSwap", follow);
follow();
