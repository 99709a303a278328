// The talks, each under a key of its own in this browser, so that two windows never write over each other's. Which one a
// window shows is the window's own matter.
const TALK = 'parley_talk_';
const LAST = 'parley_last_v1';
const HERE = 'parley_here_v1';
const FORMAT = 'parley-talks-1';
const EMPTY = { name: '', about: {}, messages: [], pending: '', made: 0, used: 0, archived: false };
let full = () => {};

const parsed = text => { try { return JSON.parse(text); } catch { return null; } };
const put = (store, key, text) => { try { store.setItem(key, text); return true; } catch { return false; } };
const got = (store, key) => { try { return store.getItem(key); } catch { return null; } };
const strings = list => (Array.isArray(list) ? list.filter(each => typeof each === 'string') : []);

// What a stored or imported record holds that is of use; nothing else is taken over.
const sound = (id, told) => (told && typeof told === 'object' && /^[\w-]{1,40}$/.test(id) ? {
  id, name: String(told.name || '').slice(0, 80), messages: strings(told.messages), pending: String(told.pending || ''),
  about: Object.fromEntries(Object.entries(told.about || {}).filter(([, value]) => typeof value === 'string')),
  made: Number(told.made) || 0, used: Number(told.used) || 0, archived: Boolean(told.archived),
} : null);

export const whenFull = tell => { full = tell; };

export const keyOf = id => TALK + id;

// What was read of a talk stands until its text changes, in whatever window: a list of many talks is parsed once.
const known = new Map();
export const talk = id => {
  const text = got(localStorage, TALK + id);
  if (known.get(id)?.text !== text) known.set(id, { text, told: sound(id, parsed(text)) });
  return known.get(id).told;
};

export const talks = () => {
  let keys = [];
  try { keys = Object.keys(localStorage); } catch { /* a closed store */ }
  return keys.filter(key => key.startsWith(TALK)).map(key => talk(key.slice(TALK.length))).filter(Boolean)
    .sort((a, b) => b.used - a.used);
};

export const save = (id, fields) => {
  const kept = { ...EMPTY, made: Date.now(), ...talk(id), ...fields };
  delete kept.id;
  if (!put(localStorage, TALK + id, JSON.stringify(kept))) full();
};

export const drop = id => { try { localStorage.removeItem(TALK + id); } catch { /* a closed store */ } };

// A fresh talk has an id and nothing else: it is kept once something is said in it.
export const fresh = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 7)}`;

let id = '';
export const here = () => {
  id = id || got(sessionStorage, HERE) || '';
  if (!id) { const last = got(localStorage, LAST); id = last && talk(last) ? last : fresh(); put(sessionStorage, HERE, id); }
  return id;
};
export const go = to => { id = to; put(sessionStorage, HERE, to); if (talk(to)) put(localStorage, LAST, to); };
export const lastUsed = () => put(localStorage, LAST, here());

// What is kept of all talks as one file, with what was filled into their scripts; and back, beside what is there.
export const exported = drafts => JSON.stringify({ format: FORMAT, talks: talks(), drafts }, null, 1);

export const imported = text => {
  const told = parsed(text);
  if (told?.format !== FORMAT || !Array.isArray(told.talks)) return null;
  const names = new Map();
  told.talks.forEach(each => {
    const one = sound(String(each?.id), each);
    if (!one?.messages.length) return;
    const before = talk(one.id);
    if (before && JSON.stringify(before.messages) === JSON.stringify(one.messages)) return;
    names.set(one.id, before ? fresh() : one.id);
    save(names.get(one.id), one);
  });
  return { names, drafts: told.drafts && typeof told.drafts === 'object' ? told.drafts : {} };
};
