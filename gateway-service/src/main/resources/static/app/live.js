// Server-sent events by fetch, because EventSource cannot send the bearer token.
import { authorized, url } from './api.js';
import { isSignedIn } from './auth.js';
import { set } from './store.js';

const SILENCE_MS = 45_000; // the server pings every 15 s
const LONGEST_WAIT_MS = 30_000;

const handlers = new Map();
let lastId = null;
let running = null;

export const on = (type, run) => handlers.set(type, [...(handlers.get(type) ?? []), run]);

const emit = (type, data) => handlers.get(type)?.forEach((run) => run(data));

export function startLive() {
  stopLive();
  running = new AbortController();
  keepConnected(running.signal);
}

export function stopLive() {
  running?.abort();
  running = null;
}

async function keepConnected(signal) {
  let wait = 1000;
  let lost = false;
  while (!signal.aborted && isSignedIn()) {
    try {
      await listen(signal, () => {
        wait = 1000;
        set({ live: 'online' });
        // Without an id to resume from, what happened meanwhile is unknown: fetch again.
        if (lost && !lastId) emit('reset', {});
        lost = false;
      });
    } catch { /* shown as offline, tried again below */ }
    if (signal.aborted) return;
    lost = true;
    set({ live: 'offline' });
    await new Promise((resolve) => {
      setTimeout(resolve, wait * (0.7 + Math.random() * 0.6));
      addEventListener('online', resolve, { once: true });
    });
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function listen(signal, opened) {
  const attempt = new AbortController();
  const stop = () => attempt.abort();
  signal.addEventListener('abort', stop, { once: true });
  let watchdog = setTimeout(stop, SILENCE_MS);
  try {
    const answer = await authorized(url('/events'), {
      signal: attempt.signal,
      headers: { Accept: 'text/event-stream', ...(lastId && { 'Last-Event-ID': lastId }) },
    });
    if (!answer.ok) throw new Error(`events answered ${answer.status}`);
    opened();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE_MS);
      const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n');
      rest = blocks.pop();
      blocks.forEach(dispatch);
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', stop);
  }
}

function dispatch(block) {
  let type = 'message';
  const data = [];
  for (const line of block.split('\n')) {
    const [, field, value] = /^(\w+):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') type = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') lastId = value;
  }
  if (data.length) emit(type, JSON.parse(data.join('\n')));
}
