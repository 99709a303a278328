// The page's own behaviour. Gradio carries the messages; these files lay out what comes back. Every listener is on the
// document, because Gradio makes its parts after this runs.
import { acts } from './acts.js';
import { waitForForm } from './first.js';
import { waitForDock } from './dock.js';
import { waitForFiles } from './files.js';
import { oneStop, waitForKeys } from './keys.js';
import { opened, setting, waitForSettings } from './settings.js';
import { hover } from './source.js';
import { dress } from './sheet.js';
import { watchNet } from './net.js';
import { serveOffline } from './offline.js';
import { here } from './store.js';
import { openTalk, waitForFeed } from './talk.js';
import { tellOfTalk, waitForTalks } from './talks.js';
import { there } from './there.js';
import { askedByLink } from './link.js';
import { waitForOthers, wentOn } from './windows.js';
import { welcome } from './welcome.js';
import './shelf.js';

document.addEventListener('click', event => {
  const button = event.target.closest('[data-act], [data-open], [data-copy], [data-say], [data-fill], .figure, .to-guide, .to-turn');
  if (button) acts(button, event);
});
document.addEventListener('keydown', event => {
  if (['Enter', ' '].includes(event.key) && event.target.matches?.('.figure')) { event.preventDefault(); event.target.click(); }
});
hover();
watchNet();
waitForFeed(turn => { dress(turn); oneStop(turn); if (setting('length') === 'full') opened(turn); }, mine => { tellOfTalk(mine); if (mine.told.do !== 'open') wentOn(); });
waitForOthers();
welcome();
waitForTalks();
waitForForm();
waitForDock();
waitForFiles();
waitForKeys();
waitForSettings();
there('#dock').then(() => openTalk(here()));
there('#message textarea').then(askedByLink);
serveOffline();
