// The bar above the box when the server cannot be reached; it goes by itself when it can again.
const LOST = 'Parley cannot be reached. What you wrote is kept here; I look again every few seconds.';
const UNANSWERED = 'Parley cannot be reached, so no answer came. Your message is kept here.';
const EVERY = 3000;
const PATIENT = 2500;
let timer = null;

const bar = () => document.querySelector('#net');
const reached = async () => {
  try { return (await fetch('desk/welcome', { cache: 'no-store', signal: AbortSignal.timeout(PATIENT) })).ok; } catch { return false; }
};

const look = async () => {
  if (await reached()) { timer = null; if (bar()) bar().hidden = true; dispatchEvent(new Event('parley:back')); return; }
  timer = setTimeout(look, EVERY);
};

// Say it at once; gives what to say where the answer was to come.
export const netFailed = () => {
  if (bar()) { bar().textContent = LOST; bar().hidden = false; }
  if (!timer) timer = setTimeout(look, EVERY);
  return UNANSWERED;
};

export const watchNet = () => {
  addEventListener('offline', netFailed);
  addEventListener('online', () => { if (timer) { clearTimeout(timer); look(); } });
};
