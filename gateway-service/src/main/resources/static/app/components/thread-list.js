import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { perform } from '../actions.js';
import { Element } from '../base.js';
import { openDraftOf } from '../drafts.js';
import { get } from '../api.js';
import { number } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import * as list from '../list.js';
import { go, withThread } from '../router.js';
import { isMine, set, state } from '../store.js';
import { explain, failed } from '../toasts.js';
import { ScrollAnchor } from '../scroll-anchor.js';
import { ask } from './ask.js';
import { threadRow } from './thread-row.js';
import './action-bar.js';

/// The conversations of a place: selection, paging by scroll, live changes that move nothing under
/// the cursor.
export class ThreadList extends Element {
  static watch = ['list', 'selection', 'everything', 'cursor', 'route', 'folders', 'mailboxes', 'settings', 'wide'];

  anchor = new ScrollAnchor(() => this.querySelector('.rows'));

  connectedCallback() {
    super.connectedCallback();
    this.focusRow = (event) => this.updateComplete.then(() => this.rowLink(event.detail)?.focus());
    document.addEventListener('correo-focus-row', this.focusRow);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('correo-focus-row', this.focusRow);
  }

  stateChanged(changed) {
    if (changed.includes('list')) this.anchor.before(state.list.key);
  }

  updated() {
    this.anchor.after();
  }

  rowLink(id) {
    return this.querySelector(`[data-id="${CSS.escape(id)}"] a.line`);
  }

  render() {
    const { items } = state.list;
    return html`
      <div class="list-head">
        <h1>${this.heading()}</h1>
        ${state.route.role === 'trash' && items.length ? html`<button type="button" class="link" data-test="empty-trash"
          @click=${this.emptyTrash}>${t('trash.empty')}</button>` : nothing}
        ${state.selection.size ? html`<span class="chosen">${t('list.selected', { count: state.selection.size })}</span>` : nothing}
        <button type="button" class="toggle" data-test="unread-only" aria-pressed=${state.route.unread ? 'true' : 'false'}
          @click=${() => go({ ...state.route, unread: !state.route.unread, thread: null })}>${t('unread.only')}</button>
        <button type="button" class="quiet" aria-label=${t('refresh')} title=${t('refresh')} data-test="refresh"
          @click=${() => list.refresh()}>${icon('refresh')}</button>
      </div>
      ${this.bar()}
      ${this.everything()}
      <div class="scroller">
        ${state.list.fresh && this.scrolled ? html`<button type="button" class="fresh" data-test="new-pill"
          @click=${this.toTop}>${t('list.fresh', { count: state.list.fresh })}</button>` : nothing}
        <div class="rows" @scroll=${this.scroll} @pointerover=${this.hover} @pointerleave=${() => list.hold(null)}>
          ${this.content()}
        </div>
      </div>
      <div class="visually-hidden" aria-live="polite">${state.list.fresh ? t('list.fresh', { count: state.list.fresh }) : ''}</div>`;
  }

  bar() {
    // Covered by the conversation: its bar has the same actions.
    if (state.wide < 3 && state.route.thread) return nothing;
    const { items } = state.list;
    const all = items.length > 0 && items.every((one) => state.selection.has(one.id));
    return html`<div class="bar">
      <input type="checkbox" aria-label=${t('list.selectAll')} title=${t('list.selectAll')} data-test="select-all" .checked=${all}
        .indeterminate=${!all && state.selection.size > 0} ?disabled=${!items.length}
        @change=${() => (all || state.selection.size ? list.clearSelection() : list.selectShown())}>
      <action-bar></action-bar>
      <span class="range">${items.length ? t('list.range', { to: items.length, of: this.total() }) : nothing}</span>
    </div>`;
  }

  heading() {
    const { role, folder } = state.route;
    return role ? t(`folder.${role}`) : state.folders.find((one) => one.id === folder)?.name ?? '';
  }

  /// Folders count messages, this list conversations: how many there are is known at its end.
  total() {
    return state.list.next ? t('list.many') : number(state.list.items.length);
  }

