// Toasts: what happened, and Undo. One keeps its place until it is closed, undone or its time is over.
import { has, t } from './i18n.js';
import { set, state } from './store.js';

const STAY_MS = 4000;
const STAY_UNDO_MS = 8000;
const STAY_FAILED_MS = 15_000;

let serial = 0;

/// @param undo called once by Undo (or z)
/// @param until milliseconds since the epoch: a countdown is shown and the toast leaves then
export function toast(text, { undo, until, failed = false, action } = {}) {
  const id = ++serial;
  const stay = until ? until - Date.now() : failed ? STAY_FAILED_MS : undo ? STAY_UNDO_MS : STAY_MS;
  set({ toasts: [...state.toasts.slice(-3), { id, text, undo, until, failed, action }] });
  setTimeout(() => close(id), Math.max(stay, 500));
  return id;
}

export const close = (id) => set({ toasts: state.toasts.filter((one) => one.id !== id) });

export function undoLast() {
  const last = state.toasts.findLast((one) => one.undo);
  if (last) runUndo(last);
}

export function runUndo(one) {
  close(one.id);
  one.undo();
}

/// A failure in words: the provider's own if there are any, else ours for the problem's type.
export function explain(problem) {
  if (problem.provider?.message) return t('problem.provider', { message: problem.provider.message });
  const key = `problem.${problem.slug}`;
  return has(key) ? t(key) : problem.message;
}

export const failed = (problem, what) =>
  toast(what ? `${what} ${explain(problem)}` : explain(problem), { failed: true });
