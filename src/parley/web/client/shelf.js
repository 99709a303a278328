// The guides: find one by company, role or place, and read it line by line. A guide's words are only ever set as text.
import { say } from './talk.js';
import { close } from './source.js';

const at = selector => document.querySelector(selector);
const made = (tag, text, css = '') => Object.assign(document.createElement(tag), { textContent: text, className: css });
const FAILED = 'The guides could not be read. See that Parley still runs, then try again.';
let asked = 0;

const fetchJson = async url => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
};

export const openShelf = () => {
  at('#shelf').showModal();
  at('#shelf-find').focus();
  find(at('#shelf-find').value);
};

const find = async words => {
  const mine = asked += 1;
  const [count, results] = ['#shelf .count', '#shelf .results'].map(at);
  const slow = setTimeout(() => { if (mine === asked) count.textContent = 'Searching …'; }, 250);
  try {
    const found = await fetchJson(`desk/guides?q=${encodeURIComponent(words)}`);
    clearTimeout(slow);
    if (mine !== asked) return;
    count.textContent = found.found ? `${nearly(words, found)}${number(found.found)} of ${number(found.total)} guides`
      : `None of the ${number(found.total)} guides has these words. Try fewer letters, or ask me: I still give a general script.`;
    results.replaceChildren(...found.guides.map((guide, index) => item(guide, found.guides[index - 1])));
    results.scrollTop = 0;
    offerMore(words, found);
  } catch { clearTimeout(slow); count.textContent = FAILED; }
};

// What was found in place of what was typed.
const nearly = (words, { meant, without }) => (meant ? `None has “${words}”. For “${meant}”: ` : without ? `None has all of it. Without “${without}”: ` : '');

const number = count => count.toLocaleString('en');

// The list comes in parts; the next one is a button at its end.
const offerMore = (words, found) => {
  const results = at('#shelf .results');
  const shown = results.querySelectorAll('.shelf-item').length;
  if (shown >= found.found) return;
  const button = made('button', `Show more (${number(found.found - shown)})`, 'more');
  button.addEventListener('click', async () => {
    const next = await fetchJson(`desk/guides?q=${encodeURIComponent(words)}&after=${shown}`).catch(() => null);
    if (!next) { at('#shelf .count').textContent = FAILED; return; }
    button.replaceWith(...next.guides.map((guide, index) => item(guide, next.guides[index - 1])));
    results.querySelectorAll('.shelf-item')[shown]?.querySelector('button').focus();
    offerMore(words, next);
  });
  results.append(button);
};

// A guide; of several of one company only the first names it large.
const item = (guide, before) => {
  const box = made('section', '', before?.company === guide.company ? 'shelf-item same' : 'shelf-item');
  const read = made('button', 'Read', 'to-guide');
  Object.assign(read.dataset, { guide: guide.path, line: 0 });
  read.setAttribute('aria-label', `Read the guide: ${guide.company}, ${guide.role}`);
  const head = made('h3', guide.company);
  head.append(made('span', guide.role));
  const places = made('div', '', 'chips');
  (guide.places.length ? guide.places : ['']).forEach(place => {
    const chip = made('button', place || 'Ask about it', 'quick');
    chip.addEventListener('click', () => {
      at('#shelf').close();
      say(`What should I counter at ${guide.company}${place ? ` in ${place}` : ''} as ${guide.role}?`);
    });
    places.append(chip);
  });
  box.append(head, places, read);
  return box;
};

export const openGuide = async (path, line) => {
  close();
  const dialog = at('#guide');
  const [title, count, lines] = ['h2', '.count', '.lines'].map(part => dialog.querySelector(part));
  if (!dialog.open) dialog.showModal();
  try {
    const guide = await fetchJson(`desk/guide?path=${encodeURIComponent(path)}`);
    title.textContent = guide.title;
    count.textContent = guide.about;
    lines.replaceChildren(...guide.lines.map((text, index) => row(text, index + 1, index + 1 === line)));
    if (line) lines.querySelector('.here')?.scrollIntoView({ block: 'center' });
    else lines.children[Math.max(0, guide.lines.indexOf('---', 1)) + 1]?.scrollIntoView({ block: 'start' });
  } catch { title.textContent = 'Guide'; count.textContent = FAILED; lines.replaceChildren(); }
};

const row = (text, number, here) => {
  const kind = /^#{1,6} /.test(text) ? 'heading' : /^\s*\|/.test(text) ? 'cells' : '';
  const line = made('p', '', `${kind}${here ? ' here' : ''}`);
  if (here) line.setAttribute('aria-current', 'true');
  line.append(made('span', String(number), 'number'), made('span', bare(text), 'text'));
  return line;
};

// A guide's line without its Markdown marks.
const bare = text => (/^\s*\|?[\s:|-]+\|?$/.test(text) ? '' : text.replace(/^#{1,6} /, '').replace(/\*\*/g, '')
  .replace(/^\s*\|\s*|\s*\|\s*$/g, '').replace(/\s*\|\s*/g, ' · '));

let timer = null;
document.addEventListener('input', event => {
  if (event.target.id !== 'shelf-find') return;
  clearTimeout(timer);
  timer = setTimeout(() => find(event.target.value), 120);
});
