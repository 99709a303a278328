// Copies and files, made in the browser: the server keeps nothing.
import { filled } from './keep.js';
import { messages } from './talk.js';

export const download = (name, text, kind = 'text/plain') => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: kind }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
};

const copyOldWay = text => {
  const area = Object.assign(document.createElement('textarea'), { value: text });
  area.style.position = 'fixed';
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
};

// Plain text to the clipboard, also over plain http. Resolves to whether it worked.
export const copy = async text => {
  try { await navigator.clipboard.writeText(text); return true; } catch { return copyOldWay(text); }
};

// Say something on a button for a moment.
export const announce = (button, words) => {
  const before = button.dataset.words || button.textContent;
  button.dataset.words = before;
  button.textContent = words;
  setTimeout(() => { button.textContent = before; }, 1800);
};

// A copy of the talk or of its page, made by the server from the messages and kept nowhere but here. What was filled
// into blanks never leaves the browser, so it is put in here, where the file is text.
export const saveCopy = async name => {
  const note = document.querySelector('#more .note');
  if (!messages().length) { note.textContent = 'There is nothing to save yet: ask me something first.'; return; }
  try {
    const answer = await fetch(`desk/copy/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ messages: messages() }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const file = name.endsWith('.pdf') ? await answer.blob() : filled(await answer.text());
    download(`parley-${name}`, file, answer.headers.get('Content-Type'));
    note.textContent = `Saved parley-${name}. It holds private figures: it is for you.`;
  } catch {
    note.textContent = 'Not saved. See that Parley still runs, then try again.';
  }
};
