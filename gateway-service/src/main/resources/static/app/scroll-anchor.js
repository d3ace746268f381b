/// Keeps the row under the pointer (or the first one visible, when scrolled) where it is on the
/// screen while rows come and go around it.
export class ScrollAnchor {
  constructor(scroller) {
    this.scroller = scroller;
    this.held = null;
  }

  hold(id) {
    this.held = id;
  }

  row(id) {
    return this.scroller()?.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /// Called before the rows are drawn again.
  before(key) {
    const rows = this.scroller();
    this.kept = null;
    if (!rows) return;
    if (key !== this.key) { this.key = key; this.reset = true; return; }
    const hovered = this.held && rows.matches(':hover') ? this.row(this.held) : null;
    if (!hovered && rows.scrollTop <= 8) return;
    const top = rows.getBoundingClientRect().top;
    const row = hovered ?? [...rows.querySelectorAll('.row')].find((one) => one.getBoundingClientRect().bottom > top);
    if (row) this.kept = { id: row.dataset.id, top: row.getBoundingClientRect().top };
  }

  /// Called when they are drawn.
  after() {
    const rows = this.scroller();
    if (!rows) return;
    if (this.reset) { rows.scrollTop = 0; this.reset = false; }
    const { kept } = this;
    this.kept = null;
    if (!kept) return;
    this.restore(rows, kept);
    // A row drawn for the first time takes its real height only when it comes near the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => this.restore(rows, kept)));
  }

  restore(rows, kept) {
    const row = this.row(kept.id);
    if (!row) return;
    const moved = row.getBoundingClientRect().top - kept.top;
    if (Math.abs(moved) < 1) return;
    // A list shorter than its pane cannot scroll: give it the room.
    const list = row.parentElement;
    const missing = rows.scrollTop + moved + rows.clientHeight - rows.scrollHeight;
    if (missing > 0) list.style.paddingBottom = `${(parseFloat(list.style.paddingBottom) || 0) + missing}px`;
    rows.scrollTop += moved;
  }
}
