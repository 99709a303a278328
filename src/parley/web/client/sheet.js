// The script card: forms in tabs, tones, blanks to fill where they stand, copy, mail, download, edit.
import { BLANK, blanks, editOf, fillBlank, filled, keepEdit, keepTone, tone as keptTone } from './keep.js';
import { oneStop } from './keys.js';
import { announce, copy, download } from './save.js';

const CHANNELS = { email: 'E-mail', call: 'Call', text: 'Text' };
const TONES = { warm: 'Warm', direct: 'Direct', formal: 'Formal', brief: 'Brief', casual: 'Casual' };
const made = (tag, css = '', text = '') => Object.assign(document.createElement(tag), { className: css, textContent: text });
const cards = new WeakMap();

// Draw the script cards of a turn that has just arrived, and fold the long reasons on a small window.
export const dress = turn => {
  turn.querySelectorAll('.sheet').forEach(section => {
    const data = JSON.parse(section.dataset.sheet);
    delete section.dataset.sheet;
    const [channel, shownTone] = data.shown;
    const liked = data.forms.some(form => form.channel === channel && form.tone === keptTone()) ? keptTone() : shownTone;
    const card = { section, data, channel, tone: data.forms.length > 1 && shownTone === 'warm' ? liked : shownTone };
    cards.set(section, card);
    draw(card);
  });
  if (matchMedia('(max-width: 700px)').matches) turn.querySelectorAll('.fold.why[open]').forEach(fold => { fold.open = false; });
};

const formOf = card => card.data.forms.find(form => form.channel === card.channel && form.tone === card.tone)
  || card.data.forms.find(form => form.channel === card.channel) || card.data.forms[0];

const left = text => new Set(filled(text).match(new RegExp(BLANK, 'g')) || []).size;
const textOf = card => editOf(formOf(card).text) ?? formOf(card).text;
const subjectOf = card => filled(formOf(card).subject || '');

// The letters of the talk as their cards show them now: the one that the answer came with -> title and letter.
export const written = () => new Map([...document.querySelectorAll('#log .sheet')].map(section => {
  const card = cards.get(section);
  const [first, now] = [card.data.forms[0], formOf(card)];
  return [letterOf(first, first.text), { title: now.title, letter: letterOf(now, textOf(card)) }];
}));

const letterOf = (form, text) => `${form.subject ? `Subject: ${form.subject}\n\n` : ''}${text}`;

const draw = card => {
  const form = formOf(card);
  card.section.setAttribute('aria-label', `${form.title}, turn ${card.section.dataset.turn}`);
  card.section.replaceChildren(head(card, form), body(card, form), foot(card));
  oneStop(card.section);
  count(card);
};

const head = (card, form) => {
  const box = made('div', 'sheet-head');
  box.append(made('h3', '', form.title));
  const channels = [...new Set(card.data.forms.map(each => each.channel))];
  if (channels.length > 1) box.append(choice('Form of the script', channels, CHANNELS, card.channel, channel => { card.channel = channel; draw(card); focusOn(card, channel); }, 'tabs'));
  const tones = [...new Set(card.data.forms.filter(each => each.channel === card.channel).map(each => each.tone))];
  if (tones.length > 1) box.append(choice('Tone', tones, TONES, form.tone, tone => { card.tone = tone; keepTone(tone); draw(card); focusOn(card, tone); }, 'tones'));
  return box;
};

const focusOn = (card, name) => card.section.querySelector(`[data-choice="${name}"]`)?.focus();

// A row of choices, one of them taken; arrow keys move along it.
const choice = (label, names, titles, now, pick, css) => {
  const row = made('div', css);
  const tabs = css === 'tabs';
  row.setAttribute('role', tabs ? 'tablist' : 'radiogroup');
  row.setAttribute('aria-label', label);
  names.forEach((name, index) => {
    const button = made('button', '', titles[name] || name);
    button.type = 'button';
    button.dataset.choice = name;
    button.setAttribute('role', tabs ? 'tab' : 'radio');
    button.setAttribute(tabs ? 'aria-selected' : 'aria-checked', String(name === now));
    button.tabIndex = name === now ? 0 : -1;
    button.addEventListener('click', () => pick(name));
    button.addEventListener('keydown', event => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); pick(names[(index + step + names.length) % names.length]); }
    });
    row.append(button);
  });
  return row;
};

const body = (card, form) => {
  const box = made('div', 'sheet-body');
  if (form.subject) {
    const line = made('p', 'subject');
    const button = made('button', 'link', 'Copy subject');
    button.type = 'button';
    button.addEventListener('click', async () => announce(button, await copy(subjectOf(card)) ? 'Copied' : 'Press Ctrl+C'));
    line.append(made('span', 'tag', 'Subject'), write(form.subject, card), button);
    box.append(line);
  }
  const words = made('div', 'words-to-send');
  textOf(card).split('\n').forEach(line => words.append(paragraph(line, card)));
  box.append(words);
  return box;
};

const paragraph = (line, card) => {
  const css = /^[A-Z][A-Z ]+$/.test(line) ? 'cue' : /^\(.*\)$/.test(line) ? 'stage' : line ? '' : 'gap';
  const row = made('p', css);
  row.append(write(line, card));
  return row;
};

