// The conversation that this window shows: says things in it, and puts the turns that come back in their places.
import { fitDock } from './dock.js';
import { heed, send, settle, type, waitingFor } from './send.js';
import { lastShown } from './offline.js';
import { go, here, lastUsed, save, talk as kept } from './store.js';

const at = selector => document.querySelector(selector);
const GONE = 'This talk is so long that earlier messages which told me nothing new are no longer kept. See under “What I understood” that nothing is missing.';
const FOLD = 600;  // letters of an own message that are shown before it folds
const PATIENCE = 20000;
let next = '';  // said while the talk was still being opened
let dress = () => {};
let answered = () => {};

export const messages = () => [...document.querySelectorAll('#log .turn .words')].map(words => words.textContent);
export const textOf = () => at('#message textarea');
export { type } from './send.js';

// An order about the talk shown here: say, edit, undo, again, show, open. What another window said in it comes along.
export const order = told => {
  const shown = messages();
  const stored = kept(here())?.messages;
  const base = stored && told.do !== 'show' ? stored : shown;
  const since = common(shown, base) + 1;
  if (since <= base.length && told.do !== 'open' && told.do !== 'say') { open(since); return; }
  expect(since <= base.length && told.do === 'say' ? { ...told, since } : told, { id: here(), messages: base });
};

export const say = text => {
  const mine = waitingFor();
  if (tooLong(text)) return;
  if (mine && !mine.late) { if (mine.told.do === 'open') next = text; return; }
  save(here(), { pending: text, used: Date.now() });
  lastUsed();
  order({ do: 'say', text });
};

const open = since => expect({ do: 'open', since }, { id: here(), messages: kept(here())?.messages || [] });

const common = (one, other) => {
  let count = 0;
  while (count < Math.min(one.length, other.length) && one[count] === other[count]) count += 1;
  return count;
};

// Whether a message is longer than can be read; then it says so, and nothing is sent or cut.
export const tooLong = text => {
  const note = at('#toolong');
  const most = Number(note?.dataset.most) || Infinity;
  if (note) note.hidden = text.length <= most;
  if (text.length <= most) return false;
  note.textContent = `This has ${text.length.toLocaleString('en')} letters, and I read at most ${most.toLocaleString('en')} at once. Nothing was cut or sent: take out ${(text.length - most).toLocaleString('en')}, or send it in parts.`;
  return true;
};

// Show the message at once, and what to do if no answer comes.
const expect = (told, about) => {
  const said = told.do === 'say';
  settle();
  const note = document.createElement('div');
  note.className = 'pending';
  if (said) note.append(bubble(told.text));
  note.append(made('dots', 'Working it out …'));
  (told.do === 'show' ? standing(told.turn) : at('#log'))?.append(note);
  if (said || about.messages.length) document.body.classList.add('talking');
  note.scrollIntoView({ block: 'nearest' });
  send(told, about, note, why => {
    note.replaceChildren(...late(told, why));
    note.scrollIntoView({ block: 'nearest' });
  });
};

// The message that waits for its answer, or nothing.
export const unanswered = () => { const mine = waitingFor(); return mine?.told.do === 'say' ? mine.told.text : ''; };

const bubble = words => {
  const said = document.createElement('div');
  said.className = 'said';
  said.append(made('words-sent', words));
  return said;
};

const made = (css, words) => Object.assign(document.createElement('p'), { className: css, textContent: words });
const pressed = (words, how) => {
  const button = Object.assign(document.createElement('button'), { type: 'button', textContent: words });
  button.addEventListener('click', how);
  return button;
};

const late = (told, why) => {
  if (told.do === 'open' && told.since === 1) showKept(here());
  const note = made('late', why);
  note.setAttribute('role', 'alert');
  const again = pressed('Try again', () => {
    if (textOf().value.trim() === told.text) type(textOf(), '');
    order(told);
  });
  if (told.do !== 'say') return [note, again];
  const back = pressed('Back into the box', () => { settle(); save(here(), { pending: '' }); type(textOf(), told.text); textOf().focus(); bare(); });
  const row = Object.assign(document.createElement('div'), { className: 'row' });
  row.append(again, back);
  return [bubble(told.text), note, row];
};

const bare = () => document.body.classList.toggle('talking', messages().length > 0);

