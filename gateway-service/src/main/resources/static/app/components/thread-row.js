import { html, nothing } from 'lit';
import { perform } from '../actions.js';
import { people, shortDate } from '../format.js';
import { t } from '../i18n.js';
import { icon, provider } from '../icons.js';
import { select } from '../list.js';
import { href, withThread } from '../router.js';
import { canStar, mailboxOf, state } from '../store.js';

/// One conversation of a list. The link carries the row's text; checkbox and star are its neighbours.
export function threadRow(one, { focusable, open }) {
  const selected = state.selection.has(one.id);
  const starrable = canStar(one.mailbox) && state.route.role !== 'trash';
  const tab = focusable ? '0' : '-1';
  const subject = one.subject || t('subject.none');
  return html`<li class="row ${one.unread ? 'unread' : ''} ${selected ? 'selected' : ''} ${open ? 'open' : ''}" data-test="thread-row"
    data-id=${one.id} data-mailbox=${one.mailbox} data-unread=${String(Boolean(one.unread))}>
    <span class="marks">
      <input type="checkbox" .checked=${selected} tabindex=${tab} data-test="thread-check"
        aria-label=${t('list.select', { subject })}
        @click=${(event) => { event.stopPropagation(); select(one.id, { range: event.shiftKey }); }}>
      ${starrable ? html`<button type="button" class="star ${one.starred ? 'on' : ''}" tabindex=${tab} data-test="star"
        aria-pressed=${one.starred ? 'true' : 'false'} aria-label=${t('star.of', { subject })}
        title=${t(one.starred ? 'action.unstar' : 'action.star')}
        @click=${(event) => { event.stopPropagation(); perform(one.starred ? 'unstar' : 'star', { threads: [one.id], quiet: true }); }}>
        ${icon('star')}</button>` : nothing}
    </span>
    <a class="line" href=${href(withThread(one.id))} tabindex=${tab} aria-current=${open ? 'true' : nothing}>
      <span class="l"><span class="who">${one.unread ? html`<span class="dot"></span><span class="visually-hidden">${t('unread')}. </span>` : nothing}
        <span class="names">${state.route.role === 'drafts'
          ? html`<span class="draft">${t('draft')}</span> ${people(one.participants?.filter((who) => !who.me))}` : people(one.participants)}</span>
        ${one.replies > 0 ? html`<span class="replies" data-test="replies" title=${t('replies', { count: one.replies })}><span
          aria-hidden="true">+${one.replies}</span><span class="visually-hidden">${t('replies', { count: one.replies })}</span></span>` : nothing}
        ${one.drafts > 0 && state.route.role !== 'drafts' ? html`<span class="draft">${t('draft')}</span>` : nothing}</span>
      <time datetime=${one.date}>${shortDate(one.date)}</time></span>
      <span class="l"><span class="subject"><span data-test="thread-subject">${subject}</span></span>
      <span class="signs">
        ${one.attachments ? html`<span title=${t('attachments')}>${icon('clip', 'small')}<span class="visually-hidden">${t('attachments')}</span></span>` : nothing}
        ${one.records?.length ? html`<span class="record" title=${one.records.map((each) => each.label).join(', ')}>${icon('account', 'small')}<span
          class="visually-hidden">${t('accounts')}: </span><span class="label">${one.records[0].label}</span></span>` : nothing}
      </span></span>
      <span class="l"><span class="snippet">${one.rights === 'everything' || !one.rights ? one.snippet : t(`rights.${one.rights}`)}</span>
      ${state.route.mailbox === 'all' ? mailboxMark(one.mailbox) : nothing}</span>
    </a>
  </li>`;
}

/// Which mailbox a row is from, in text too.
const mailboxMark = (id) => {
  const mailbox = mailboxOf(id);
  return html`<span class="mailbox" data-test="row-mailbox" title=${mailbox?.address ?? nothing}>${mailbox ? provider(mailbox.provider) : nothing}<span>${mailbox?.address ?? t('mailbox.colleague')}</span></span>`;
};
