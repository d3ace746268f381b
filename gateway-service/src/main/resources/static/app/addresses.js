// Addresses as people type and paste them: "Marta Gil <marta@x.example>; luis@x.example, …".

const VALID = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+\.[^\s@<>,;:"()[\]\\.]{2,}$/u;

/// Cuts a list at commas, semicolons and line ends outside quotes and angle brackets.
export function parseAddresses(text) {
  return (text.match(/(?:"[^"]*"|<[^>]*>|[^,;\n"<])+/gu) ?? [])
    .flatMap(splitPlain)
    .map((part) => part.trim()).filter(Boolean).map(parseOne);
}

/// "ana@x.example luis@x.example" are two; "Ana García ana@x.example" is one.
function splitPlain(part) {
  const words = part.trim().split(/\s+/);
  return words.length > 1 && words.every((word) => word.includes('@')) ? words : [part];
}

function parseOne(part) {
  const [, name, address] = /^\s*"?([^"<]*)"?\s*<([^>]*)>\s*$/.exec(part) ?? [];
  if (address !== undefined) return person(address.trim(), name.trim());
  const [, before, last] = /^(.*)\s+(\S+@\S+)$/.exec(part) ?? [];
  return last ? person(last, before.trim()) : person(part);
}

const person = (address, name) => ({ ...(name && { name }), address });

export const isValid = ({ address }) => VALID.test(address);