// Put what the server sent in its places. Older turns stay untouched, with what is open or written in them. An answer to
// another talk than the one shown is kept there.
const place = feed => {
  feed.dataset.placed = 'yes';
  const number = Number(feed.dataset.order);
  const mine = waitingFor();
  if (number && number !== mine?.number) { keepElsewhere(number, feed); return; }
  const total = Number(feed.dataset.total);
  const fresh = [...feed.querySelectorAll(':scope > .turn')];
  const lost = document.activeElement?.closest('#dock, .turn, .pending') !== null;
  const full = mine?.told.do === 'say' && document.querySelectorAll('#log .turn').length >= total;
  settle();
  remember(feed, fresh, total);
  fresh.forEach(turn => { dress(turn); fold(turn); put(turn); });
  document.querySelectorAll('#log .turn').forEach(turn => { if (Number(turn.dataset.turn) > total) turn.remove(); });
  [['.case', '#case'], ['.band-box', '#band'], ['.dock', '#dock']].forEach(([from, to]) => refill(at(to), feed.querySelector(from)));
  document.body.classList.toggle('talking', total > 0);
  document.body.classList.remove('ways-open');
  fitDock();
  atHand();
  if (full) fresh.at(-1)?.querySelector('.reply').prepend(made('quiet gone', GONE));
  show(fresh, total, lost);
  if (mine) keep(mine, feed);
  if (next) { const words = next; next = ''; say(words); }
};

// The turns as they came, to be shown again without a server.
let came = new Map();
let beside = '';
const remember = (feed, fresh, total) => {
  fresh.forEach(turn => came.set(Number(turn.dataset.turn), turn.outerHTML));
  came = new Map([...came].filter(([number]) => number <= total));
  beside = [...feed.children].filter(part => !part.matches('.turn')).map(part => part.outerHTML).join('');
};
export const feedNow = () => `<div class="feed" data-total="${came.size}">${[...came.keys()].sort((a, b) => a - b).map(number => came.get(number)).join('')}${beside}</div>`;

// Show what was kept of this talk, where no server can.
const showKept = async id => {
  const html = await lastShown(id);
  if (!html || id !== here()) return false;
  const box = document.createElement('div');
  box.innerHTML = html;
  const feed = box.querySelector('.feed');
  if (!feed) return false;
  place(feed);
  return true;
};

// What is kept of the talk is what its window shows, unless another window went on with it in the meantime: then a message
// said here comes behind, and anything else changes nothing that is kept.
const keep = (mine, feed) => {
  const stored = kept(mine.talk.id)?.messages || [];
  const about = JSON.parse(feed.querySelector('.case')?.dataset.about || '{}');
  const said = mine.told.do === 'say';
  const moved = stored.length && JSON.stringify(stored) !== JSON.stringify(mine.talk.messages);
  const now = moved && said ? [...stored, mine.told.text] : messages();
  if (said) justSaid = { id: mine.talk.id, text: mine.told.text, until: Date.now() + AT_ONCE };
  else if (!['show', 'open'].includes(mine.told.do)) justSaid = null;
  if (mine.told.do !== 'show' && (said || !moved)) {
    save(mine.talk.id, { messages: now, about, pending: '', ...(mine.told.do === 'open' ? {} : { used: Date.now() }) });
  }
  answered(mine, feed);
  catchUp();
};

// Two windows that keep a talk in the same moment may write over each other: what was said here then is put behind.
const AT_ONCE = 3000;
let justSaid = null;
const writtenOver = stored => justSaid?.id === here() && Date.now() < justSaid.until && !stored.includes(justSaid.text);

const gone = new Map();
const keepElsewhere = number => {
  const mine = gone.get(number);
  gone.delete(number);
  if (mine?.told.do === 'say') save(mine.talk.id, { messages: [...(kept(mine.talk.id)?.messages || []), mine.told.text], pending: '' });
};

// Show another talk, or an empty page for a new one. What waits for its answer here is answered there.
export const openTalk = id => {
  const mine = waitingFor();
  if (mine && !mine.late) gone.set(mine.number, mine);
  settle();
  next = '';
  came.clear();
  go(id);
  document.querySelectorAll('#log > *').forEach(turn => turn.remove());
  ['#case', '#band', '#dock'].forEach(slot => refill(at(slot), null));
  document.body.classList.remove('talking', 'case-open');
  scrollTo(0, 0);
  const found = kept(id);
  if (found?.messages.length) open(1);
  if (found?.pending && Date.now() - found.used > PATIENCE) { type(textOf(), found.pending); save(id, { pending: '' }); }
};

