import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { authorized, url } from '../api.js';
import { number, size } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { state } from '../store.js';
import { failed } from '../toasts.js';

const PREVIEWED = /^(image\/(png|jpe?g|gif|webp|avif|bmp)|application\/pdf)$/i;

/// The files of a message: kind, size, download, and a look at images and PDF.
class AttachmentList extends Element {
  static properties = { message: { type: Object }, preview: { state: true } };

  render() {
    const files = (this.message.attachments ?? []).filter((one) => !one.inline);
    if (!files.length) return nothing;
    const path = `/messages/${encodeURIComponent(this.message.id)}/attachments.zip`;
    return html`<section class="attachments" aria-label=${t('attachments')}>
      <h4 aria-level=${state.wide < 3 ? 3 : 4}>${t('attachments.count', { count: files.length })}
        ${files.length > 1 ? html`<button type="button" class="link" @click=${() => this.save(path, `${number(files.length)}.zip`)}>${t('attachments.all')}</button>` : nothing}</h4>
      <ul>${files.map((one) => this.file(one))}</ul>
      ${this.preview ? this.dialog() : nothing}
    </section>`;
  }

  file(one) {
    const kind = (one.name?.match(/\.(\w{1,5})$/)?.[1] ?? one.type?.split('/').pop() ?? '').toUpperCase();
    const path = `/messages/${encodeURIComponent(this.message.id)}/attachments/${encodeURIComponent(one.id)}`;
    return html`<li class="file" data-test="attachment">
      <span class="kind kind-${one.type?.split('/')[0]}" aria-hidden="true">${kind.slice(0, 4)}</span>
      <span class="words"><span class="name" title=${one.name}>${one.name}</span><small>${kind} · ${size(one.size)}</small></span>
      ${PREVIEWED.test(one.type ?? '') ? html`<button type="button" class="quiet" aria-label=${t('file.preview', { name: one.name })}
        title=${t('preview')} data-test="preview" @click=${() => this.look(one, path)}>${icon('eye')}</button>` : nothing}
      ${one.downloadUrl
        ? html`<a class="quiet" href=${one.downloadUrl} download=${one.name} data-test="download" aria-label=${t('file.download', { name: one.name })} title=${t('download')}>${icon('download')}</a>`
        : html`<button type="button" class="quiet" data-test="download" aria-label=${t('file.download', { name: one.name })} title=${t('download')}
          @click=${() => this.save(path, one.name)}>${icon('download')}</button>`}
    </li>`;
  }

  async fetched(path) {
    const answer = await authorized(url(path));
    if (!answer.ok) throw new Error(t('file.failed'));
    return answer.blob();
  }

  async look(one, path) {
    try {
      const bytes = await this.fetched(path);
      // The type the mail claims decides, and only harmless ones come here: no HTML, no SVG.
      const blob = new Blob([bytes], { type: one.type });
      this.preview = { ...one, url: URL.createObjectURL(blob) };
      await this.updateComplete;
      this.querySelector('dialog').showModal();
    } catch (problem) { failed(problem); }
  }

  dialog() {
    const { name, type, url: source } = this.preview;
    return html`<dialog class="preview" aria-label=${name} @close=${() => { URL.revokeObjectURL(source); this.preview = null; }}>
      <header><h2>${name}</h2><button type="button" class="quiet" aria-label=${t('close')} autofocus
        @click=${() => this.querySelector('dialog').close()}>${icon('close')}</button></header>
      ${type.startsWith('image/') ? html`<img src=${source} alt=${name}>` : html`<iframe src=${source} title=${name}></iframe>`}
    </dialog>`;
  }

  async save(path, name) {
    try {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await this.fetched(path));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (problem) { failed(problem); }
  }
}
customElements.define('attachment-list', AttachmentList);
