// The conversation: sends orders to the server, and puts the turns that come back in their places.

const at = selector => document.querySelector(selector);
const PATIENCE = 20000;
const GONE = 'This talk is so long that earlier messages which told me nothing new are no longer kept. See under “What I understood” that nothing is missing.';
const NUDGES = [1500, 4000];
const LATE = 'No answer came. See that Parley still runs, then press Try again: your message is kept here.';
let sent = 0;
let waiting = null;
let nudging = false;
let dress = () => {};
let answered = () => {};

export const messages = () => [...document.querySelectorAll('#log .turn .words')].map(words => words.textContent);
export const textOf = () => at('#message textarea');

// Type into a Gradio box so that Gradio notices.
export const type = (box, text) => {
  const prototype = box.tagName === 'TEXTAREA' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value').set.call(box, text);
  box.dispatchEvent(new Event('input', { bubbles: true }));
};

// Send an order (see web/orders.py): say, edit, undo, again, show, clear.
export const order = (told, words = told.text) => {
  sent += 1;
  type(at('#order textarea'), JSON.stringify({ ...told, n: sent }));
  expect(words, told);
  setTimeout(() => at('#do').click(), 30);
};

export const say = text => order({ do: 'say', text });

// Show the message at once, and what to do if no answer comes.
const expect = (words, told) => {
  done();
  const note = document.createElement('div');
  note.className = 'pending';
  if (told.do === 'say') note.append(bubble(words));
  note.append(dots());
  (told.do === 'show' ? standing(told.turn) : at('#log'))?.append(note);
  note.scrollIntoView({ block: 'nearest' });
  if (told.do === 'say') document.body.classList.add('talking');
  const mine = { note, late: false, words: told.do === 'say' ? words : '' };
  mine.tell = why => {
    mine.late = true;
    note.replaceChildren(...late(words, told, why));
    note.scrollIntoView({ block: 'nearest' });
  };
  mine.timer = setTimeout(mine.tell, PATIENCE, LATE);
  waiting = mine;
};

// The message that waits for its answer, or nothing.
export const unanswered = () => waiting?.words || '';

const done = () => {
  if (!waiting) return;
  clearTimeout(waiting.timer);
  waiting.note.remove();
  waiting = null;
};

const bubble = words => {
  const said = document.createElement('div');
  said.className = 'said';
  said.append(made('words-sent', words));
  return said;
};

const made = (css, words) => Object.assign(document.createElement('p'), { className: css, textContent: words });

const dots = () => made('dots', 'Working it out …');

const late = (words, told, why) => {
  const again = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Try again' });
  again.addEventListener('click', () => {
    if (textOf().value.trim() === words) type(textOf(), '');
    order(told, words);
  });
  const note = made('late', why);
  note.setAttribute('role', 'alert');
  return told.do === 'say' ? [bubble(words), note, again] : [note, again];
};

// What Gradio says in a corner of the page (the server is busy, the answer failed) belongs where the answer was to come.
const heed = () => {
  const told = at('[data-testid=toast-body].error');
  if (!told || !waiting || waiting.late) return;
  waiting.tell(told.querySelector('[data-testid=toast-text]')?.textContent || LATE);
  told.querySelector('[data-testid=toast-close]')?.click();
};

// Put what the server sent in its places. Older turns stay untouched, with what is open or written in them.
const place = feed => {
  feed.dataset.placed = 'yes';
  const total = Number(feed.dataset.total);
  const fresh = [...feed.querySelectorAll(':scope > .turn')];
  const lost = document.activeElement?.closest('#dock, .turn, .pending') !== null;
  if (waiting) answered();
  const full = unanswered() && document.querySelectorAll('#log .turn').length >= total;
  done();
  fresh.forEach(turn => { dress(turn); put(turn); });
  document.querySelectorAll('#log .turn').forEach(turn => { if (Number(turn.dataset.turn) > total) turn.remove(); });
  [['.case', '#case'], ['.band-box', '#band'], ['.dock', '#dock']].forEach(([from, to]) => refill(at(to), feed.querySelector(from)));
  document.body.classList.toggle('talking', total > 0);
  atHand();
  if (full) fresh.at(-1)?.querySelector('.reply').prepend(made('quiet gone', GONE));
  show(fresh, total, lost);
};

const standing = number => at(`#log .turn[data-turn="${Number(number)}"]`);

const put = turn => {
  const before = standing(turn.dataset.turn);
  if (before) before.replaceWith(turn); else at('#log').append(turn);
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

// A reply leads with the answer, so show its top; tell screen readers the answer only.
const show = (fresh, total, lost) => {
  const last = fresh.at(-1);
  const alone = fresh.length === 1;
  const newest = Number(last?.dataset.turn) === total;
  if (last) requestAnimationFrame(() => last.scrollIntoView({ block: 'start' }));
  if (alone && newest) at('#heard').textContent = last.querySelector('.answer')?.textContent || '';
  if (alone && !newest) focusOn(last);
  else if (lost && matchMedia('(pointer: fine)').matches) textOf()?.focus({ preventScroll: true });
};

// An older answer that was asked for: its button is gone, so go on reading where it stood.
const focusOn = turn => { turn.tabIndex = -1; turn.focus({ preventScroll: true }); };

const look = () => {
  const feed = at('#feed .feed:not([data-placed])');
  if (feed && at('#log') && at('#dock') && at('#side')) place(feed);
};

// Gradio's own sending (Enter, the arrow) shows the message at once as well. One message at a time: each answer rests on
// the one before, so a second Enter waits until the first is answered.
const notice = event => {
  const text = textOf()?.value.trim();
  if (nudging) return;
  if (waiting && !waiting.late) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  if (!text) return;
  expect(text, { do: 'say', text });
  NUDGES.forEach(wait => setTimeout(nudge, wait, text, waiting));
};

// A key pressed while Gradio is still waking up is lost to it, so press again; while it works it ignores a second press.
const nudge = (text, mine) => {
  if (waiting !== mine || mine.late || textOf()?.value.trim() !== text) return;
  nudging = true;
  at('#message .submit-button')?.click();
  nudging = false;
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
};
