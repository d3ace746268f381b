// Starts the page: configuration, language, sign-in, session, then the place in the URL.
import './components/app-shell.js';
import { outcome } from './actions.js';
import { get, post } from './api.js';
import { completeSignIn, isSignedIn } from './auth.js';
import { open, reload } from './conversation.js';
import { recoverDrafts } from './drafts.js';
import { pick, speak, t } from './i18n.js';
import { startKeyboard } from './keyboard.js';
import * as list from './list.js';
import { on, startLive, stopLive } from './live.js';
import { go, startRouter } from './router.js';
import { sendChanged } from './sending.js';
import { importsOf, refreshFolders, refreshMailboxes } from './session.js';
import { state, set, watch } from './store.js';
import { applyTheme } from './theme.js';
import { failed, toast } from './toasts.js';

const SETTLE_MS = 250; // several events of one change become one fetch

async function start() {
  applyTheme();
  await speak(pick(localStorage.getItem('correo.lang')) ?? pick(navigator.language) ?? 'es');
  try {
    set({ config: await (await fetch('/config.json')).json() });
    await completeSignIn();
  } catch (failure) {
    set({ phase: 'failed', failure });
    return;
  }
  if (!isSignedIn()) { set({ phase: 'signed-out' }); return; }
  await enter();
}

async function enter() {
  try {
    const [session, settings] = await Promise.all([get('/session'), get('/settings')]);
    await speak(pick(settings.language) ?? pick(localStorage.getItem('correo.lang.chosen')) ?? pick(session.user.language) ?? state.lang);
    set({ session, settings, mailboxes: session.mailboxes ?? [], imports: importsOf(session.mailboxes) });
  } catch (failure) {
    if (isSignedIn()) set({ phase: 'failed', failure });
    return;
  }
  startRouter();
  set({ phase: 'ready' });
  await completeConnection();
  if (!state.mailboxes.length && state.route.view === 'folder') go({ view: 'connect' }, { replace: true });
  refreshFolders();
  startLive();
  recoverDrafts();
}

/// Back from the provider's consent page: only the signed-in user's own call attaches the mailbox.
async function completeConnection() {
  const query = new URLSearchParams(location.search);
  const connection = query.get('connection');
  if (!connection) return;
  history.replaceState(null, '', `/${location.hash}`);
  if (query.get('error')) { toast(t('connect.denied'), { failed: true }); return; }
  try {
    const mailbox = await post(`/mailboxes/connections/${encodeURIComponent(connection)}/completion`);
    await refreshMailboxes();
    toast(t('connect.done', { address: mailbox.address }));
    go({ view: 'folder', mailbox: mailbox.id, role: 'inbox' }, { replace: true });
  } catch (problem) {
    failed(problem, t('connect.failed'));
  }
}

const settled = (run) => {
  let timer;
  return () => { clearTimeout(timer); timer = setTimeout(run, SETTLE_MS); };
};
const listSoon = settled(list.refresh);
const foldersSoon = settled(refreshFolders);
const threadSoon = settled(reload);

for (const type of ['thread.changed', 'thread.removed']) {
  on(type, ({ id }) => {
    listSoon();
    if (id === state.route.thread) threadSoon();
  });
}
on('counters', foldersSoon);
on('operation', (event) => outcome(event));
on('send', (event) => { sendChanged(event); listSoon(); });
on('record', listSoon);
on('mailbox', () => refreshMailboxes().catch(() => {}));
on('import', ({ mailbox, ...progress }) => {
  const imports = { ...state.imports, [mailbox]: progress };
  if (progress.state === 'done') delete imports[mailbox];
  set({ imports });
  listSoon();
});
on('reset', () => { list.forget(); listSoon(); foldersSoon(); threadSoon(); });

let shown = {};
watch(['route'], () => {
  const { route } = state;
  if (state.phase === 'ready' || isSignedIn()) {
    list.show(route);
    if (route.mailbox !== shown.mailbox && state.phase === 'ready') refreshFolders();
    if (route.thread !== state.thread?.id) open(route.thread);
  }
  shown = route;
});
watch(['phase'], () => { if (state.phase === 'signed-out') stopLive(); });
watch(['route', 'folders', 'lang'], () => {
  const inbox = state.folders.find((one) => one.role === 'inbox');
  document.title = `${inbox?.unread ? `(${inbox.unread}) ` : ''}${t('app.title')}`;
});

startKeyboard();
start();
