import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { answer, openDraftOf } from '../drafts.js';
import { fullAddress, hue, initials, longDate, mediumDate, person, shortDate } from '../format.js';
import { has, t } from '../i18n.js';
import { icon } from '../icons.js';
import { state } from '../store.js';
import './attachment-list.js';
import './menu-button.js';
import './message-body.js';

const myAddresses = () => new Set(state.mailboxes.flatMap((one) =>
  [one.address, ...(one.identities ?? []).map((each) => each.address)]).map((one) => one.toLowerCase()));

/// One message: its header, warnings, text and files. Older ones are one line until opened.
class MessageCard extends Element {
  static watch = ['mailboxes', 'settings', 'wide'];
  static properties = { message: { type: Object }, expanded: { type: Boolean }, sole: { type: Boolean }, details: { state: true } };

  render() {
    const one = this.message;
    const from = one.from ?? { address: '' };
    return html`<article class="message ${this.expanded ? 'expanded' : ''} ${one.unread ? 'unread' : ''}" data-test="message" data-id=${one.id}
      aria-label=${t('message.by', { name: person(from), date: mediumDate(one.date) })}>
      <header @click=${this.toggle}>
        <span class="avatar hue-${hue(from.address)}" aria-hidden="true">${initials(from)}</span>
        <div class="heading">
          <h3 aria-level=${state.wide < 3 ? 2 : 3}><button type="button" class="bare" aria-expanded=${this.expanded ? 'true' : 'false'}>
            ${one.draft ? html`<span class="draft">${t('draft')}</span>` : nothing} ${person(from) || t('sender.none')}</button>
            ${this.expanded && from.name ? html`<span class="address">${from.address}</span>` : nothing}</h3>
          ${this.expanded ? this.recipients() : html`<p class="snippet">${one.snippet}</p>`}
        </div>
        <div class="side">
          ${one.attachments?.some((each) => !each.inline) && !this.expanded ? icon('clip', 'small') : nothing}
          <time datetime=${one.date} title=${longDate(one.date)}>${state.wide < 2 && !this.expanded ? shortDate(one.date) : mediumDate(one.date)}</time>
          ${this.expanded && !one.draft ? this.menu() : nothing}
        </div>
      </header>
      ${this.expanded ? this.content() : nothing}
    </article>`;
  }

  recipients() {
    const one = this.message;
    const mine = myAddresses();
    const all = [...(one.to ?? []), ...(one.cc ?? []), ...(one.bcc ?? [])];
    const names = all.map((who) => (mine.has(who.address?.toLowerCase()) ? t('me') : person(who)));
    const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ` +${names.length - 3}` : '');
    return html`<button type="button" class="bare recipients" data-test="details" aria-expanded=${this.details ? 'true' : 'false'}
      @click=${(event) => { event.stopPropagation(); this.details = !this.details; }}>
      ${t('to.names', { names: shown || t('recipients.none') })} ${icon('down', 'small')}</button>`;
  }

  menu() {
    const one = this.message;
    const items = [
      { label: t('reply'), icon: 'reply', run: () => answer('reply', one) },
      { label: t('replyAll'), icon: 'reply-all', run: () => answer('reply-all', one) },
      { label: t('forward'), icon: 'forward', run: () => answer('forward', one) },
      { separator: true },
      { label: t('message.details'), icon: 'eye', run: () => { this.details = true; } },
    ];
    return html`<span @click=${(event) => event.stopPropagation()}>
      <button type="button" class="quiet" aria-label=${t('reply')} title=${t('reply')} @click=${() => answer('reply', one)}>${icon('reply')}</button>
      <menu-button side="end" icon="more" label=${t('more')} .items=${items}></menu-button></span>`;
  }

  content() {
    const one = this.message;
    if (one.rights && one.rights !== 'everything') return html`<p class="note">${icon('hidden')}${t(`rights.${one.rights}`)}</p>`;
    return html`
      ${this.details ? this.facts() : nothing}
      ${(one.problems ?? []).map((problem) => html`<p class="note warn">${icon('warning')}${has(`message.problem.${problem}`) ? t(`message.problem.${problem}`) : problem}</p>`)}
      ${one.pending?.some((action) => action !== 'read') ? html`<p class="note">${icon('clock')}${t('message.pending')}</p>` : nothing}
      <message-body .message=${one}></message-body>
      <attachment-list .message=${one}></attachment-list>
      ${one.draft ? html`<div class="answer"><button type="button" class="primary" data-test="edit-draft"
        @click=${() => openDraftOf(one.id)}>${icon('drafts')}<span>${t('draft.continue')}</span></button></div>` : nothing}`;
  }

  facts() {
    const one = this.message;
    const line = (label, people) => (people?.length
      ? html`<dt>${label}</dt><dd>${people.map(fullAddress).join(', ')}</dd>` : nothing);
    return html`<dl class="facts">
      ${line(t('from'), one.from ? [one.from] : [])}
      ${one.sender && one.sender.address !== one.from?.address ? line(t('sender'), [one.sender]) : nothing}
      ${line(t('replyTo'), one.replyTo)}${line(t('to'), one.to)}${line(t('cc'), one.cc)}${line(t('bcc'), one.bcc)}
      <dt>${t('date')}</dt><dd>${longDate(one.date)}</dd>
      ${one.folders?.length ? html`<dt>${t('folders')}</dt><dd>${one.folders.map((each) => (each.role ? t(`folder.${each.role}`) : each.name)).join(', ')}</dd>` : nothing}
      ${one.messageId ? html`<dt>Message-ID</dt><dd class="code">${one.messageId}</dd>` : nothing}
    </dl>`;
  }

  toggle(event) {
    if (this.sole || event.target.closest('a') || String(getSelection())) return;
    this.dispatchEvent(new CustomEvent('toggle-message'));
  }
}
customElements.define('message-card', MessageCard);
