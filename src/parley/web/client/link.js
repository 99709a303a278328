// A link with ?q= opens a new talk with its question in the box, not sent.
import { fresh } from './store.js';
import { openTalk, textOf, type } from './talk.js';

export const askedByLink = () => {
  const address = new URL(location.href);
  const words = address.searchParams.get('q')?.trim();
  if (!words) return;
  address.searchParams.delete('q');
  history.replaceState(null, '', address);
  openTalk(fresh());
  type(textOf(), words);
  textOf().focus();
};
