// The page's state: plain keys, replaced (never mutated) through `set`, so a component redraws
// only for the keys it watches.

const watchers = new Set();

export const state = {
  phase: 'loading', // loading | signed-out | ready | failed
  failure: null,
  config: null,
  session: null,
  settings: { undoSeconds: 10, trustedSenders: [], markReadAfterSeconds: 1 },
  mailboxes: [],
  imports: {},
  folders: [],
  route: { view: 'folder', mailbox: 'all', role: 'inbox' },
  list: { key: '', items: [], loading: false },
  selection: new Set(),
  everything: false, // the whole folder is selected, `selection` then holds the exceptions
  cursor: null,
  thread: null,
  composers: [],
  toasts: [],
  live: 'connecting', // connecting | online | offline
  lang: 'es',
  sheet: null, // keys | palette
  menuOpen: false,
  wide: 3, // panes that fit
};

export function set(patch) {
  const changed = Object.keys(patch).filter((key) => state[key] !== patch[key]);
  if (!changed.length) return;
  Object.assign(state, patch);
  for (const watcher of [...watchers]) {
    if (changed.some((key) => watcher.keys.includes(key))) watcher.run(changed);
  }
}

export function watch(keys, run) {
  const watcher = { keys, run };
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export const mailboxOf = (id) => state.mailboxes.find((mailbox) => mailbox.id === id);

/// One's own mailbox can be acted on; a colleague's shared conversation can only be read.
export const isMine = (id) => Boolean(mailboxOf(id));

/// Whether any mailbox of the view can star: of one, that one; of all, any.
export const starsShown = () =>
  state.mailboxes.some(({ id, capabilities }) => [id, 'all'].includes(state.route.mailbox) && capabilities?.star);

export const canStar = (id) => Boolean(mailboxOf(id)?.capabilities?.star);
