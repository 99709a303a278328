// The row of answers and suggestions above the box: one row until it is opened, so that the answer has the room.
const at = selector => document.querySelector(selector);

const button = () => Object.assign(document.createElement('button'), { type: 'button', className: 'all' });

const open = wide => {
  document.body.classList.toggle('ways-open', wide);
  const more = at('#dock .all');
  if (!more) return;
  const count = at('#dock .ways').querySelectorAll('button').length;
  more.textContent = wide ? 'Fewer' : `All ${count}`;
  more.setAttribute('aria-expanded', String(wide));
};

// How many stand in a second row or later; then a button opens them.
export const fitDock = () => {
  const ways = at('#dock .ways');
  if (!ways) return;
  at('#dock .all')?.remove();
  const buttons = [...ways.querySelectorAll('button')];
  const below = buttons.filter(each => each.offsetTop > buttons[0].offsetTop + 4);
  if (!below.length) return;
  const more = button();
  more.addEventListener('click', () => open(!document.body.classList.contains('ways-open')));
  ways.after(more);
  open(false);
};

// Whoever comes to a button by keyboard sees it.
export const waitForDock = () => {
  document.addEventListener('focusin', event => {
    const ways = event.target.closest?.('#dock .ways');
    if (ways && event.target.offsetTop > ways.offsetTop + ways.clientHeight) open(true);
  });
  let timer = null;
  addEventListener('resize', () => { clearTimeout(timer); timer = setTimeout(fitDock, 150); });
};
