import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { get } from '../api.js';
import { number } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { go } from '../router.js';
import { state } from '../store.js';
import { explain } from '../toasts.js';
import { contactHit, fileHit, messageHit } from './search-hits.js';

const TABS = ['messages', 'contacts', 'files'];

/// What the search found: messages, contacts, files, each with its count; operators as chips.
class SearchView extends Element {
  static watch = ['route', 'mailboxes'];
  static properties = { result: { state: true }, error: { state: true }, loading: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.find();
  }

  stateChanged() {
    this.find();
  }

  async find() {
    const { q, tab, mailbox, view } = state.route;
    const key = JSON.stringify([q, tab, mailbox]);
    if (view !== 'search' || key === this.asked) return;
    const counts = JSON.parse(this.asked ?? '[]')[0] === q ? this.result?.counts : null;
    this.asked = key;
    this.error = null;
    this.result = counts ? { items: [], counts } : null;
    if (!q) return;
    this.loading = true;
    try {
      const result = await get('/search', this.query());
      if (this.asked === key) this.result = result;
    } catch (error) {
      if (this.asked === key) this.error = error;
    } finally {
      if (this.asked === key) this.loading = false;
    }
  }

  query() {
    const { q, tab, mailbox } = state.route;
    return { q, kind: tab, mailbox: mailbox === 'all' ? undefined : mailbox, limit: 50 };
  }

  async more() {
    const { asked } = this;
    const page = await get('/search', { ...this.query(), cursor: this.result.nextCursor });
    if (asked === this.asked) this.result = { ...page, counts: page.counts ?? this.result.counts, items: [...this.result.items, ...page.items] };
  }

  render() {
    const { q, tab } = state.route;
    return html`
      <div class="list-head"><h1>${t('search')}</h1>${this.chips(q)}</div>
      <div class="tabs" role="tablist" aria-label=${t('search.kinds')} @keydown=${this.key}>${TABS.map((one) => html`
        <button type="button" role="tab" id=${`tab-${one}`} data-test=${`search-tab-${one}`} aria-selected=${one === tab ? 'true' : 'false'} aria-controls="found"
          tabindex=${one === tab ? '0' : '-1'} @click=${() => go({ ...state.route, tab: one, thread: null })}>${t(`search.${one}`)}
          ${this.result?.counts ? html`<span class="count">${number(this.result.counts[one] ?? 0)}</span>` : nothing}</button>`)}
      </div>
      <div id="found" class="rows" role="tabpanel" aria-labelledby=${`tab-${tab}`} tabindex="-1" aria-busy=${this.loading ? 'true' : 'false'}>${this.found()}</div>`;
  }

  /// The operators in use, each removable.
  chips(q) {
    const used = q.match(/\b[a-z]+:(?:"[^"]*"|\S+)/gi) ?? [];
    return html`<span class="filters">${used.map((one) => html`<button type="button" class="chip" aria-label=${t('search.without', { filter: one })}
      @click=${() => this.without(q, one)}><code>${one}</code>${icon('close', 'small')}</button>`)}</span>`;
  }

  without(q, one) {
    const rest = q.replace(one, '').replace(/\s+/g, ' ').trim();
    document.querySelector('[data-test=search-box]').value = rest;
    go({ ...state.route, q: rest, thread: null });
  }

  found() {
    const { q, tab } = state.route;
    if (!q) return html`<div class="empty">${icon('search')}<p>${t('search.start')}</p><p class="hint">${t('search.hint')}</p></div>`;
    if (this.error) {
      return html`<div class="empty" role="alert">${icon('warning')}<p>${explain(this.error)}</p>
        <button type="button" class="plain" @click=${() => { this.asked = null; this.find(); }}>${t('retry')}</button></div>`;
    }
    if (this.loading) return html`<ul class="skeleton" aria-label=${t('loading')}>${Array.from({ length: 6 }, () => html`<li><i></i><i></i><i></i></li>`)}</ul>`;
    const items = this.result?.items ?? [];
    if (!items.length) return html`<div class="empty" data-test="empty">${icon('search')}<p>${t('search.nothing', { q })}</p><p class="hint">${t('search.hint')}</p></div>`;
    const hit = { messages: messageHit, contacts: contactHit, files: fileHit }[tab];
    return html`${this.result.degraded ? html`<p class="note warn">${icon('warning')}${t('search.degraded')}</p>` : nothing}
      <ul class="hits" aria-label=${t(`search.${tab}`)}>${items.map(hit)}</ul>
      ${this.result.nextCursor ? html`<p class="more"><button type="button" class="link" @click=${() => this.more()}>${t('list.more')}</button></p>` : nothing}`;
  }

  key(event) {
    const at = TABS.indexOf(state.route.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const tab = TABS[(to + TABS.length) % TABS.length];
    go({ ...state.route, tab, thread: null });
    this.updateComplete.then(() => this.querySelector(`#tab-${tab}`).focus());
  }
}
customElements.define('search-view', SearchView);
