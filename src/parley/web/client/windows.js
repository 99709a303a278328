// What outlives a reload, and what several windows of one browser tell each other.
import { dropTalkPages } from './offline.js';
import { here, keyOf, save, talk } from './store.js';
import { catchUp, textOf, type, unanswered } from './talk.js';
import { there } from './there.js';

const UNSENT = 'parley_unsent_v1';
const OURS = /^parley_/;
const others = 'BroadcastChannel' in window ? new BroadcastChannel('parley') : null;

// A message without an answer, or words not sent yet: Gradio reloads the page by itself after a lost connection.
const keepUnsent = () => {
  const words = unanswered() || textOf()?.value.trim();
  try { if (words) sessionStorage.setItem(UNSENT, words); } catch { /* a closed store: nothing to keep it in */ }
};

const bringBack = async () => {
  try {
    const words = sessionStorage.getItem(UNSENT);
    sessionStorage.removeItem(UNSENT);
    if (!words) return;
    if (talk(here())?.pending) save(here(), { pending: '' });
    type(await there('#message textarea'), words);
  } catch { /* a closed store */ }
};

// Something changed in a talk: the other windows that show it show that too, so that none goes on from an older one.
export const wentOn = () => others?.postMessage({ talk: here() });

// Erase all that Parley keeps in this browser, also without the server, and begin as on a first visit.
export const forgetAll = async () => {
  [localStorage, sessionStorage].forEach(store => Object.keys(store).filter(key => OURS.test(key)).forEach(key => store.removeItem(key)));
  await dropTalkPages();
  others?.postMessage('forgotten');
  removeEventListener('pagehide', keepUnsent);
  location.reload();
};

export const waitForOthers = () => {
  addEventListener('pagehide', keepUnsent);
  addEventListener('parley:put-back', wentOn);
  addEventListener('storage', ({ key }) => { if (key === keyOf(here())) catchUp(); });  // may come later than the message below
  others?.addEventListener('message', ({ data }) => {
    if (data === 'forgotten') { removeEventListener('pagehide', keepUnsent); sessionStorage.clear(); location.reload(); }
    else if (data.talk === here()) catchUp();
  });
  bringBack();
};
