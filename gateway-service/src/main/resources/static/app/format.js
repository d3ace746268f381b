// How dates, sizes and people read, in the page's language.
import { formatter, number, t } from './i18n.js';

const DAY_MS = 86_400_000;

const format = (date, options) => formatter(Intl.DateTimeFormat, options).format(date);

export const time = (iso) => format(new Date(iso), { hour: 'numeric', minute: '2-digit' });

/// For a row: the time today, "yesterday", the day this year, else the date.
export function shortDate(iso) {
  if (!iso) return '';
  const date = new Date(iso);
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  if (date >= midnight && date - midnight < DAY_MS) return time(iso);
  if (date < midnight && midnight - date <= DAY_MS) {
    return formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(-1, 'day');
  }
  if (date.getFullYear() === now.getFullYear()) return format(date, { day: 'numeric', month: 'short' });
  return format(date, { day: '2-digit', month: '2-digit', year: '2-digit' });
}

export const longDate = (iso) =>
  iso ? format(new Date(iso), { dateStyle: 'full', timeStyle: 'short' }) : '';

export const mediumDate = (iso) =>
  iso ? format(new Date(iso), { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit',
    ...(new Date(iso).getFullYear() !== new Date().getFullYear() && { year: 'numeric' }) }) : '';

export function size(bytes) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  let value = bytes ?? 0;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit += 1; }
  return formatter(Intl.NumberFormat, {
    style: 'unit', unit: units[unit], unitDisplay: 'short', maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value);
}

export const person = (who) => who?.name || who?.address || '';

export const fullAddress = (who) => (who?.name ? `${who.name} <${who.address}>` : who?.address ?? '');

/// "Marta, Luis, me": first names when there are several, as mail clients do.
export function people(participants = []) {
  if (participants.length === 1) return participants[0].me ? t('me') : person(participants[0]);
  return participants.map((who) => (who.me ? t('me') : person(who).split(/[\s@]/)[0])).join(', ');
}

export const initials = (who) => {
  const words = person(who).replace(/@.*/, '').split(/[\s._-]+/).filter(Boolean);
  return ((words[0]?.[0] ?? '?') + (words.length > 1 ? words.at(-1)[0] : '')).toUpperCase();
};

/// One of eight calm colours, the same for an address everywhere.
export const hue = (text = '') => [...text].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 997, 7) % 8;

export { number };
