// The empty page's examples name guides that are there now: the page was made when the server started.
import { there } from './there.js';

export const welcome = async () => {
  try {
    const { examples, guides } = await (await fetch('desk/welcome')).json();
    const row = await there('.welcome .examples');
    if (JSON.stringify([...row.children].map(each => each.dataset.say)) === JSON.stringify(examples)) return;
    row.replaceChildren(...examples.map(chip));
    document.querySelector('.welcome .count').textContent = guides;
  } catch { /* what the page came with stays */ }
};

const chip = words => {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'example', textContent: words });
  button.dataset.say = words;
  return button;
};
