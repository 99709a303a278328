// What outlives a reload, and what several windows of one browser tell each other.
import { there } from './there.js';
import { textOf, type, unanswered } from './talk.js';

const UNSENT = 'parley_unsent_v1';
const OURS = /^parley_/;
const others = 'BroadcastChannel' in window ? new BroadcastChannel('parley') : null;
const SAVED = 300;  // Gradio writes what is kept a moment after the answer has come

// A message without an answer, or words not sent yet: Gradio reloads the page by itself after a lost connection.
const keepUnsent = () => {
  const words = unanswered() || textOf()?.value.trim();
  try { if (words) sessionStorage.setItem(UNSENT, words); } catch { /* a closed store: nothing to keep it in */ }
};

const bringBack = async () => {
  try {
    const words = sessionStorage.getItem(UNSENT);
    sessionStorage.removeItem(UNSENT);
    if (words) type(await there('#message textarea'), words);
  } catch { /* a closed store */ }
};

// The talk went on here: the other windows show it too, so that none goes on from an older one.
export const wentOn = () => setTimeout(() => others?.postMessage('went on'), SAVED);

// Erase all that Parley keeps in this browser, also without the server, and begin as on a first visit.
export const forgetAll = () => {
  [localStorage, sessionStorage].forEach(store => Object.keys(store).filter(key => OURS.test(key)).forEach(key => store.removeItem(key)));
  others?.postMessage('forgotten');
  removeEventListener('pagehide', keepUnsent);
  location.reload();
};

export const waitForOthers = () => {
  addEventListener('pagehide', keepUnsent);
  others?.addEventListener('message', ({ data }) => {
    if (data === 'forgotten') removeEventListener('pagehide', keepUnsent);
    if (data === 'forgotten' || !unanswered()) location.reload();
  });
  bringBack();
};
