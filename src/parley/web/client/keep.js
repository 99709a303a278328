// What a person wrote into scripts: blanks, edits, the tone they like. Each talk has its own words, since the Sam of one
// company is nobody at another. Kept in this browser; leaves it only to be printed (copies.js).
import { here } from './store.js';

const DRAFTS = 'parley_drafts_';
const TONE = 'parley_tone_v1';

const read = (talk = here()) => {
  const none = { blanks: {}, edits: {} };
  try { return { ...none, ...JSON.parse(localStorage.getItem(DRAFTS + talk)) }; } catch { return none; }
};

const write = (drafts, talk = here()) => {
  try { localStorage.setItem(DRAFTS + talk, JSON.stringify(drafts)); } catch { /* a full or closed store: the page works on */ }
};

const change = how => { const drafts = read(); how(drafts); write(drafts); };

export const draftsOf = read;
export const keepDrafts = (talk, drafts) => { if (drafts && typeof drafts === 'object') write({ blanks: {}, edits: {}, ...drafts }, talk); };
export const dropDrafts = talk => { try { localStorage.removeItem(DRAFTS + talk); } catch { /* a closed store */ } };

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
export const tone = () => { try { return localStorage.getItem(TONE); } catch { return null; } };
export const keepTone = name => { try { localStorage.setItem(TONE, name); } catch { /* the page works on */ } };
