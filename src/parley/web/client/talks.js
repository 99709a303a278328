// The list of talks: open one, find, name, put away, delete (with Undo), take out and bring in as a file.
import { draftsOf, dropDrafts, keepDrafts } from './keep.js';
import { dropShown, keepShown } from './offline.js';
import { download } from './save.js';
import { drop, exported, fresh, here, imported, save, talk, talks, whenFull } from './store.js';
import { feedNow, openTalk, say, textOf } from './talk.js';

const at = selector => document.querySelector(selector);
const made = (tag, css = '', text = '') => Object.assign(document.createElement(tag), { className: css, textContent: text });
const button = (text, how, css = '') => {
  const one = Object.assign(made('button', css, text), { type: 'button' });
  one.addEventListener('click', how);
  return one;
};
const FULL = 'This browser keeps no more: delete a negotiation, or export them to a file first. What you see here is not lost until you close the page.';
const BROKEN = 'That file is none that Parley saved. Choose one named parley-talks.json.';
const TITLE = 48;

const first = text => (text.length > TITLE ? `${text.slice(0, TITLE).trimEnd()} …` : text);
export const titleOf = each => each.name || [each.about.company, each.about.role].filter(Boolean).join(', ') || first(each.messages[0] || each.pending || 'New negotiation');
const lineOf = each => [each.about.stage, each.about.due && `answer due ${each.about.due}`, when(each.used)].filter(Boolean).join(' · ');
const when = time => {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / 86_400_000);
  return days < 1 ? 'today' : days === 1 ? 'yesterday' : days < 7 ? `${days} days ago` : new Date(time).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
};

// What a talk is found by, and how it stands in the open list, are made once for each talk as it is kept.
const sought = new WeakMap();
const findable = each => {
  if (!sought.has(each)) sought.set(each, `${titleOf(each)} ${each.about.role || ''} ${each.about.stage || ''} ${each.messages.join(' ')}`.toLowerCase());
  return sought.get(each);
};
let items = new WeakMap();
const itemOf = each => {
  if (!items.has(each)) items.set(each, item(each));
  return items.get(each);
};

export const openTalks = () => {
  at('#talks-find').value = '';
  tell('');
  items = new WeakMap();
  draw();
  at('#talks').showModal();
  at('#talks-find').focus();
};

const draw = () => {
  const all = talks().filter(each => each.messages.length || each.pending);
  const words = at('#talks-find').value.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = all.filter(each => words.every(word => findable(each).includes(word)));
  const [open, away] = [fitting.filter(each => !each.archived), fitting.filter(each => each.archived)];
  at('#talks .count').textContent = words.length ? `${fitting.length} of ${all.length}` : all.length ? '' : 'None yet. The first one starts with your first message.';
  const list = at('#talks .list');
  list.replaceChildren(...open.map(itemOf));
  if (!away.length) return;
  const fold = made('details', 'away');
  fold.open = words.length > 0;
  fold.append(made('summary', '', `Put away (${away.length})`), ...away.map(itemOf));
  list.append(fold);
};

const item = each => {
  const box = made('section', `talk-item${each.id === here() ? ' now' : ''}`);
  const open = button('', () => { at('#talks').close(); if (each.id !== here()) openTalk(each.id); textOf()?.focus({ preventScroll: true }); }, 'open-talk');
  open.append(made('strong', '', titleOf(each)), made('span', '', lineOf(each)));
  if (each.id === here()) open.setAttribute('aria-current', 'true');
  const acts = made('p', 'talk-acts');
  acts.append(
    named('Rename', each, () => rename(box, each)),
    named(each.archived ? 'Bring back' : 'Put away', each, () => { save(each.id, { archived: !each.archived }); draw(); tell(''); at('#talks-find').focus(); }),
    named('Delete', each, () => remove(each)),
  );
  if (each.id !== here() && each.about.compare && talk(here())?.about.compare) {
    acts.prepend(named('Compare', each, () => { at('#talks').close(); say(each.about.compare); }));
  }
  box.append(open, acts);
  return box;
};

const named = (verb, each, how) => {
  const one = button(verb, how);
  one.setAttribute('aria-label', `${verb}: ${titleOf(each)}`);
  return one;
};

const rename = (box, each) => {
  const form = made('form', 'rename');
  const field = Object.assign(document.createElement('input'), { value: titleOf(each), maxLength: 80 });
  field.setAttribute('aria-label', 'Name of this negotiation');
  const done = () => { items.delete(each); draw(); at('#talks .now .open-talk, #talks-find')?.focus(); };
  form.append(field, Object.assign(made('button', 'main', 'Save'), { type: 'submit' }));
  form.addEventListener('submit', event => { event.preventDefault(); save(each.id, { name: field.value.trim() }); done(); });
  form.addEventListener('keydown', event => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); done(); } });
  box.replaceChildren(form);
  field.focus();
  field.select();
};

// Deleted at once, and brought back with one press while the list is open.
const remove = each => {
  const [kept, drafts] = [talk(each.id), draftsOf(each.id)];
  drop(each.id);
  dropDrafts(each.id);
  dropShown(each.id);
  if (each.id === here()) { openTalk(fresh()); items = new WeakMap(); }
  draw();
  tell(`Deleted “${titleOf(each)}”.`, 'Undo', () => {
    save(each.id, kept);
    keepDrafts(each.id, drafts);
    draw();
    tell('It is back.');
    at('#talks-find').focus();
  });
};

const tell = (words, verb, how) => {
  const note = at('#talks .note');
  note.replaceChildren(words);
  if (!verb) return;
  const undo = button(verb, how);
  note.append(' ', undo);
  undo.focus();
};

const takeOut = () => {
  const all = talks();
  if (!all.length) { tell('There is nothing to export yet.'); return; }
  download('parley-talks.json', exported(Object.fromEntries(all.map(each => [each.id, draftsOf(each.id)]))), 'application/json');
  tell(`Exported ${all.length === 1 ? 'one negotiation' : `${all.length} negotiations`} to parley-talks.json. It holds private figures: it is for you.`);
};

const bringIn = async file => {
  const found = imported(await file.text());
  if (!found) { tell(BROKEN); return; }
  found.names.forEach((id, old) => keepDrafts(id, found.drafts[old]));
  draw();
  tell(found.names.size ? `Brought in ${found.names.size === 1 ? 'one negotiation' : `${found.names.size} negotiations`}.` : 'All of these are here already.');
};

// The page as it was last shown, for when there is no server; and the window's own title.
export const tellOfTalk = mine => {
  const one = talk(mine.talk.id);  // as it is kept now
  document.title = one?.messages.length ? `${titleOf(one)} · Parley` : 'Parley';
  if (mine.told.do !== 'show') setTimeout(keepShown, 50, mine.talk.id, feedNow());
};

export const waitForTalks = () => {
  whenFull(() => { const bar = at('#toolong'); bar.textContent = FULL; bar.hidden = false; });
  document.addEventListener('input', event => { if (event.target.id === 'talks-find') draw(); });
  document.addEventListener('change', event => {
    if (event.target.id !== 'talks-file' || !event.target.files[0]) return;
    bringIn(event.target.files[0]);
    event.target.value = '';
  });
  document.addEventListener('click', event => {
    if (event.target.closest('[data-talks=export]')) takeOut();
    if (event.target.closest('[data-talks=import]')) at('#talks-file').click();
  });
};
