import { html, nothing } from 'lit';
import { Element } from '../base.js';
import { size } from '../format.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { cancelUpload, refusal, remove } from '../uploads.js';

/// The files of the message, those on their way with their progress, those refused with the reason.
class ComposeFiles extends Element {
  static properties = { composer: { type: Object } };

  render() {
    const { attachments, uploads } = this.composer;
    const files = attachments.filter((one) => !one.inline);
    if (!files.length && !uploads.length) return nothing;
    const refused = refusal(this.composer);
    return html`${refused ? html`<p class="note warn" role="alert" data-test="files-refused">${icon('warning')}${refused}</p>` : nothing}
    <ul class="compose-files" aria-label=${t('attachments')}>
      ${files.map((one) => html`<li class="file" data-test="compose-file">${icon('file')}<span class="words"><span class="name">${one.name}</span><small>${size(one.size)}</small></span>
        <button type="button" class="quiet" aria-label=${t('file.remove', { name: one.name })} @click=${() => remove(this.composer.key, [one.id])}>${icon('close', 'small')}</button></li>`)}
      ${uploads.map((one) => html`<li class="file ${one.problem ? 'refused' : ''}" data-test="compose-upload">${icon(one.problem ? 'warning' : 'file')}
        <span class="words"><span class="name">${one.name}</span>${one.problem ? html`<small role="alert">${one.problem}</small>`
          : html`<progress max="1" value=${one.progress} aria-label=${one.name}></progress>`}</span>
        <button type="button" class="quiet" aria-label=${t('file.remove', { name: one.name })} @click=${() => cancelUpload(this.composer.key, one.key)}>${icon('close', 'small')}</button></li>`)}
    </ul>`;
  }
}
customElements.define('compose-files', ComposeFiles);
