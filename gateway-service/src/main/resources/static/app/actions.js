// What one does to conversations: shown at once, sent, undoable, taken back when refused.
import { get, post } from './api.js';
import { keepUnread, patchThread, reload } from './conversation.js';
import { t } from './i18n.js';
import { clearSelection, during, patchRows, refresh, refreshAfter, row } from './list.js';
import { go, withThread } from './router.js';
import { canStar, isMine, set, state } from './store.js';
import { failed, toast } from './toasts.js';

const operations = new Map(); // operation → what it was, for its live outcome

/// The conversations an action would touch: those selected, else the open one.
export function targets() {
  if (state.selection.size) return [...state.selection];
  return state.route.thread ? [state.route.thread] : [];
}

export const targetRows = () =>
  targets().map((id) => row(id) ?? (state.thread?.id === id ? state.thread.data : null)).filter(Boolean);

/// The actions that make sense here: nothing is offered that every target would refuse.
export function offered(rows = targetRows()) {
  const mine = rows.filter((one) => isMine(one.mailbox));
  const place = state.route.role;
  const trash = place === 'trash';
  const actions = [];
  if (!mine.length) return actions;
  if (place === 'drafts') return ['trash'];
  actions.push('read', 'unread');
  if (!trash && mine.some((one) => canStar(one.mailbox))) {
    actions.push(mine.some((one) => !one.starred && canStar(one.mailbox)) ? 'star' : 'unstar');
  }
  if (trash) return [...actions, 'restore', 'delete'];
  if (place === 'inbox') actions.push('archive');
  if (place !== 'sent') actions.push(place === 'spam' ? 'restore' : 'spam');
  return [...actions, 'trash', 'move'];
}

const CHANGES = {
  read: (one) => ({ ...one, unread: false }),
  unread: (one) => ({ ...one, unread: true }),
  star: (one) => (canStar(one.mailbox) ? { ...one, starred: true } : one),
  unstar: (one) => (state.route.role === 'starred' ? null : { ...one, starred: false }),
};

const leaves = (action) => !(action in CHANGES) && ['folder'].includes(state.route.view);

export async function perform(action, { threads = targets(), to, quiet = false } = {}) {
  if (!threads.length) return;
  const everything = state.everything && threads.length === state.selection.size;
  const place = state.route.folder ?? state.route.role;
  if (action === 'unread') keepUnread(threads);
  const next = leaves(action) ? after(threads) : undefined;
  const back = patchRows(threads, CHANGES[action] ?? ((one) => (leaves(action) ? null : one)));
  if (action in CHANGES) patchThread(threads, (one) => CHANGES[action](one) ?? { ...one, starred: false });
  if (next !== undefined) moveOn(threads, next);
  if (!quiet) clearSelection();
  try {
    const answer = await during(() =>
      post('/actions', { action, to, in: place, ...(everything ? { select: selectAll() } : { threads }) }));
    report(action, answer, threads.length, back, quiet, everything);
    if (everything || leaves(action)) refresh();
  } catch (problem) {
    back();
    failed(problem, t(`action.${action}.failed`));
    reload();
  }
}

function selectAll() {
  const { mailbox, role, folder, unread } = state.route;
  return { mailbox: mailbox === 'all' ? undefined : mailbox, role, folder, unread: unread || undefined, until: state.list.at };
}

function after(ids) {
  const { items } = state.list;
  const gone = new Set(ids);
  const at = items.findIndex((one) => gone.has(one.id));
  return items.slice(at).find((one) => !gone.has(one.id))?.id
    ?? items.slice(0, Math.max(at, 0)).findLast((one) => !gone.has(one.id))?.id ?? null;
}

function moveOn(ids, next) {
  if (state.route.thread && ids.includes(state.route.thread)) {
    go(withThread(state.wide >= 3 ? next : null), { replace: true });
  }
  set({ cursor: next });
}

function report(action, { operation, items = [] }, count, back, quiet, everything) {
  operations.set(operation.id, { action, count });
  const refused = items.filter((one) => one.state !== 'accepted');
  if (refused.length) refresh();
  if (refused.some((one) => one.state === 'unsupported')) {
    toast(t('action.unsupported', { count: refused.length }), { failed: true });
  }
  if (quiet || refused.length === items.length && items.length) return;
  const said = everything ? t(`action.${action}.all`) : t(`action.${action}.done`, { count: count - refused.length });
  toast(said, { undo: () => undo(operation.id, back) });
}

async function undo(operation, back) {
  try {
    refreshAfter();
    await during(() => post(`/operations/${encodeURIComponent(operation)}/undo`));
    back();
    refresh();
    reload();
    toast(t('undone'));
  } catch (problem) {
    failed(problem, t('undo.failed'));
  }
}

/// The live outcome of an operation: only failures are news, the rest was shown at once.
export async function outcome({ id, state: reached }) {
  const known = operations.get(id);
  if (reached === 'running') return;
  operations.delete(id);
  if (reached !== 'failed' || !known) return;
  const answer = await get(`/operations/${encodeURIComponent(id)}/items`).catch(() => ({ items: [] }));
  const reason = answer.items.find((one) => one.reason)?.reason ?? '';
  toast(`${t(`action.${known.action}.failed`)} ${reason}`, { failed: true });
  refresh();
  reload();
}
