// What a person wrote into scripts: blanks, edits, the tone they like. Kept in this browser; leaves it only to be
// printed (copies.js).
const KEY = 'parley_drafts_v1';
const EMPTY = { blanks: {}, edits: {}, tone: null };

const read = () => {
  try { return { ...EMPTY, ...JSON.parse(localStorage.getItem(KEY)) }; } catch { return { ...EMPTY }; }
};

const write = drafts => {
  try { localStorage.setItem(KEY, JSON.stringify(drafts)); } catch { /* a full or closed store: the page works on */ }
};

const change = how => { const drafts = read(); how(drafts); write(drafts); };

export const blanks = () => read().blanks;
export const fillBlank = (name, words) => change(drafts => {
  if (words) drafts.blanks[name] = words; else delete drafts.blanks[name];
});
export const BLANK = /(\[[^[\]\n]+\])/;
export const filled = text => text.replace(new RegExp(BLANK, 'g'), name => read().blanks[name] || name);
export const editOf = text => read().edits[text] ?? null;
export const keepEdit = (text, edited) => change(drafts => {
  if (edited === null || edited === text) delete drafts.edits[text]; else drafts.edits[text] = edited;
});
export const tone = () => read().tone;
export const keepTone = name => change(drafts => { drafts.tone = name; });
