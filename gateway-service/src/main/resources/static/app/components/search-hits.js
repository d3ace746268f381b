import { html, nothing } from 'lit';
import { authorized, get, url } from '../api.js';
import { write } from '../drafts.js';
import { hue, initials, person, shortDate, size } from '../format.js';
import { t } from '../i18n.js';
import { icon, provider } from '../icons.js';
import { href, withThread } from '../router.js';
import { mailboxOf, state } from '../store.js';
import { failed } from '../toasts.js';

/// Text with <mark> only: whatever else the answer holds is shown as text.
function highlighted(markup) {
  return markup.split(/(<mark>.*?<\/mark>)/gs).map((part) => {
    const marked = /^<mark>(.*)<\/mark>$/s.exec(part);
    return marked ? html`<mark>${plain(marked[1])}</mark>` : plain(part);
  });
}

const plain = (markup) => new DOMParser().parseFromString(`<body>${markup}`, 'text/html').body.textContent;

const mark = (id) => {
  const mailbox = mailboxOf(id);
  return mailbox ? html` ${provider(mailbox.provider)}<span>${mailbox.address}</span>` : nothing;
};

export function messageHit(one) {
  const open = one.thread === state.route.thread;
  return html`<li class="row ${one.unread ? 'unread' : ''} ${open ? 'open' : ''}" data-test="message-hit" data-id=${one.thread}>
    <a class="line" href=${href(withThread(one.thread))} aria-current=${open ? 'true' : nothing}>
      <span class="l"><span class="who">${one.unread ? html`<span class="dot"></span><span class="visually-hidden">${t('unread')}. </span>` : nothing}<span class="names">${person(one.from)}</span></span>
      <time datetime=${one.date}>${shortDate(one.date)}</time></span>
      <span class="l"><span class="subject"><span>${one.highlights?.subject ? highlighted(one.highlights.subject) : one.subject || t('subject.none')}</span></span>
      <span class="signs">${one.attachments ? icon('clip', 'small') : nothing}
        ${one.records?.length ? html`<span class="record">${icon('account', 'small')}<span class="label">${one.records[0].label}</span></span>` : nothing}</span></span>
      <span class="l"><span class="snippet">${one.highlights?.text ? highlighted(one.highlights.text) : one.snippet}</span>
      <span class="mailbox"><span class="role">${(one.roles ?? []).filter((role) => !['starred', 'inbox'].includes(role)).map((role) => t(`folder.${role}`)).join(', ')}</span>${state.route.mailbox === 'all' ? mark(one.mailbox) : nothing}</span></span>
    </a></li>`;
}

export const contactHit = (one) => html`<li class="contact" data-test="contact-hit">
  <span class="avatar hue-${hue(one.addresses?.[0])}" aria-hidden="true">${initials({ name: one.name, address: one.addresses?.[0] })}</span>
  <span class="words"><strong>${one.name || one.addresses?.[0]}</strong><small>${one.addresses?.join(', ')}</small>
    <small>${(one.records ?? []).filter((each) => each.type !== 'contact').map((each) => (each.type === 'account'
      ? html`<a href=${`#/account/${encodeURIComponent(each.id)}`}>${icon('account', 'small')}${each.label}</a> · ` : html`${each.label} · `))}
      ${t(one.source === 'directory' ? 'contact.directory' : 'contact.seen')}</small></span>
  <button type="button" class="quiet" aria-label=${t('contact.write', { name: one.name || one.addresses?.[0] })} title=${t('compose.new')}
    @click=${() => write({ to: [{ name: one.name, address: one.addresses[0] }] })}>${icon('drafts')}</button>
  <a class="quiet" href=${`#/contact/${encodeURIComponent(one.id)}`} aria-label=${t('contact.emails', { name: one.name || one.addresses?.[0] })} title=${t('contact.emailsShort')}>${icon('inbox')}</a>
</li>`;

export const fileHit = (one) => html`<li class="contact" data-test="file-hit">
  <span class="kind" aria-hidden="true">${(one.name?.split('.').pop() ?? '').slice(0, 4).toUpperCase()}</span>
  <span class="words"><strong>${one.highlights?.name ? highlighted(one.highlights.name) : one.name}</strong>
    <small>${size(one.size)} · ${person(one.from)} · ${shortDate(one.date)}</small>
    <small><a href=${href(withThread(one.thread))}>${one.subject || t('subject.none')}</a></small>
    ${one.highlights?.text ? html`<small class="snippet">${highlighted(one.highlights.text)}</small>` : nothing}</span>
  <button type="button" class="quiet" aria-label=${t('file.download', { name: one.name })} title=${t('download')} @click=${() => download(one)}>${icon('download')}</button>
</li>`;

async function download(one) {
  try {
    const message = await get(`/messages/${encodeURIComponent(one.message)}`);
    const file = message.attachments.find((each) => each.id === one.id);
    const link = document.createElement('a');
    link.download = one.name;
    if (file?.downloadUrl) {
      link.href = file.downloadUrl;
    } else {
      const answer = await authorized(url(`/messages/${encodeURIComponent(one.message)}/attachments/${encodeURIComponent(one.id)}`));
      if (!answer.ok) throw new Error(t('file.failed'));
      link.href = URL.createObjectURL(await answer.blob());
    }
    link.click();
  } catch (problem) { failed(problem); }
}
