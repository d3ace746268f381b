// The document a message is shown in. Its policy allows nothing but our height script (by its
// nonce, and by its hash in the page's own policy, which a srcdoc document inherits), inline style,
// and images from our own origin: the signed links and the image proxy.

// Its text stands in index.html, where the gateway finds it to put its hash into the page's policy.
// The channel is in the document's data, so the text is always the same.
const HEIGHT_SCRIPT = document.getElementById('mail-frame-script').textContent;

const STYLE = `html{color-scheme:light;background:#fff}body{margin:0;padding:4px 2px 8px;font:14px/1.5 system-ui,sans-serif;color:#1c2127;overflow-wrap:anywhere;overflow-x:auto;overflow-y:hidden}
img{max-width:100%;height:auto}img[data-correo-src]{min-width:24px;min-height:24px;outline:1px dashed #9aa5b3;outline-offset:-1px}pre,.plain{white-space:pre-wrap;font:inherit}
blockquote{margin:8px 0 8px 2px;padding-left:12px;border-left:2px solid #c9d1da;color:#4b5563}a{color:#2456c7}table{max-width:100%}p:first-child{margin-top:0}body>br:last-child{display:none}`;

const escape = (text) => text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]);

const linked = (text) => escape(text).replace(/https?:\/\/[^\s<>"')]+/g, (url) => `<a href="${url}">${url}</a>`);

export function frameDocument(markup, text, channel) {
  const nonce = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  const policy = `default-src 'none'; img-src ${location.origin} data:; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'`;
  return `<!doctype html><html data-channel="${channel}"><head><meta charset="utf-8">`
    + `<meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank"><style>${STYLE}</style></head>`
    + `<body>${markup ?? `<div class="plain">${linked(text ?? '')}</div>`}<script nonce="${nonce}">${HEIGHT_SCRIPT}</script></body></html>`;
}

const QUOTES = '.gmail_quote, #divRplyFwdMsg, blockquote[type=cite], .correo-quote, .moz-cite-prefix, #appendonsend';

// What was forwarded is the message, not history.
const FORWARDED = /^\s*(fwd?|rv|enc|reenv)\s*:/i;

/// Takes the quoted history at the end of a mail away, unless it is wanted or all there is.
export function foldQuotes(markup, wanted, subject = '') {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  const quote = parsed.querySelector(QUOTES) ?? (FORWARDED.test(subject) ? null : outlookHead(parsed)) ?? lastBlock(parsed);
  if (!quote) return { folded: markup, quotes: false };
  const rest = parsed.createRange();
  rest.setStartBefore(quote);
  rest.setEndAfter(parsed.body.lastChild);
  const before = parsed.createRange();
  before.setStart(parsed.body, 0);
  before.setEndBefore(quote);
  if (!before.toString().trim()) return { folded: markup, quotes: false };
  if (wanted) return { folded: markup, quotes: true };
  rest.deleteContents();
  return { folded: parsed.body.innerHTML, quotes: true };
}

/// Outlook's own beginning of a quote: a rule, then "From: … Sent: …" in bold (its ids do not
/// survive the cleaning of the mail).
function outlookHead({ body }) {
  const bold = (text) => [...body.querySelectorAll('b, strong')].find((one) => text.test(one.textContent.trim()));
  const from = bold(/^(De|From)\s*:$/);
  const sent = bold(/^(Enviado( el)?|Enviada em|Enviado em|Sent)\s*:$/);
  const block = from?.closest('div, p');
  if (!block || block !== sent?.closest('div, p') || block === body) return null;
  return block.previousElementSibling?.localName === 'hr' ? block.previousElementSibling : block;
}

function lastBlock({ body }) {
  const last = [...body.querySelectorAll(':scope > blockquote, :scope > div > blockquote')].at(-1);
  return last && !last.nextElementSibling ? last : null;
}
