import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { del, get, post } from '../api.js';
import { reauthorize } from '../connections.js';
import { mediumDate, number, time } from '../format.js';
import { t } from '../i18n.js';
import { icon, provider } from '../icons.js';
import { go } from '../router.js';
import { refreshMailboxes } from '../session.js';
import { state } from '../store.js';
import { explain, failed, toast } from '../toasts.js';
import { ask } from './ask.js';

/// How well each mailbox is: import, lag, and the proof that every message is here.
class HealthPage extends Element {
  static watch = ['mailboxes', 'imports', 'route'];
  static properties = { health: { state: true } };

  constructor() {
    super();
    this.health = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.timer = setInterval(() => this.load(), 10_000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async load() {
    const found = await Promise.all(this.shown().map(async ({ id }) =>
      [id, await get(`/mailboxes/${encodeURIComponent(id)}/health`).catch((error) => ({ error }))]));
    this.health = Object.fromEntries(found);
  }

  shown() {
    return state.mailboxes.filter((one) => !state.route.id || one.id === state.route.id);
  }

  render() {
    return html`<div class="page"><h1>${t('health.title')}</h1>${this.shown().map((one) => this.mailbox(one, this.health[one.id]))}</div>`;
  }

  mailbox(one, health) {
    const ailing = one.state === 'needs-reauthorization';
    return html`<section class="panel" data-test="mailbox-health" aria-label=${one.address}>
      <h2>${provider(one.provider)}${one.address} <span class="state ${ailing ? 'bad' : 'good'}">${t(ailing ? 'mailbox.needsReauthorization' : 'mailbox.connected')}</span></h2>
      ${health?.error ? html`<p class="note warn" role="alert">${explain(health.error)}</p>` : health ? this.facts(one, health) : html`<div class="skeleton"><i></i><i></i></div>`}
      <div class="buttons">
        ${ailing ? html`<button type="button" class="primary" @click=${() => reauthorize(one.id)}>${t('mailbox.reauthorizeShort')}</button>` : nothing}
        <button type="button" class="plain" data-test="census" @click=${() => this.run(one, 'census', t('health.checking'))}>${icon('check')}${t('health.check')}</button>
        ${['running', 'paused'].includes(health?.import?.state) ? html`<button type="button" class="plain"
          @click=${() => this.run(one, `import/${health.import.state === 'paused' ? 'resume' : 'pause'}`)}>${t(health.import.state === 'paused' ? 'import.resume' : 'import.pause')}</button>` : nothing}
        <button type="button" class="plain danger-text" @click=${() => this.disconnect(one)}>${t('mailbox.disconnect')}</button>
      </div></section>`;
  }

  facts(one, { import: progress, lagSeconds, census, incomplete, watchExpiresAt, lastSyncedAt, quota, problem }) {
    return html`
      ${problem ? html`<p class="note warn">${icon('warning')}${typeof problem === 'string' ? problem : problem.detail ?? problem.message}</p>` : nothing}
      ${census ? html`<p class="proof ${census.ours < census.atProvider ? 'lacking' : ''}" data-test="proof">${icon(census.ours < census.atProvider ? 'warning' : 'check')}${t('health.proof', { ours: census.ours, total: census.atProvider, time: time(census.provedAt) })}
        ${census.healed ? html`<small>${t('health.healed', { count: census.healed })}</small>` : nothing}</p>` : html`<p class="hint">${t('health.noProof')}</p>`}
      ${incomplete ? html`<p class="note warn" data-test="incomplete">${icon('warning')}${t('health.incomplete', { count: incomplete })}</p>` : nothing}
      ${progress && progress.state !== 'done' ? html`<div class="import"><progress max=${progress.total || 1} value=${progress.done ?? 0} aria-label=${one.address}></progress>
        <small>${t('import.progress', { done: progress.done ?? 0, total: progress.total ?? 0 })}${progress.eta ? html` · ${t('import.eta', { time: time(progress.eta) })}` : nothing}</small></div>` : nothing}
      <dl class="facts">
        <dt>${t('health.lag')}</dt><dd>${t('seconds', { count: lagSeconds ?? 0 })}</dd>
        ${lastSyncedAt ? html`<dt>${t('health.synced')}</dt><dd>${mediumDate(lastSyncedAt)}</dd>` : nothing}
        ${watchExpiresAt ? html`<dt>${t('health.watch')}</dt><dd>${mediumDate(watchExpiresAt)}</dd>` : nothing}
        ${quota ? html`<dt>${t('health.quota')}</dt><dd>${number(quota.usedLastMinute ?? 0)} / ${number(quota.unitsPerMinute ?? 0)}</dd>` : nothing}
      </dl>`;
  }

  async run(one, what, said) {
    try {
      await post(`/mailboxes/${encodeURIComponent(one.id)}/${what}`);
      if (said) toast(said);
      this.load();
    } catch (problem) { failed(problem); }
  }

  async disconnect(one) {
    if (!(await ask(t('disconnect.title', { address: one.address }), t('disconnect.text'), t('mailbox.disconnect'), { danger: true }))) return;
    try {
      await del(`/mailboxes/${encodeURIComponent(one.id)}`);
      await refreshMailboxes();
      toast(t('disconnect.done', { address: one.address }));
      go({ view: state.mailboxes.length ? 'folder' : 'connect', mailbox: 'all', role: 'inbox' });
    } catch (problem) { failed(problem); }
  }
}
customElements.define('health-page', HealthPage);
