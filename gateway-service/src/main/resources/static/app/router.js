// The place in the page is the URL's hash, so reload, back and links work:
// #/{mailbox|all}/{role | f:folder | search}/{thread}?unread=1&q=…&tab=…  and  #/account/{id}/{thread} and the like.
import { set, state } from './store.js';

const PAGES = ['account', 'contact', 'scheduled', 'connect', 'mailbox', 'settings', 'review'];

export function parse(hash) {
  const [path, search] = hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean).map(decodeURIComponent);
  const query = new URLSearchParams(search);
  const flags = { unread: query.get('unread') === '1', q: query.get('q') ?? '', tab: query.get('tab') ?? 'messages' };
  if (PAGES.includes(parts[0])) {
    return { view: parts[0], mailbox: query.get('mailbox') ?? 'all', id: parts[1] ?? null, thread: parts[2] ?? null, ...flags };
  }
  const [mailbox = 'all', place = 'inbox', thread = null] = parts;
  if (place === 'search') return { view: 'search', mailbox, thread, ...flags };
  if (place.startsWith('f:')) return { view: 'folder', mailbox, folder: place.slice(2), thread, ...flags };
  return { view: 'folder', mailbox, role: place, thread, ...flags };
}

export function href(route) {
  const query = new URLSearchParams();
  if (route.unread) query.set('unread', '1');
  if (route.view === 'search' && route.q) query.set('q', route.q);
  if (route.view === 'search' && route.tab && route.tab !== 'messages') query.set('tab', route.tab);
  const mailbox = route.mailbox ?? 'all';
  if (PAGES.includes(route.view) && mailbox !== 'all') query.set('mailbox', mailbox);
  const parts = PAGES.includes(route.view)
    ? [route.view, route.id, route.thread]
    : [mailbox, route.view === 'search' ? 'search' : route.folder ? `f:${route.folder}` : route.role ?? 'inbox', route.thread];
  return `#/${parts.filter(Boolean).map(encodeURIComponent).join('/')}${query.size ? `?${query}` : ''}`;
}

export function go(route, { replace = false } = {}) {
  const target = href(route);
  if (target === location.hash) return;
  if (replace) history.replaceState(null, '', target);
  else history.pushState(null, '', target);
  set({ route: parse(target) });
}

/// The same place with another conversation open (or none).
export const withThread = (thread) => ({ ...state.route, thread });

export function startRouter() {
  const read = () => set({ route: parse(location.hash) });
  addEventListener('popstate', read);
  addEventListener('hashchange', read);
  read();
}
