// A copy of the talk, or everything on one page. The server makes it from the messages and keeps nothing; what was chosen,
// edited and filled in here is put in here. Only to be printed as a PDF is the finished text sent to the server.
import { BLANK, blanks, editOf, filled } from './keep.js';
import { download } from './save.js';
import { written } from './sheet.js';
import { messages } from './talk.js';

const SCRIPT = /(^\*\*[^*\n]+\*\*(?: · [^\n]*)?\n+)?^```text\n([\s\S]*?)\n```(\n+Fill before sending \(\d+\): [^\n]*)?/gm;
const TO_FILL = /^## Fill before you use it \(\d+\)\n+([^\n]*)\n*/m;
const SUBJECT = /^(Subject: [^\n]*\n\n)?([\s\S]*)$/;

const REFUSED = {
  413: 'Not saved: this talk is too long for a PDF. Save it as Markdown, or save the page to take along.',
  429: 'Not saved: Parley is busy. Try again in a few seconds.',
  503: 'Not saved: Parley is busy. Try again in a few seconds.',
};

const post = async (url, told) => {
  const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(told) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
};

export const saveCopy = async name => {
  const note = document.querySelector('#more .note');
  if (!messages().length) { note.textContent = 'There is nothing to save yet: ask me something first.'; return; }
  note.textContent = 'One moment …';
  const [what, kind] = name.split('.');
  try {
    const answer = await post(`desk/copy/${what}.md`, { messages: messages() });
    const copy = await answer.text();
    if (answer.headers.get('Content-Type').startsWith('text/plain')) { note.textContent = `Not saved: ${copy}.`; return; }
    if (what === 'guide') { note.textContent = keepGuide(copy); return; }
    const text = finished(copy, what === 'conversation');
    const file = kind === 'pdf' ? await (await post('desk/print', text)).blob() : text;
    download(`parley-${name}`, file, kind === 'pdf' ? 'application/pdf' : 'text/markdown');
    note.textContent = `Saved parley-${name}. It holds private figures: it is for you.`;
  } catch (fault) {
    note.textContent = REFUSED[fault.message] || 'Not saved. See that Parley still runs, then try again.';
  }
};

// What they told as a guide, named by its company and role.
const keepGuide = text => {
  const of = key => text.match(new RegExp(`^${key}: (.+)$`, 'm'))[1];
  const name = `${of('company')}-${of('role')}.md`;
  download(name, text, 'text/markdown');
  return `Saved ${name}, a guide of your own. Put it into your folder of guides; “parley guides where” names it.`;
};

// The scripts as the person left them; in a talk in the form that they chose. What is left to fill is counted anew.
const finished = (markdown, talk) => {
  const chosen = talk ? written() : new Map();
  const text = markdown.replace(SCRIPT, (whole, title, letter, list) => script(title, chosen.get(letter) || edited(letter), list));
  const toFill = text.match(TO_FILL);
  if (!toFill) return filled(text);
  const [before, after] = text.split(toFill[0]).map(filled);
  const names = toFill[1].split(' · ').filter(name => !blanks()[name] && `${before}${after}`.includes(name));
  return before + (names.length ? `## Fill before you use it (${names.length})\n${names.join(' · ')}\n\n` : '') + after;
};

const script = (title, { title: chosen, letter }, list) => {
  const text = filled(letter);
  const names = [...new Set(text.match(new RegExp(BLANK, 'g')))];
  const state = names.length ? `${names.length} blank${names.length > 1 ? 's' : ''} to fill` : 'ready to send';
  const head = title ? `**${chosen || title.match(/^\*\*([^*]+)/)[1]}** · ${state}\n\n` : '';
  const foot = list && names.length ? `\n\nFill before sending (${names.length}): ${names.join(' · ')}` : '';
  return `${head}\`\`\`text\n${text}\n\`\`\`${foot}`;
};

const edited = letter => {
  const [, subject = '', text] = letter.match(SUBJECT);
  return { letter: subject + (editOf(text) ?? text) };
};
