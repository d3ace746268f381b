// Sending: accepted once (idempotency key), held for the undo window, followed to its end.
import { get, patch, post } from './api.js';
import { composer, drop, openDraft, save, update } from './drafts.js';
import { mediumDate } from './format.js';
import { t } from './i18n.js';
import { state } from './store.js';
import { close, failed, toast } from './toasts.js';
import { finishRemovals } from './uploads.js';

const sends = new Map(); // send → { draft, toast }

/// @param sendAt ISO time of a scheduled send
export async function send(key, sendAt) {
  update(key, { sending: true });
  try {
    await finishRemovals(key);
    await save(key);
    const one = composer(key);
    // The same key after an answer that was lost; another one when the request is another.
    const attempt = one.attempt?.sendAt === sendAt && one.attempt?.version === one.version
      ? one.attempt : { sendAt, version: one.version, key: crypto.randomUUID() };
    update(key, { attempt });
    const answer = await post(`/drafts/${encodeURIComponent(one.id)}/send`, sendAt ? { sendAt } : { undoSeconds: state.settings.undoSeconds },
      { headers: { 'Idempotency-Key': attempt.key } });
    drop(key);
    follow(answer, one.id, sendAt);
  } catch (problem) {
    if (composer(key)) update(key, { sending: false, minimised: false });
    failed(problem, t('send.failed'));
  }
}

function follow(answer, draft, sendAt) {
  const id = answer.send?.id ?? answer.send;
  const undo = () => cancel(id, draft);
  const shown = sendAt
    ? toast(t('send.scheduled', { when: mediumDate(sendAt) }), { undo })
    : toast(t('send.held'), { undo, until: answer.undoUntil ? Date.parse(answer.undoUntil) : Date.now() + state.settings.undoSeconds * 1000 });
  sends.set(id, { draft, shown });
}

export async function cancel(id, draft) {
  try {
    const answer = await post(`/sends/${encodeURIComponent(id)}/cancel`);
    sends.delete(id);
    await openDraft(answer.draft ?? draft);
  } catch (problem) {
    failed(problem, t('send.cancelFailed'));
  }
}

export async function reschedule(id, sendAt) {
  await patch(`/sends/${encodeURIComponent(id)}`, { sendAt });
  toast(t('send.scheduled', { when: mediumDate(sendAt) }));
}

export const scheduled = () => get('/sends', { state: 'scheduled' });

/// The live story of a send: news only for what this page sent, failures always.
export function sendChanged({ id, draft, state: reached, problem }) {
  const known = sends.get(id);
  if (reached === 'failed' || reached === 'unknown') {
    const why = typeof problem === 'string' ? problem : problem?.detail ?? problem?.message ?? '';
    toast(`${t(`send.${reached}`)} ${why}`, {
      failed: true, action: { label: t('send.openDraft'), run: () => openDraft(draft ?? known?.draft) },
    });
  }
  if (!known || !['sent', 'failed', 'unknown', 'cancelled'].includes(reached)) return;
  sends.delete(id);
  close(known.shown);
  if (reached === 'sent') toast(t('send.sent'));
}
