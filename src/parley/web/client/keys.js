// The keyboard: single letters where nothing is being written, arrows along the amounts, and a list of all of it.
import { setting } from './settings.js';
import { openShelf } from './shelf.js';
import { openTalks } from './talks.js';
import { textOf } from './talk.js';

const at = selector => document.querySelector(selector);
const writing = target => target.matches?.('input, textarea, select, [contenteditable]') || target.isContentEditable;
const latest = selector => at(`#log .turn.latest ${selector}`) || [...document.querySelectorAll(`#log ${selector}`)].at(-1);
const press = button => { button?.focus(); button?.click(); };

const KEYS = {
  '/': () => textOf()?.focus(),
  c: () => press(latest('.sheet .copy')),
  e: () => press(latest('.sheet .change')),
  g: openShelf,
  n: () => at('#talks [data-act=new]').click(),
  t: openTalks,
  '?': () => at('#keys').showModal(),
};

// The arrow up in an empty box edits the last message.
const editLast = event => {
  if (event.key !== 'ArrowUp' || event.target !== textOf() || event.target.value) return false;
  const edit = latest('[data-act=edit]');
  if (!edit) return false;
  event.preventDefault();
  edit.click();
  return true;
};

// All amounts of a letter or an answer are one stop of Tab; the arrows go from one to the next.
const STOPS = '.answer, .sheet-body, .fold > div, .private, .pictured, .aside, figure.band';
export const oneStop = root => {
  root.querySelectorAll(STOPS).forEach(part => {
    [...part.querySelectorAll('.figure')].forEach((figure, index) => { figure.tabIndex = index ? -1 : 0; });
  });
};

const along = event => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const part = step && event.target.matches?.('.figure') && event.target.closest(STOPS);
  if (!part) return false;
  const all = [...part.querySelectorAll('.figure')].filter(each => each.checkVisibility());
  const next = all[(all.indexOf(event.target) + step + all.length) % all.length];
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  event.preventDefault();
  return true;
};

export const waitForKeys = () => document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); if (!at('#talks').open) openTalks(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (editLast(event) || along(event)) return;
  if (setting('keys') === 'off' || writing(event.target) || at('dialog[open]')) return;
  const number = /^[1-9]$/.test(event.key) && document.querySelectorAll('#dock .ways button')[Number(event.key) - 1];
  if (!number && !KEYS[event.key]) return;
  event.preventDefault();
  if (number) press(number); else KEYS[event.key]();
});
