// The API at the gateway. Every failure is a Problem (RFC 9457) a caller can show and sort by slug.
import { bearer, renew, signOut } from './auth.js';

const BASE = '/api/v1';

export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail || body.title || `HTTP ${status}`);
    this.status = status;
    this.slug = (body.type ?? '').split('/').pop() || (status ? `http-${status}` : 'offline');
    this.title = body.title ?? '';
    this.errors = body.errors ?? [];
    this.provider = body.provider ?? null; // the provider's own words
    this.current = body.current ?? null; // of a 412: what is stored now
  }
}

export const url = (path, query = {}) => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, value);
  }
  return `${BASE}${path}${search.size ? `?${search}` : ''}`;
};

export async function authorized(address, options = {}, again = true) {
  const token = await bearer();
  const headers = { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) };
  let answer;
  try {
    answer = await fetch(address, { ...options, headers });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, { detail: failure.message });
  }
  if (answer.status === 401) {
    if (again && (await renew())) return authorized(address, options, false);
    signOut();
  }
  return answer;
}

async function request(method, path, { query, body, headers, signal, keepalive } = {}) {
  const answer = await authorized(url(path, query), {
    method, signal, keepalive,
    headers: {
      Accept: 'application/json, application/problem+json',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const json = text && /json/.test(answer.headers.get('Content-Type') ?? '') ? JSON.parse(text) : null;
  if (!answer.ok) throw new Problem(answer.status, json ?? {});
  return json;
}

export const get = (path, query, options) => request('GET', path, { query, ...options });
export const post = (path, body = {}, options) => request('POST', path, { body, ...options });
export const put = (path, body, options) => request('PUT', path, { body, ...options });
export const patch = (path, body, options) => request('PATCH', path, { body, ...options });
export const del = (path, body, options) => request('DELETE', path, { body, ...options });

/// Uploads one file; XHR because fetch tells no upload progress.
export async function upload(path, file, onProgress, signal) {
  const token = await bearer();
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', url(path));
    if (token) xhr.setRequestHeader('Authorization', `Bearer ${token}`);
    xhr.setRequestHeader('Accept', 'application/json, application/problem+json');
    xhr.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    xhr.onload = () => {
      let body = {};
      try { body = JSON.parse(xhr.responseText); } catch { /* a proxy's page: the status says enough */ }
      if (xhr.status < 300) resolve(body);
      else reject(new Problem(xhr.status, body));
    };
    xhr.onerror = () => reject(new Problem(0));
    signal?.addEventListener('abort', () => { xhr.abort(); reject(new DOMException('', 'AbortError')); });
    const form = new FormData();
    form.append('file', file, file.name);
    xhr.send(form);
  });
}