// Words with their blanks to fill and their amounts to ask about.
const write = (text, card) => {
  const span = document.createElement('span');
  text.split(BLANK).forEach(part => span.append(...(BLANK.test(part) ? [blank(part, card)] : amounts(part, card))));
  return span;
};

const amounts = (text, card) => {
  const known = Object.keys(card.data.figures).sort((a, b) => b.length - a.length);
  if (!known.length) return [text];
  const pattern = new RegExp(`(${known.map(each => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`);
  return text.split(pattern).map(part => {
    if (!card.data.figures[part]) return part;
    const button = made('span', 'figure', part);
    button.setAttribute('role', 'button');
    button.tabIndex = 0;
    button.dataset.source = card.data.figures[part];
    return button;
  });
};

const blank = (name, card) => {
  const box = made('span', 'blank', blanks()[name] || '');
  box.contentEditable = 'plaintext-only';
  if (box.contentEditable !== 'plaintext-only') box.contentEditable = 'true';
  box.setAttribute('role', 'textbox');
  box.setAttribute('aria-label', `Fill in: ${name.slice(1, -1)}`);
  box.dataset.hint = name.slice(1, -1);
  box.dataset.blank = name;
  box.spellcheck = true;
  box.addEventListener('keydown', event => { if (event.key === 'Enter') { event.preventDefault(); next(box); } });
  box.addEventListener('input', () => keepBlank(box, card));
  return box;
};

const next = box => {
  const all = [...box.closest('.sheet').querySelectorAll('.blank')];
  (all.slice(all.indexOf(box) + 1).find(each => !each.textContent) || box.closest('.sheet').querySelector('.copy'))?.focus();
};

// The same blank stands in several forms and turns: fill it everywhere at once.
const keepBlank = box => {
  const words = box.textContent.replace(/\s+/g, ' ').trim();
  if (!words) box.textContent = '';
  fillBlank(box.dataset.blank, words);
  document.querySelectorAll('.blank').forEach(other => {
    if (other !== box && other.dataset.blank === box.dataset.blank) other.textContent = words;
  });
  document.querySelectorAll('.sheet').forEach(section => { if (cards.has(section)) count(cards.get(section)); });
};

const foot = card => {
  const box = made('div', 'sheet-foot');
  const status = made('p', 'status');
  status.setAttribute('role', 'status');
  const row = made('p', 'row');
  const act = (css, words, how) => {
    const button = made('button', css, words);
    button.type = 'button';
    button.addEventListener('click', () => how(button));
    row.append(button);
  };
  act('main copy', 'Copy', async button => {
    const todo = left(textOf(card));
    const worked = await copy(filled(textOf(card)));
    announce(button, worked ? (todo ? `Copied, ${todo} blank${todo > 1 ? 's' : ''} left` : 'Copied') : 'Press Ctrl+C');
  });
  if (card.channel !== 'call') row.append(mailLink(card));
  act('save', 'Download', () => download(fileName(card), whole(card)));
  act('change', 'Edit', () => edit(card));
  box.append(status, row);
  return box;
};

const mailLink = card => {
  const link = made('a', 'mail', card.channel === 'text' ? 'Open in messages' : 'Open in mail');
  link.href = letter(card);
  return link;
};

const lines = text => encodeURIComponent(filled(text).replace(/\n/g, '\r\n'));
const letter = card => (card.channel === 'text' ? `sms:?&body=${lines(textOf(card))}`
  : `mailto:?subject=${encodeURIComponent(subjectOf(card))}&body=${lines(textOf(card))}`);
const whole = card => `${formOf(card).subject ? `Subject: ${subjectOf(card)}\n\n` : ''}${filled(textOf(card))}\n`;
const fileName = card => `${formOf(card).title.toLowerCase().replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}.txt`;

const count = card => {
  const todo = left(`${formOf(card).subject || ''}\n${textOf(card)}`);
  const status = card.section.querySelector('.status');
  if (!status) return;
  status.textContent = todo ? `${todo} blank${todo > 1 ? 's' : ''} to fill` : 'Ready to send';
  status.classList.toggle('ready', !todo);
  const mail = card.section.querySelector('.mail');
  if (mail) mail.href = letter(card);
  card.section.querySelectorAll('.blank').forEach(box => box.classList.toggle('filled', Boolean(box.textContent)));
};

// The whole text as one box; what is changed is kept for this script, and can be taken back.
const edit = card => {
  const form = formOf(card);
  const area = made('textarea', 'edit-box');
  area.value = filled(textOf(card));
  area.rows = Math.min(24, area.value.split('\n').length + 6);
  area.setAttribute('aria-label', `Edit: ${form.title}`);
  area.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    draw(card);
    card.section.querySelector('.change').focus();
  });
  const row = made('p', 'row');
  const act = (css, words, how) => {
    const button = made('button', css, words);
    button.type = 'button';
    button.addEventListener('click', () => { how(); draw(card); card.section.querySelector('.change').focus(); });
    row.append(button);
  };
  act('', 'Cancel', () => {});
  if (editOf(form.text) !== null) act('', 'Back to my draft', () => keepEdit(form.text, null));
  act('main', 'Done', () => keepEdit(form.text, area.value));
  card.section.querySelector('.sheet-body').replaceChildren(area);
  card.section.querySelector('.sheet-foot').replaceChildren(row);
  area.focus();
};
