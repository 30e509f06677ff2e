// Which days are shown. D3 holds the zoom: a scale of the whole timeline, and a transform of it.
const HOUR = 3600000;
const MOST_SHARE = 0.9;

class View {
  constructor(canvas, extent, changed) {
    this.canvas = canvas;
    this.changed = changed;
    const margin = Math.max(DAY, (extent[1] - extent[0]) * 0.02);
    this.extent = [extent[0] - margin, extent[1] + margin];
    this.transform = d3.zoomIdentity;
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.zoom = d3.zoom()
      .filter((event) => !event.button && !(event.type === "wheel" && event.ctrlKey && !event.deltaY))
      .on("zoom", (event) => { this.transform = event.transform; this.changed(); });
    this.selection = d3.select(canvas);
    this.resize();
    this.selection.call(this.zoom).on("dblclick.zoom", null);
  }

  // The same days stay shown when the window changes its width.
  resize() {
    const kept = this.width ? this.domain : null;
    this.width = Math.max(1, this.canvas.clientWidth);
    this.base = d3.scaleUtc().domain(this.extent).range([0, this.width]);
    const finest = (this.extent[1] - this.extent[0]) / (3 * HOUR);
    this.zoom.extent([[0, 0], [this.width, 1]]).scaleExtent([1, Math.max(1, finest)])
      .translateExtent([[0, 0], [this.width, 1]]);
    if (kept) this.show(kept[0], kept[1], false);
  }

  get scale() { return this.transform.rescaleX(this.base); }

  get domain() { return this.scale.domain().map(Number); }

  show(from, to, smooth = true) {
    const span = Math.min(this.extent[1] - this.extent[0], Math.max(3 * HOUR, to - from));
    const first = Math.max(this.extent[0], Math.min((from + to - span) / 2, this.extent[1] - span));
    const k = (this.extent[1] - this.extent[0]) / span;
    this.go(this.zoom.transform, smooth, d3.zoomIdentity.scale(k).translate(-this.base(first), 0));
  }

  go(act, smooth, ...values) {
    const selection = smooth && !this.still ? this.selection.transition().duration(250) : this.selection;
    selection.call(act, ...values);
  }

  // Nearer or farther, around a moment where it is in sight, else around the middle.
  by(factor, moment = NaN) {
    const [from, to] = this.domain;
    const middle = moment >= from && moment <= to ? moment : (from + to) / 2;
    this.show(middle - (to - from) / (2 * factor), middle + (to - from) / (2 * factor));
  }

  move(share) { this.go(this.zoom.translateBy, true, -share * this.width / this.transform.k, 0); }

  all() { this.show(...this.extent); }

  // Brings a span into sight without coming nearer.
  reveal(from, to) {
    const [first, last] = this.domain;
    if (to >= first && from <= last) return;
    const [middle, half] = [(from + to) / 2, (last - first) / 2];
    this.show(middle - half, middle + half);
  }
}

// The shortest span that holds most of the events, with some air around it.
function mostly(events, chosen) {
  if (!chosen.length) return null;
  const middles = Float64Array.from(chosen, (i) => (events.from[i] + events.to[i]) / 2).sort();
  const most = Math.ceil(middles.length * MOST_SHARE);
  let start = 0;
  for (let k = 0; k + most <= middles.length; k++) {
    if (middles[k + most - 1] - middles[k] < middles[start + most - 1] - middles[start]) start = k;
  }
  const [from, to] = [middles[start], middles[start + most - 1]];
  const margin = Math.max(3 * DAY, (to - from) * 0.06);
  return [from - margin, to + margin];
}
