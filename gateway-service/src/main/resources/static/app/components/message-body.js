import { html, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { Element } from '../base.js';
import { body } from '../conversation.js';
import { has, t } from '../i18n.js';
import { icon } from '../icons.js';
import { foldQuotes, frameDocument } from '../mail-frame.js';
import { saveSettings } from '../session.js';
import { state } from '../store.js';
import { explain } from '../toasts.js';

/// The text of a message in a frame of its own origin: it sees nothing of the page and loads
/// nothing until allowed.
class MessageBody extends Element {
  static watch = ['settings'];
  static properties = { message: { type: Object }, body: { state: true }, error: { state: true }, remote: { state: true }, quoted: { state: true } };

  constructor() {
    super();
    this.channel = crypto.randomUUID();
    this.height = 120;
    this.received = (event) => {
      if (event.source !== this.querySelector('iframe')?.contentWindow || event.data?.channel !== this.channel) return;
      this.resize(event.data);
    };
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('message', this.received);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('message', this.received);
  }

  willUpdate(changed) {
    if (changed.has('message') && `${this.message.id} ${this.message.revision}` !== this.loaded) {
      this.loaded = `${this.message.id} ${this.message.revision}`;
      this.load(this.trusted);
    }
  }

  get trusted() {
    return (state.settings.trustedSenders ?? []).includes(this.message.from?.address?.toLowerCase());
  }

  async load(remote) {
    this.remote = remote;
    this.error = null;
    try {
      this.body = await body(this.message, remote);
    } catch (error) {
      this.error = error;
    }
  }

  render() {
    if (this.error) {
      return html`<p class="note warn" role="alert">${icon('warning')}${explain(this.error)}
        <button type="button" class="link" @click=${() => this.load(this.remote)}>${t('retry')}</button></p>`;
    }
    if (!this.body) return html`<div class="skeleton body-skeleton"><i></i><i></i><i></i></div>`;
    const { folded, quotes } = foldQuotes(this.body.html || '', this.quoted, this.message.subject);
    const framed = this.framed(this.body.html ? folded : null, this.body.text);
    return html`
      ${(this.body.warnings ?? []).map((one) => html`<p class="note danger" role="alert" data-test="warning">${icon('warning')}<span title=${one.text ?? ''}>${this.warning(one)}</span></p>`)}
      ${this.blocked()}
      ${keyed(framed, html`<iframe data-test="message-frame" title=${t('message.text')} sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
        referrerpolicy="no-referrer" style=${`height:${this.height}px`} .srcdoc=${framed.document}></iframe>`)}
      ${quotes ? html`<button type="button" class="fold" aria-expanded=${this.quoted ? 'true' : 'false'} data-test="show-quoted"
        aria-label=${t(this.quoted ? 'quoted.hide' : 'quoted.show')} title=${t(this.quoted ? 'quoted.hide' : 'quoted.show')}
        @click=${() => { this.quoted = !this.quoted; }}>${icon('more')}</button>` : nothing}
      ${this.body.truncated ? html`<p class="note">${t('message.truncated')}</p>` : nothing}`;
  }

  /// The same text keeps its frame, another gets a new one: a frame that loads again would flicker
  /// and be one more step for the browser's Back.
  framed(markup, text) {
    const key = markup ?? text ?? '';
    if (this.frame?.key !== key) this.frame = { key, document: frameDocument(markup, text, this.channel) };
    return this.frame;
  }

  warning(one) {
    return has(`warning.${one.code}`) ? t(`warning.${one.code}`) : one.text;
  }

  blocked() {
    const { remoteImages = 0, trackers = 0 } = this.body.blocked ?? {};
    if (this.remote || !(remoteImages + trackers)) return nothing;
    const sender = this.message.from?.address?.toLowerCase();
    return html`<div class="note blocked" data-test="blocked-images">${icon('image')}
      <span>${t('images.blocked', { count: remoteImages })}${trackers ? html` ${t('trackers.blocked', { count: trackers })}` : nothing}</span>
      <button type="button" class="link" data-test="show-images" @click=${() => this.load(true)}>${t('images.show')}</button>
      ${sender ? html`<button type="button" class="link" data-test="trust-sender" @click=${() => {
        saveSettings({ trustedSenders: [...(state.settings.trustedSenders ?? []), sender] });
        this.load(true);
      }}>${t('images.always', { sender })}</button>` : nothing}</div>`;
  }

  resize({ height }) {
    const frame = this.querySelector('iframe');
    if (!frame || !Number.isFinite(height)) return;
    this.height = Math.min(Math.max(height, 24), 40_000);
    frame.style.height = `${this.height}px`;
    this.dispatchEvent(new CustomEvent('frame-drawn', { bubbles: true }));
  }
}
customElements.define('message-body', MessageBody);
