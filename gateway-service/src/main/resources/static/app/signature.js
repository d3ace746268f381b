// The signature at the end of what one writes, marked as the server marks it.
const MARK = 'correo-signature';

/// The text with the signature of this mailbox: put at its end, or in the place of another one's.
export function withSignature(markup, { signature }) {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  const there = parsed.querySelector(`.${MARK}`);
  if (!there) return signature && !markup ? `<div><br></div><br><div class="${MARK}">${signature}</div>` : markup;
  there.innerHTML = signature ?? '';
  return parsed.body.innerHTML;
}
