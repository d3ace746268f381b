import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Element } from '../base.js';
import { open } from '../conversation.js';
import { answer } from '../drafts.js';
import { t } from '../i18n.js';
import { icon, provider } from '../icons.js';
import { go, withThread } from '../router.js';
import { mailboxOf, state } from '../store.js';
import { explain } from '../toasts.js';
import './action-bar.js';
import './message-card.js';
import './record-chips.js';
import './sharing-menu.js';

/// The open conversation: its accounts, its messages, and the three ways to answer.
class ReadingPane extends Element {
  static watch = ['thread', 'route', 'wide', 'mailboxes'];
  static properties = { toggled: { state: true } };

  constructor() {
    super();
    this.toggled = new Map(); // message → opened by hand, or closed
  }

  willUpdate() {
    if (this.shown !== state.thread?.id) {
      this.shown = state.thread?.id;
      this.toggled = new Map();
      this.scrolledTo = null;
      this.moved = false; // the reader has taken over
    }
  }

  updated() {
    const data = state.thread?.data;
    if (!data || this.scrolledTo === data.id) return;
    this.scrolledTo = data.id;
    if (state.wide < 3) this.querySelector('h1')?.focus({ preventScroll: true });
    this.toNewest(data);
  }

  /// The first message to read comes into view; the cards have their height only once drawn.
  async toNewest(data) {
    await Promise.all([...this.querySelectorAll('message-card')].map((one) => one.updateComplete));
    const first = this.querySelector('message-card.expanded');
    const pane = this.querySelector('.conversation');
    if (!pane || this.shown !== data.id) return;
    const down = first && data.messages?.length > 1 ? first.getBoundingClientRect().top - pane.getBoundingClientRect().top : 0;
    pane.scrollTop = down > pane.clientHeight / 3 ? pane.scrollTop + down - 72 : 0;
  }

  taken() {
    this.moved = true;
  }

  render() {
    const { thread, wide } = state;
    return html`<section class="reading" data-test="reading-pane" aria-label=${t('reading')}>
      ${wide < 3 ? html`<div class="bar"><button type="button" class="quiet" aria-label=${t('back')} title=${t('back')} data-test="back"
        @click=${() => go(withThread(null))}>${icon('back')}</button><action-bar></action-bar></div>` : nothing}
      ${!thread ? this.nothing() : thread.data ? this.conversation(thread.data) : this.waiting(thread)}
    </section>`;
  }

  nothing() {
    const count = state.selection.size;
    return html`<div class="empty">${icon('inbox')}<p>${count ? t('list.selected', { count }) : t('empty.reading')}</p></div>`;
  }

  waiting({ id, error }) {
    if (!error) return html`<div class="skeleton reading-skeleton" aria-label=${t('loading')}><i></i><i></i><i></i><i></i></div>`;
    return html`<div class="empty" role="alert">${icon('warning')}<p>${error.status === 404 ? t('thread.gone') : explain(error)}</p>
      ${error.status === 404 ? nothing : html`<button type="button" class="plain" @click=${() => open(id)}>${t('retry')}</button>`}</div>`;
  }

  conversation(data) {
    const messages = data.messages ?? [];
    const last = messages.findLast((one) => !one.draft) ?? messages.at(-1);
    const mailbox = mailboxOf(data.mailbox);
    return html`<div class="conversation" @wheel=${this.taken} @touchmove=${this.taken} @pointerdown=${this.taken} @keydown=${this.taken}
      @frame-drawn=${() => this.moved || this.toNewest(data)}>
      <header class="thread-head">
        <div class="thread-title">${state.wide < 3 // the list's heading is hidden then
          ? html`<h1 tabindex="-1" data-test="reading-subject">${data.subject || t('subject.none')}</h1>`
          : html`<h2 tabindex="-1" data-test="reading-subject">${data.subject || t('subject.none')}</h2>`}
          <div class="thread-where">${mailbox ? html`<span class="mailbox">${provider(mailbox.provider)}<span>${mailbox.address}</span></span>`
            : html`<span class="mailbox">${t('mailbox.colleague')}</span>`}
          <sharing-menu .thread=${data}></sharing-menu></div>
        </div>
        <div class="thread-facts"><record-chips .thread=${data}></record-chips></div>
      </header>
      ${repeat(messages, (one) => one.id, (one) => {
        const expanded = this.toggled.get(one.id) ?? (one === last || one.unread || one.draft);
        return html`<message-card class=${expanded ? 'expanded' : ''} .message=${one} .expanded=${expanded} .sole=${messages.length === 1}
          @toggle-message=${() => { this.toggled = new Map(this.toggled).set(one.id, !expanded); }}></message-card>`;
      })}
      ${last && !last.draft && state.mailboxes.length && (data.rights ?? 'everything') === 'everything' ? html`<div class="answer">
        ${this.answer('reply', 'reply', last)}
        ${this.answer('reply-all', 'replyAll', last)}
        ${this.answer('forward', 'forward', last)}
      </div>` : nothing}
    </div>`;
  }

  answer(kind, label, message) {
    return html`<button type="button" class="plain" data-test=${kind} @click=${() => answer(kind, message)}>
      ${icon(kind)}<span>${t(label)}</span></button>`;
  }
}
customElements.define('reading-pane', ReadingPane);
