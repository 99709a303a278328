// Where a figure comes from: a card beside the amount, by hover, tap or keyboard.
const card = () => document.querySelector('#source');
let owner = null;
let pinned = false;
let timer = null;

const open = (button, pin) => {
  const made = document.getElementById(button.dataset.source);
  if (!made || !card()) return;
  close();
  card().replaceChildren(...[...made.childNodes].map(node => node.cloneNode(true)));
  card().showPopover();
  put(button);
  owner = button;
  pinned = pin;
  button.setAttribute('aria-expanded', 'true');
};

export const close = () => {
  clearTimeout(timer);
  if (owner) owner.removeAttribute('aria-expanded');
  owner = null;
  if (card()?.matches(':popover-open')) card().hidePopover();
};

// Below the amount where there is room, else above; never past the edge of the window.
const put = button => {
  const box = button.getBoundingClientRect();
  const mine = card().getBoundingClientRect();
  const below = box.bottom + 8 + mine.height < innerHeight || box.top < mine.height;
  const top = below ? Math.min(box.bottom + 6, innerHeight - mine.height - 8) : box.top - mine.height - 6;
  card().style.top = `${Math.max(8, top)}px`;
  card().style.left = `${Math.max(8, Math.min(box.left - 12, innerWidth - mine.width - 8))}px`;
};

// The card stays beside its amount while the page scrolls, and goes with it.
const follow = () => {
  const box = owner.getBoundingClientRect();
  if (box.bottom < 0 || box.top > innerHeight) close(); else put(owner);
};

export const toggleSource = button => {
  if (owner === button && pinned) close(); else open(button, true);
};

export const hover = () => {
  document.addEventListener('pointerover', event => {
    if (event.pointerType !== 'mouse' || pinned && owner) return;
    const button = event.target.closest?.('.figure');
    clearTimeout(timer);
    if (button && button !== owner) timer = setTimeout(() => open(button, false), 180);
    else if (!button && owner && !event.target.closest?.('#source')) timer = setTimeout(close, 220);
  });
  document.addEventListener('click', event => {
    if (owner && !event.target.closest('#source, .figure')) close();
  });
  document.addEventListener('keydown', event => {
    if (!owner) return;
    if (event.key === 'Escape') { const back = owner; close(); back.focus(); event.preventDefault(); }
    const first = card().querySelector('button');
    const buttons = [...card().querySelectorAll('button')];
    if (event.key !== 'Tab' || !buttons.length) return;
    if (document.activeElement === owner && !event.shiftKey) { first.focus(); event.preventDefault(); }
    else if (document.activeElement === buttons.at(-1) && !event.shiftKey) { const back = owner; close(); back.focus(); }
    else if (document.activeElement === first && event.shiftKey) { owner.focus(); event.preventDefault(); }
  });
  addEventListener('scroll', event => { if (owner && !card().contains(event.target)) follow(); }, { capture: true, passive: true });
};
