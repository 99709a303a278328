// Orders to the server, by way of Gradio's hidden box and button (see web/orders.py), and what to do if no answer comes.
import { netFailed } from './net.js';

const at = selector => document.querySelector(selector);
const PATIENCE = 20000;
const AGAIN = 400;  // Gradio drops what is pressed while it wakes up, so press until the request has left
const LATE = 'No answer came. See that Parley still runs, then press Try again: your message is kept here.';
const BROKEN = 'This answer failed, by a fault of Parley’s, not of yours. Your message is kept: press Try again, or say it in other words.';
const THEIRS = /^an error occurred/i;  // Gradio's own words for a fault that told nothing
let sent = 0;
let waiting = null;

// Type into a Gradio box so that Gradio notices.
export const type = (box, text) => {
  const prototype = box.tagName === 'TEXTAREA' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value').set.call(box, text);
  box.dispatchEvent(new Event('input', { bubbles: true }));
};

export const waitingFor = () => waiting;

// Send an order about a talk: {id, messages}. `mine` is given back when its answer is there.
export const send = (told, talk, note, tell) => {
  settle();
  sent += 1;
  const mine = { told, talk, note, tell, number: sent, late: false, left: false };
  waiting = mine;
  mine.timer = setTimeout(fail, PATIENCE, mine, LATE);
  press(mine, JSON.stringify({ ...told, messages: talk.messages, n: sent }));
  return mine;
};

const press = (mine, text) => {
  if (waiting !== mine || mine.left || mine.late) return;
  if (at('#order textarea') && at('#do')) {
    type(at('#order textarea'), text);
    setTimeout(() => { if (waiting === mine && !mine.left) at('#do').click(); }, 30);
  }
  setTimeout(press, AGAIN, mine, text);
};

const fail = (mine, why) => {
  if (waiting !== mine || mine.late) return;
  clearTimeout(mine.timer);
  mine.late = true;
  mine.tell(why);
};

export const settle = () => {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  waiting.note?.remove();
  waiting = null;
};

// Gradio's own requests, looked at on their way: whether an order has left, and whether it met nobody.
const real = window.fetch;
window.fetch = async (...asked) => {
  if (!String(asked[0]?.url || asked[0]).includes('queue/join')) return real(...asked);
  const mine = waiting;
  if (mine) mine.left = true;
  try { return await real(...asked); } catch (fault) {
    if (mine) fail(mine, netFailed());
    throw fault;
  }
};

// What Gradio says in a corner of the page (the server is busy, the answer failed) belongs where the answer was to come.
export const heed = () => {
  const told = at('[data-testid=toast-body]');
  if (!told || told.dataset.heard) return;
  told.dataset.heard = 'yes';
  const lost = /connection/i.test(told.textContent);
  const said = told.querySelector('[data-testid=toast-text]')?.textContent.trim() || LATE;
  const words = lost ? netFailed() : THEIRS.test(said) ? BROKEN : said;
  if (waiting && told.matches('.error')) fail(waiting, words);
  told.querySelector('[data-testid=toast-close]')?.click();
};
