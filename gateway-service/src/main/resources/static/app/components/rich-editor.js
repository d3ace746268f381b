import DOMPurify from 'dompurify';
import { html } from 'lit';
import Squire from 'squire';
import { Element } from '../base.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';

const FORMATS = [
  ['bold', 'B', (editor, on) => (on ? editor.removeBold() : editor.bold())],
  ['italic', 'I', (editor, on) => (on ? editor.removeItalic() : editor.italic())],
  ['underline', 'U', (editor, on) => (on ? editor.removeUnderline() : editor.underline())],
  ['bullets', 'UL', (editor, on) => (on ? editor.removeList() : editor.makeUnorderedList())],
  ['numbers', 'OL', (editor, on) => (on ? editor.removeList() : editor.makeOrderedList())],
  ['quote', 'BLOCKQUOTE', (editor, on) => (on ? editor.decreaseQuoteLevel() : editor.increaseQuoteLevel())],
];

const clean = (markup) => DOMPurify.sanitize(markup, {
  RETURN_DOM_FRAGMENT: true, FORBID_TAGS: ['form', 'input', 'button', 'textarea', 'select', 'iframe', 'style'], ALLOW_UNKNOWN_PROTOCOLS: false,
});

/// The text of the message, formatted as wanted. What is pasted is sanitised first.
class RichEditor extends Element {
  static properties = { html: {}, stamp: {}, label: {}, active: { state: true } };

  constructor() {
    super();
    this.active = new Set();
  }

  // Drawn once: the editor owns its element from then on, and its text is set when it comes from
  // elsewhere (another stamp), never while typing.
  render() {
    return html`
      <div class="editor-tools" role="toolbar" aria-label=${t('format')}>
        ${FORMATS.map(([name, tag, run]) => html`<button type="button" class="quiet" aria-label=${t(`format.${name}`)} title=${t(`format.${name}`)}
          aria-pressed=${this.active.has(tag) ? 'true' : 'false'} @mousedown=${(event) => event.preventDefault()}
          @click=${() => { run(this.editor, this.active.has(tag)); this.editor.focus(); }}>${icon(name, 'small')}</button>`)}
        <button type="button" class="quiet" aria-label=${t('format.link')} title=${t('format.link')} @mousedown=${(event) => event.preventDefault()}
          @click=${this.link}>${icon('link', 'small')}</button>
        <button type="button" class="quiet" aria-label=${t('format.plain')} title=${t('format.plain')} @mousedown=${(event) => event.preventDefault()}
          @click=${() => this.editor.removeAllFormatting()}>${icon('plain', 'small')}</button>
      </div>
      <div class="editor" data-test="compose-body" role="textbox" aria-multiline="true" aria-label=${this.label}></div>`;
  }

  firstUpdated() {
    this.editor = new Squire(this.querySelector('.editor'), { blockTag: 'DIV', sanitizeToDOMFragment: clean });
    this.fill();
    this.editor.addEventListener('input', () => {
      this.dispatchEvent(new CustomEvent('change-html', { detail: this.editor.getHTML() }));
    });
    for (const event of ['pathChange', 'select', 'cursor']) {
      this.editor.addEventListener(event, () => {
        this.active = new Set(FORMATS.map(([, tag]) => tag).filter((tag) => this.editor.hasFormat(tag)));
      });
    }
  }

  updated(changed) {
    if (changed.has('stamp') && this.editor && changed.get('stamp') !== undefined) this.fill();
  }

  fill() {
    this.editor.setHTML(this.html || '<div><br></div>');
    this.editor.moveCursorToStart();
    this.querySelector('.editor').scrollTop = 0;
  }

  focusStart() {
    this.editor.focus();
    this.editor.moveCursorToStart();
  }

  link() {
    const wanted = prompt(t('format.linkTo'), 'https://');
    if (wanted && /^(https?:|mailto:)/i.test(wanted)) this.editor.makeLink(wanted);
    this.editor.focus();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.editor?.destroy();
  }
}
customElements.define('rich-editor', RichEditor);
