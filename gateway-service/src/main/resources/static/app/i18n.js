// Every text of the page, from lang/*.json; numbers, dates and plurals by Intl in the same language.
import { set, state } from './store.js';

export const LANGUAGES = ['es', 'en', 'pt-BR'];

let texts = {};
let plural = new Intl.PluralRules('es');

export const pick = (wanted) =>
  LANGUAGES.find((lang) => lang === wanted)
  ?? LANGUAGES.find((lang) => wanted && lang.split('-')[0] === wanted.split('-')[0]);

export async function speak(lang) {
  const answer = await fetch(`/lang/${lang}.json`);
  texts = await answer.json();
  plural = new Intl.PluralRules(lang);
  document.documentElement.lang = lang;
  localStorage.setItem('correo.lang', lang);
  set({ lang });
}

/// The text of a key; `{name}` is filled from values, `count` chooses the plural form.
export function t(key, values = {}) {
  let text = texts[key] ?? key;
  if (typeof text === 'object') text = text[plural.select(values.count ?? 0)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === 'number' ? number(values[name]) : values[name] ?? '');
}

export const has = (key) => key in texts;

const formatters = new Map();

/// Of the page's language; to make one takes many times as long as what it is made for, so each is
/// made once.
///
/// @param Kind of `Intl`
export function formatter(Kind, options = {}) {
  const key = `${Kind.name} ${state.lang} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Kind(state.lang, options));
  return formatters.get(key);
}

export const number = (value) => formatter(Intl.NumberFormat).format(value);
