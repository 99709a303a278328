// Copies and files, made in the browser: the server keeps nothing.
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

export const saveTalk = async button => {
  if (!messages().length) { announce(button, 'Nothing to save yet'); return; }
  try {
    const answer = await fetch('desk/conversation.md', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ messages: messages() }),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    download('parley-conversation.md', await answer.text(), 'text/markdown');
  } catch {
    announce(button, 'Not saved: see that Parley still runs, then try again');
  }
};
