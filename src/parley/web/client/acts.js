// What each button does, by its data-act, data-open, data-say or data-fill.
import { change, offerForm } from './case.js';
import { openGuide, openShelf } from './shelf.js';
import { toggleSource } from './source.js';
import { messages, openTalk, order, say, textOf, type } from './talk.js';
import { changeClaim } from './claims.js';
import { saveCopy } from './copies.js';
import { fresh } from './store.js';
import { openTalks } from './talks.js';
import { forgetAll } from './windows.js';

const at = selector => document.querySelector(selector);

// Ask before something is lost. Resolves to whether the person said yes.
const sure = (title, what, yes) => new Promise(resolve => {
  const dialog = at('#confirm');
  dialog.querySelector('h2').textContent = title;
  dialog.querySelector('.what').textContent = what;
  dialog.querySelector('[value=yes]').textContent = yes;
  dialog.returnValue = 'no';
  dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  dialog.showModal();
});

const edit = button => {
  const said = button.closest('.said');
  if (said.querySelector('form')) return;
  const form = document.createElement('form');
  const box = Object.assign(document.createElement('textarea'), { value: said.querySelector('.words').textContent, rows: 3 });
  box.setAttribute('aria-label', 'Your message, in other words');
  const row = Object.assign(document.createElement('p'), { className: 'row' });
  const cancel = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Cancel' });
  const send = Object.assign(document.createElement('button'), { className: 'main', textContent: 'Send' });
  row.append(cancel, send);
  form.append(box, row);
  const close = () => { form.remove(); said.classList.remove('editing'); said.querySelector('[data-act=edit]').focus(); };
  cancel.addEventListener('click', close);
  box.addEventListener('keydown', event => {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
  });
  form.addEventListener('submit', event => {
    event.preventDefault();
    if (box.value.trim()) order({ do: 'edit', turn: Number(said.closest('.turn').dataset.turn), text: box.value.trim() });
  });
  said.classList.add('editing');
  said.append(form);
  box.focus();
};

// A new talk beside the others: nothing is deleted.
export const startNew = () => {
  document.querySelectorAll('dialog[open]').forEach(dialog => dialog.close());
  openTalk(fresh());
  textOf()?.focus({ preventScroll: true });
};

const forget = async () => {
  at('#more').close();
  const what = 'All your negotiations, the words you filled in and your edits are erased from this browser. Nothing is kept elsewhere.';
  if (await sure('Forget everything?', what, 'Forget everything')) forgetAll();
};

const panel = () => {
  const open = document.body.classList.toggle('case-open');
  at('nav [data-act=case]').setAttribute('aria-expanded', String(open));
  (open ? at('#side [data-act=case]') : at('nav [data-act=case]')).focus();
};

const ACTS = {
  edit,
  again: () => order({ do: 'again' }),
  undo: () => order({ do: 'undo' }),
  show: button => order({ do: 'show', turn: Number(button.closest('.turn').dataset.turn) }),
  new: startNew,
  forget,
  box: (link, event) => { event.preventDefault(); textOf()?.focus(); },
  change,
  claim: changeClaim,
  case: panel,
};

const fill = text => {
  if (text.startsWith('They offered')) { offerForm('They offered {}'); return; }
  if (text.startsWith('They came back')) { offerForm('They came back with {}'); return; }
  const box = textOf();
  type(box, text);
  box.focus();
  box.setSelectionRange(text.length, text.length);
};

const toTurn = number => {
  const turn = at(`#log .turn[data-turn="${number}"]`);
  turn?.scrollIntoView({ block: 'start', behavior: 'smooth' });
};

export const acts = (button, event) => {
  const { act, open, copy, say: words, fill: start } = button.dataset;
  if (act) ACTS[act]?.(button, event);
  else if (copy) saveCopy(copy);
  else if (open === 'shelf') openShelf();
  else if (open === 'talks') openTalks();
  else if (open) { button.closest('dialog')?.close(); at(`#${open} .note`)?.replaceChildren(); at(`#${open}`).showModal(); }
  else if (words) say(words);
  else if (start) fill(start);
  else if (button.matches('.figure')) toggleSource(button);
  else if (button.matches('.to-guide')) openGuide(button.dataset.guide, Number(button.dataset.line));
  else if (button.matches('.to-turn')) toTurn(button.dataset.turnOf);
  event.stopPropagation();
};
