// Copies and files, made in the browser: the server keeps nothing.
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