// What another window said in this talk.
export const catchUp = () => {
  let stored = kept(here())?.messages || [];
  if (writtenOver(stored)) {
    stored = [...stored, justSaid.text];
    save(here(), { messages: stored });
    dispatchEvent(new Event('parley:put-back'));  // the window that wrote over it shows it too
  }
  const same = common(messages(), stored);
  if (waitingFor() || same === stored.length && same === messages().length) return;
  open(Math.min(same + 1, Math.max(stored.length, 1)));
};

const standing = number => at(`#log .turn[data-turn="${Number(number)}"]`);

const put = turn => {
  const before = standing(turn.dataset.turn);
  if (before) before.replaceWith(turn); else at('#log').append(turn);
};

// A long message of one's own, such as a letter, folds behind a button.
const fold = turn => {
  const words = turn.querySelector('.words');
  if (!words || words.textContent.length < FOLD) return;
  words.classList.add('folded');
  const button = pressed('Show all of it', () => {
    const folded = words.classList.toggle('folded');
    button.textContent = folded ? 'Show all of it' : 'Show less';
    button.setAttribute('aria-expanded', String(!folded));
  });
  button.setAttribute('aria-expanded', 'false');
  turn.querySelector('.acts').prepend(button);
};

const refill = (slot, made) => {
  if (!slot) return;
  if (slot.dataset.empty === undefined) slot.dataset.empty = slot.innerHTML;  // our own words from the page, for when nothing is known
  if (made) slot.replaceChildren(...made.childNodes);
  else slot.innerHTML = slot.dataset.empty;
  slot.dataset.guide = made?.dataset.guide || '';
};

// Only the newest turn can be undone or asked again.
const atHand = () => {
  const turns = [...document.querySelectorAll('#log .turn')];
  turns.forEach((turn, index) => turn.classList.toggle('latest', index === turns.length - 1));
};

// Names that Gradio leaves out.
const hint = () => {
  document.querySelectorAll('#message .submit-button:not([aria-label])').forEach(send => send.setAttribute('aria-label', 'Send message'));
};

// A reply leads with the answer, so show its top, below a message of one's own where both fit; tell screen readers the
// answer only.
const show = (fresh, total, lost) => {
  const last = fresh.at(-1);
  const alone = fresh.length === 1;
  const newest = Number(last?.dataset.turn) === total;
  if (last) requestAnimationFrame(() => (fits(last) ? last : last.querySelector('.reply') || last).scrollIntoView({ block: 'start' }));
  if (alone && newest) at('#heard').textContent = last.querySelector('.answer')?.textContent || '';
  if (alone && !newest) focusOn(last);
  else if (lost && matchMedia('(pointer: fine)').matches) textOf()?.focus({ preventScroll: true });
};

const fits = turn => (turn.querySelector('.said')?.offsetHeight || 0) < innerHeight / 4;

// An older answer that was asked for: its button is gone, so go on reading where it stood.
const focusOn = turn => { turn.tabIndex = -1; turn.focus({ preventScroll: true }); };

const look = () => {
  const feed = at('#feed .feed:not([data-placed])');
  if (feed && at('#log') && at('#dock') && at('#side')) place(feed);
};

// Enter and the arrow send. One message at a time: each answer rests on the one before, so a second Enter waits until the
// first is answered.
const notice = event => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const text = textOf()?.value.trim();
  const mine = waitingFor();
  if (!text || mine && !mine.late && mine.told.do !== 'open' || tooLong(text)) return;
  type(textOf(), '');
  say(text);
};

// `dressing` is called with each turn that arrives, before it is shown; `told` when something asked for here is answered.
export const waitForFeed = (dressing, told) => {
  dress = dressing;
  answered = told;
  new MutationObserver(() => { look(); hint(); heed(); }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener('keydown', event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target === textOf()) notice(event);
  }, true);
  document.addEventListener('click', event => { if (event.target.closest('#message .submit-button')) notice(event); }, true);
  document.addEventListener('input', event => { if (event.target === textOf() && !at('#toolong')?.hidden) tooLong(textOf().value); });
};
