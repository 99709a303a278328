// A letter as a file: chosen, dropped or pasted. The server reads it and keeps nothing (web/filing.py); its words come into
// the box, to be looked over, behind the question that stands there.
import { textOf, tooLong, type } from './talk.js';
import { there } from './there.js';

const LARGEST = 5 * 1024 * 1024;
const TRIES = 4;
const KINDS = '.pdf,.docx,.eml,.html,.htm,.txt,.md,.csv,.tsv';
const CLIP = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8.5 12.5l6-6a3 3 0 0 1 4.2 4.2l-7.8 7.8a5 5 0 0 1-7-7l7.4-7.5" /></svg>';
const GONE = 'was not read. See that Parley still runs, then add it again.';

const wait = seconds => new Promise(resolve => setTimeout(resolve, seconds * 1000));

const note = () => document.querySelector('#letter-note');
const tell = (words, css = '') => { const line = note(); if (line) { line.textContent = words; line.className = css; } };

// The text of a file, or why there is none. A busy server is asked again.
const read = async (file, tries = TRIES) => {
  if (file.size > LARGEST) {
    return { why: `${file.name} has ${Math.ceil(file.size / 1048576)} MB, and I read files of 5 MB at most. Open it, copy the part about pay, and paste it.` };
  }
  try {
    const headers = { 'File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' };
    const answer = await fetch('api/file', { method: 'POST', headers, body: file });
    if ([429, 503].includes(answer.status) && tries > 1) {
      await wait(Number(answer.headers.get('Retry-After')) || 3);
      return read(file, tries - 1);
    }
    const told = await answer.json();
    return answer.ok ? told : { why: told.detail };
  } catch { return { why: `${file.name} ${GONE}` }; }
};

// Behind what the person wrote; where that is nothing there is room for it. What would be too long is told with its count.
const put = text => {
  const box = textOf();
  const own = box.value.trim();
  if (tooLong(`${own}\n\n${text}`)) return false;
  type(box, `${own}\n\n${text}`);
  box.focus();
  box.setSelectionRange(own.length, own.length);
  box.scrollTop = 0;
  return true;
};

const add = async files => {
  const told = [];
  let bad = false;
  for (const file of files) {
    tell([...told, `Reading ${file.name} …`].join(' '), 'busy');
    const { text, said, why } = await read(file);
    const fits = Boolean(text) && put(text);
    bad = !fits;
    told.push(why || (fits ? said : `${file.name} is not in the box: with what stands there it would be too long.`));
  }
  tell(told.join(' ') + (bad ? '' : ' Look it over, add your question above it, and send.'), bad ? 'bad' : '');
};

const made = (name, told) => Object.assign(document.createElement(name), told);

// Gradio makes the box some time after this runs.
const furnish = async () => {
  await there('#message .submit-button');
  const input = made('input', { type: 'file', multiple: true, hidden: true, accept: KINDS, id: 'letter-input' });
  const label = 'Add the offer as a file: PDF, Word, mail, web page or text';
  const button = made('button', { type: 'button', id: 'letter', innerHTML: CLIP, title: label });
  button.setAttribute('aria-label', label);
  button.addEventListener('click', () => input.click());
  input.addEventListener('change', () => { add([...input.files]); input.value = ''; });
  const box = document.querySelector('#message');
  box.prepend(button);  // outside the box's label, which would else bear the button's name too
  document.body.append(input);
  const line = made('p', { id: 'letter-note' });
  line.setAttribute('role', 'status');
  box.before(line);
};

const isFile = event => [...(event.dataTransfer?.types || [])].includes('Files');
const over = on => document.body.classList.toggle('dropping', on);
const stop = event => { event.preventDefault(); event.stopImmediatePropagation(); };

export const waitForFiles = () => {
  furnish();
  document.addEventListener('dragover', event => { if (isFile(event)) { event.preventDefault(); over(true); } });
  document.addEventListener('dragleave', event => { if (!event.relatedTarget) over(false); });
  document.addEventListener('drop', event => {
    over(false);
    if (isFile(event)) { stop(event); add([...event.dataTransfer.files]); }
  }, true);
  document.addEventListener('paste', event => {
    const { files, types } = event.clipboardData || {};
    if (files?.length && ![...types].includes('text/plain')) { stop(event); add([...files]); }
  }, true);
  // Once the box is empty again, or sent, what was read into it is no news.
  document.addEventListener('input', event => { if (event.target === textOf() && !event.target.value) tell(''); });
};
