// Sign-in at the CRM's identity provider: authorization code with PKCE. Tokens live in this tab's
// session storage only, and the page comes back to the place it was at.
import { state, set } from './store.js';

const KEY = 'correo.tokens';
const PENDING = 'correo.signing-in';
const MARGIN_MS = 60_000;

let tokens = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
let refreshing = null;

export const isSignedIn = () => Boolean(tokens);

const redirectUri = () => `${location.origin}/`;

const base64Url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const random = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

export async function signIn() {
  const { authorizeUrl, clientId, audience, scope } = state.config;
  const pending = { verifier: random(), state: random(), place: location.hash };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  const url = new URL(authorizeUrl);
  const query = {
    response_type: 'code', client_id: clientId, redirect_uri: redirectUri(), state: pending.state,
    scope: scope ?? 'openid profile email:read email:send', audience,
    code_challenge: base64Url(digest), code_challenge_method: 'S256', ui_locales: state.lang,
  };
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value);
  location.assign(url);
}

/// Takes `?code=…&state=…` of a return from the identity provider. True when this was one.
export async function completeSignIn() {
  const query = new URLSearchParams(location.search);
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  if (!pending || query.get('state') !== pending.state) return false;
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', `/${pending.place}`);
  if (!query.get('code')) return false;
  await exchange({
    grant_type: 'authorization_code', code: query.get('code'), redirect_uri: redirectUri(),
    code_verifier: pending.verifier,
  });
  return true;
}

async function exchange(form) {
  const { tokenUrl, clientId } = state.config;
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...form, client_id: clientId }),
  });
  if (!answer.ok) throw new Error(`token endpoint answered ${answer.status}`);
  const body = await answer.json();
  tokens = {
    access: body.access_token,
    refresh: body.refresh_token ?? tokens?.refresh ?? null,
    expiresAt: Date.now() + (body.expires_in ?? 3600) * 1000,
  };
  sessionStorage.setItem(KEY, JSON.stringify(tokens));
}

/// The bearer token, renewed shortly before it expires; null when signed out.
export async function bearer() {
  if (tokens && tokens.refresh && tokens.expiresAt - Date.now() < MARGIN_MS) await renew();
  return tokens?.access ?? null;
}

/// Renews once for all who ask at the same time. False when the user has to sign in again.
export async function renew() {
  if (!tokens?.refresh) return false;
  refreshing ??= exchange({ grant_type: 'refresh_token', refresh_token: tokens.refresh })
    .then(() => true, () => false)
    .finally(() => { refreshing = null; });
  return refreshing;
}

export function signOut() {
  tokens = null;
  sessionStorage.removeItem(KEY);
  set({ phase: 'signed-out', session: null, thread: null, selection: new Set() });
}
