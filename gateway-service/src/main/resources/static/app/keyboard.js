// Keys as the great mail clients have them; off while typing or in a dialog.
import { offered, perform, targets } from './actions.js';
import { answer, write } from './drafts.js';
import { anchorAt, row, select } from './list.js';
import { go, withThread } from './router.js';
import { set, starsShown, state } from './store.js';
import { undoLast } from './toasts.js';

let prefix = null;

const KEYS = [
  ['j', 'keys.next'], ['k', 'keys.previous'], ['Enter', 'keys.open'], ['u', 'keys.back'], ['x', 'keys.select'],
  ['r', 'reply'], ['a', 'replyAll'], ['f', 'forward'], ['c', 'compose.new'], ['e', 'action.archive'], ['#', 'action.trash'],
  ['s', 'keys.star'], ['z', 'undo'], ['/', 'search'], ['g i', 'folder.inbox'], ['g s', 'folder.starred'],
  ['g d', 'folder.drafts'], ['g t', 'folder.sent'], ['Esc', 'keys.close'], ['⌘K / Ctrl K', 'keys.palette'], ['?', 'keys.help'],
];

/// Those that do something in the view that is shown.
export const keys = () => KEYS.filter(([, label]) => starsShown() || !['keys.star', 'folder.starred'].includes(label));

const PLACES = { i: 'inbox', s: 'starred', d: 'drafts', t: 'sent' };

const typing = (target) => target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable=true]');

function move(step) {
  const { items } = state.list;
  if (!items.length) return;
  const at = items.findIndex((one) => one.id === (state.route.thread ?? state.cursor));
  const next = items[at < 0 ? 0 : Math.max(0, Math.min(items.length - 1, at + step))].id;
  anchorAt(next);
  set({ cursor: next });
  if (state.route.thread) go(withThread(next), { replace: true });
  document.dispatchEvent(new CustomEvent('correo-focus-row', { detail: next }));
}

const lastReceived = () => state.thread?.data?.messages?.findLast((one) => !one.draft);

/// The first of these that makes sense for what is selected or open, else for the row under the cursor.
function act(...actions) {
  const cursor = targets().length ? null : row(state.cursor);
  const possible = cursor ? offered([cursor]) : offered();
  const action = actions.find((one) => possible.includes(one));
  if (action) perform(action, cursor ? { threads: [cursor.id] } : {});
}

const RUN = {
  j: () => move(1),
  k: () => move(-1),
  u: () => go(withThread(null)),
  x: () => { const id = state.cursor ?? state.route.thread; if (id) select(id); },
  r: () => lastReceived() && answer('reply', lastReceived()),
  a: () => lastReceived() && answer('reply-all', lastReceived()),
  f: () => lastReceived() && answer('forward', lastReceived()),
  c: () => write(),
  e: () => act('archive'),
  '#': () => act('trash'),
  s: () => act('unstar', 'star'),
  z: undoLast,
  '/': () => document.querySelector('[data-test=search-box]')?.focus(),
  '?': () => set({ sheet: 'keys' }),
  Escape: () => {
    if (state.menuOpen) set({ menuOpen: false });
    else if (state.selection.size) set({ selection: new Set(), everything: false });
    else if (state.route.thread) go(withThread(null));
  },
};

function pressed(event) {
  if (state.phase !== 'ready' || event.defaultPrevented) return;
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    set({ sheet: 'palette' });
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return;
  if (document.querySelector('dialog[open], [popover]:popover-open')) return;
  if (prefix === 'g') {
    prefix = null;
    const role = PLACES[event.key];
    if (role && state.folders.some((one) => one.role === role)) go({ view: 'folder', mailbox: state.route.mailbox, role });
    return;
  }
  if (event.key === 'g') { prefix = 'g'; setTimeout(() => { prefix = null; }, 1200); return; }
  const run = RUN[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}

export const startKeyboard = () => addEventListener('keydown', pressed);