  /// "All 50 shown are selected. Select all in the folder."
  everything() {
    const { items, next } = state.list;
    if (!next || state.route.view !== 'folder' || items.some((one) => !state.selection.has(one.id))) return nothing;
    return html`<p class="everything">${state.everything ? t('list.everything') : html`${t('list.shown', { count: items.length })}
      <button type="button" class="link" data-test="select-everything" @click=${list.selectEverything}>${t('list.takeEverything')}</button>`}</p>`;
  }

  content() {
    const { items, loading, error } = state.list;
    if (error && !items.length) {
      return html`<div class="empty" role="alert">${icon('warning')}<p>${explain(error)}</p>
        <button type="button" class="plain" @click=${() => list.refresh()}>${t('retry')}</button></div>`;
    }
    if (loading && !items.length) {
      return html`<ul class="skeleton" aria-label=${t('loading')}>${Array.from({ length: 9 }, () => html`<li><i></i><i></i><i></i></li>`)}</ul>`;
    }
    if (!items.length) {
      const kind = state.route.unread ? 'unread' : state.route.view === 'folder' ? state.route.role ?? 'folder' : state.route.view;
      return html`<div class="empty" data-test="empty">${icon({ starred: 'star', unread: 'read' }[kind] ?? (state.route.role || 'inbox'))}<p>${t(`empty.${kind}`)}</p></div>`;
    }
    const focusable = items.some((one) => one.id === state.cursor) ? state.cursor : items[0].id;
    return html`<ul aria-label=${this.heading()} @click=${this.click} @keydown=${this.key}>
      ${repeat(items, (one) => one.id, (one) => threadRow(one, { focusable: one.id === focusable, open: one.id === state.route.thread }))}
      ${state.list.next ? html`<li class="more"><button type="button" class="link" @click=${() => list.more()}>${t('list.more')}</button></li>` : nothing}
    </ul>`;
  }

  get scrolled() {
    return (this.querySelector('.rows')?.scrollTop ?? 0) > 8;
  }

  scroll({ target }) {
    if (target.scrollTop <= 8) list.seen();
    if (target.scrollHeight - target.scrollTop - target.clientHeight < 900) list.more();
  }

  hover(event) {
    const id = event.target.closest('.row')?.dataset.id ?? null;
    list.hold(id);
    this.anchor.hold(id);
  }

  toTop() {
    this.querySelector('.rows').scrollTo({ top: 0 });
    list.seen();
  }

  click(event) {
    const row = event.target.closest('.row');
    if (!row || event.target.closest('button, input')) return;
    const { id } = row.dataset;
    if (event.metaKey || event.ctrlKey || event.shiftKey) {
      event.preventDefault();
      list.select(id, { range: event.shiftKey });
      return;
    }
    event.preventDefault();
    list.anchorAt(id);
    this.open(id);
  }

  async open(id) {
    set({ cursor: id });
    const one = list.row(id);
    if (state.route.role === 'drafts' && isMine(one?.mailbox)) {
      try {
        const { messages } = await get(`/threads/${encodeURIComponent(id)}`);
        const draft = messages.findLast((message) => message.draft);
        if (draft) openDraftOf(draft.id);
        if (!messages.some((message) => !message.draft)) return;
      } catch (problem) { failed(problem, t('draft.failed')); return; }
    }
    go(withThread(id));
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    const id = event.target.closest('.row')?.dataset.id;
    if (event.key === ' ' && id && event.target.matches('a')) { event.preventDefault(); list.select(id, { range: event.shiftKey }); }
    if (step === undefined || !id) return;
    event.preventDefault();
    const { items } = state.list;
    const at = items.findIndex((one) => one.id === id);
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))].id;
    if (event.shiftKey) list.select(next, { range: true });
    set({ cursor: next });
    this.focusRow({ detail: next });
  }

  async emptyTrash() {
    if (!(await ask(t('trash.empty'), t('trash.emptyText'), t('action.delete'), { danger: true }))) return;
    list.selectShown();
    list.selectEverything();
    perform('delete');
  }
}

customElements.define('thread-list', ThreadList);
