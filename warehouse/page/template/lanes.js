// Entries on their days: what is certain is solid, what is possible pale, what has no known bound fades out, and days that
// are derived from other documents are dashed. The most salient of each stretch of the axis get a place with their words;
// those that find none are counted at the foot, by stretch.
const LANE = 32;
const FOOT = 40;
const STRETCH = 84;
const FADE = 36;
const ROUNDS = 40;
const CUT_ROUNDS = 12;
const FONT = "12px system-ui, sans-serif";

class Lanes {
  constructor(canvas, events, view) {
    Object.assign(this, { canvas, events, view, placed: [], rest: [], held: new Map(), labels: new Map(), selected: -1, scene: {} });
  }

  // Puts entries into lanes. In each round every stretch tries its next best, so that a crowded year does not leave the
  // others without words.
  arrange(entries, chosen) {
    const { events, view } = this;
    const [from, to] = view.domain;
    const lanes = Math.max(1, Math.floor((this.canvas.clientHeight - FOOT) / LANE));
    const inSight = (i) => events.to[i] >= from && events.from[i] <= to;
    const before = this.placed;
    const shown = this.selected >= 0 && inSight(this.selected) ? this.selected : -1;
    this.moved = this.onlyMoved({ chosen, lanes, selected: shown, width: view.width, span: to - from });
    if (!this.moved) this.held = new Map(before.map(({ i, lane }) => [i, lane]));
    if (this.entries !== entries || this.labels.size > 20000) this.labels.clear();
    this.entries = entries;
    this.taken = Array.from({ length: lanes }, () => []);
    this.placed = [];
    this.rest = [];
    this.canvas.getContext("2d").font = FONT;
    const done = new Set();
    const put = (i, most, parts) => { if (this.put(i, most, parts)) done.add(i); };
    // The chosen entry is shown whatever its salience.
    if (shown >= 0) put(shown, lanes, [1, 2]);
    // While the view only moves, what has its place keeps it, and the others find what is left.
    if (this.moved) for (const { i, part } of before) if (i !== shown && inSight(i)) put(i, lanes, [part]);
    const { rounds, wide, late } = this.candidates(chosen, from, to);
    rounds.forEach((round, nth) => {
      for (const i of round) if (!done.has(i)) put(i, lanes, nth < CUT_ROUNDS ? [1, 2] : [1]);
    });
    for (const i of wide.slice(0, lanes)) if (!done.has(i)) put(i, Math.ceil(lanes / 3), [1]);
    for (const each of [...rounds, wide, late]) for (const i of each) if (!done.has(i)) this.rest.push(i);
  }

  onlyMoved(scene) {
    const before = this.scene;
    this.scene = scene;
    return ["chosen", "lanes", "selected", "width"].every((name) => scene[name] === before[name]) &&
      Math.abs(scene.span / before.span - 1) < 1e-6;
  }

  // Stretches have their places on the axis and not on the screen, so that moving does not change who is the best of one.
  candidates(chosen, from, to) {
    const { events, view } = this;
    const length = (STRETCH * (to - from)) / view.width;
    const first = Math.floor(from / length);
    const tried = new Uint32Array(Math.floor(to / length) - first + 1);
    const [rounds, wide, late] = [Array.from({ length: ROUNDS }, () => []), [], []];
    for (const i of chosen) {
      const [begin, end] = [events.from[i], events.to[i]];
      if (end < from || begin > to) continue;
      // What is known far more coarsely than is shown would fill the lanes with bars that say nothing.
      if (end - begin > 2 * (to - from)) wide.push(i);
      else {
        const round = tried[begin > from ? Math.floor(begin / length) - first : 0]++;
        (round < ROUNDS ? rounds[round] : late).push(i);
      }
    }
    return { rounds, wide, late };
  }

  // Where there is no room for all words, fewer may be tried: they are better than none.
  put(i, most, parts) {
    for (const part of parts) {
      const spot = this.spot(i, part);
      const lane = this.free(spot, this.held.get(i), most);
      if (lane < 0) continue;
      this.taken[lane].push(spot);
      this.placed.push({ i, lane, part, ...spot });
      this.held.set(i, lane);
      return true;
    }
    return false;
  }

  spot(i, part) {
    const { events, view } = this;
    const from = view.domain[0];
    const scale = view.width / this.scene.span;
    const x1 = (events.from[i] - from) * scale;
    const x2 = Math.max(x1 + 5, (events.to[i] - from) * scale);
    const { text, long } = this.label(i, part);
    // Words begin where the bar does, but never run out of sight at the right.
    const label = Math.max(4, x1 < view.width ? Math.min(x1, view.width - long - 4) : x1);
    const open = [events.begin_earliest, events.begin_latest, events.end_latest].some((column) => column[i] === column.none);
    const end = Math.max(x2 + (open ? FADE : 0), label + long);
    return { x1, x2, text, label, left: Math.min(label, x1 - (open ? FADE : 0)), right: end + 10 };
  }

  // The words of an entry, or only the first half of as many, and how long they are. Measuring takes longest, and they are
  // the same from frame to frame.
  label(i, part) {
    const most = (this.view.width < 500 ? 34 : 56) / part;
    const key = i * 100 + most;
    let label = this.labels.get(key);
    if (!label) {
      const text = this.words(i, most);
      label = { text, long: this.canvas.getContext("2d").measureText(text).width };
      this.labels.set(key, label);
    }
    return label;
  }

  words(i, most) {
    const { events } = this;
    const text = events.texts.at(events.headline[i]);
    const cut = text.length > most;
    const short = cut ? `${Array.from(text).slice(0, most - 1).join("").trimEnd()}…` : text;
    const start = known(events.trigger.start, i);
    const seen = start !== null && (!cut || start + events.trigger.length[i] < most);
    // Which event this is its verb or noun says: where the words that are shown don't hold it, or tell of other days too.
    return seen && events.entries[events.headline[i]] === 1 ? short : `${pick(events.lemma, i)}: ${short}`;
  }

  free(spot, wanted, most) {
    const fits = (lane) => this.taken[lane].every((other) => spot.right < other.left || spot.left > other.right);
    if (wanted !== undefined && wanted < this.taken.length && fits(wanted)) return wanted;
    // An entry keeps its lane: in another one it would jump while the view moves.
    if (wanted !== undefined && this.moved) return -1;
    for (let lane = 0; lane < most; lane++) if (fits(lane)) return lane;
    return -1;
  }

  draw(entries, chosen, colours) {
    this.arrange(entries, chosen);
    const { pen, width, height } = ready(this.canvas);
    this.axis(pen, width, height, colours);
    for (const spot of this.placed) this.bar(pen, spot, width, colours);
    this.counts(pen, width, height, colours);
  }

  axis(pen, width, height, colours) {
    const scale = this.view.scale;
    const ticks = scale.ticks(Math.max(2, Math.round(width / 110)));
    const step = ticks.length > 1 ? ticks[1] - ticks[0] : this.view.domain[1] - this.view.domain[0];
    // There is no year 0: the round years before it are one later than those of the calendar that D3 counts in.
    if (step > 500 * DAY) for (const tick of ticks) if (tick.getUTCFullYear() < 0) tick.setUTCFullYear(tick.getUTCFullYear() + 1);
    pen.font = "11px system-ui, sans-serif";
    pen.textBaseline = "alphabetic";
    pen.textAlign = "center";
    for (const tick of ticks) {
      const x = Math.round(scale(tick)) + 0.5;
      pen.strokeStyle = colours.line;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(x, 0);
      pen.lineTo(x, height - 16);
      pen.stroke();
      pen.fillStyle = colours.soft;
      if (x > 24 && x < width - 24) pen.fillText(tickWords(tick, step), x, height - 4);
    }
    pen.textAlign = "start";
  }

  bar(pen, { i, lane, x1, x2, text, label }, width, colours) {
    const { events } = this;
    const y = 6 + lane * LANE;
    const clip = (x) => Math.max(-20, Math.min(width + 20, x));
    const [from, to] = this.view.domain;
    const at = (day) => ((day * DAY - from) / (to - from)) * width;
    pen.font = i === this.selected ? `600 ${FONT}` : FONT;
    if (i === this.selected) {
      pen.fillStyle = colours.raised;
      const left = Math.min(label, clip(x1));
      pen.fillRect(left - 6, y - 4, Math.max(clip(x2), label + pen.measureText(text).width) - left + 14, LANE - 3);
    }
    if (pick(events.derived, i) !== null) this.dashed(pen, clip(x1), clip(x2), y, colours);
    else {
      pen.fillStyle = colours.maybe;
      pen.fillRect(clip(x1), y + 17, Math.max(3, clip(x2) - clip(x1)), 6);
    }
    if (known(events.begin_earliest, i) === null) this.fade(pen, clip(x1), y, -1, colours);
    const untold = known(events.end_latest, i) === null && (events.ongoing[i] || known(events.begin_latest, i) === null);
    if (untold) this.fade(pen, clip(x2), y, 1, colours);
    // Between the last day it can have begun and the first it can have ended, it certainly went on.
    const [began, ended, likely, clock] = [events.begin_latest, events.end_earliest, events.likely_day, events.clock]
      .map((column) => known(column, i));
    const sole = began !== null && began === events.begin_earliest[i];
    const last = ended !== null && ended >= began ? ended : sole ? began : null;
    if (began !== null && last !== null && pick(events.derived, i) === null) {
      pen.fillStyle = colours.sure;
      // Of an hour only that it is said is certain: how long the event went on is not.
      const hour = clock === null ? null : at(began + clock / 1440);
      const [start, end] = hour === null ? [at(began), at(last + 1)] : [hour - 2, hour + 3];
      pen.fillRect(clip(start), y + 17, Math.max(5, clip(end) - clip(start)), 6);
    }
    if (likely !== null && !sole) {
      pen.fillStyle = colours.likely;
      const day = clip(at(likely + 0.5));
      pen.fillRect(day - 2, y + 15, 4, 10);
    }
    pen.textBaseline = "alphabetic";
    pen.fillStyle = colours.ink;
    pen.fillText(text, label, y + 11);
  }

  dashed(pen, x1, x2, y, colours) {
    pen.strokeStyle = colours.sure;
    pen.lineWidth = 1;
    pen.setLineDash([4, 3]);
    pen.strokeRect(x1 + 0.5, y + 17.5, Math.max(6, x2 - x1) - 1, 5);
    pen.setLineDash([]);
  }

  fade(pen, x, y, side, colours) {
    const paint = pen.createLinearGradient(x, 0, x + side * FADE, 0);
    paint.addColorStop(0, colours.maybe);
    // The same colour seen through: plain "transparent" is black to some browsers, and the middle would be grey.
    paint.addColorStop(1, `${colours.maybe}00`);
    pen.fillStyle = paint;
    pen.fillRect(side > 0 ? x : x - FADE, y + 17, FADE, 6);
  }

  // How many more events there are, by stretch of the axis: a click goes nearer.
  counts(pen, width, height, colours) {
    const { events, view } = this;
    const [from, to] = view.domain;
    const stretches = Math.max(1, Math.floor(width / STRETCH));
    const stretch = width / stretches;
    this.more = Array.from({ length: stretches }, () => 0);
    for (const i of this.rest) {
      const middle = Math.max(from, Math.min(to, (Math.max(events.from[i], from) + Math.min(events.to[i], to)) / 2));
      this.more[Math.min(stretches - 1, Math.floor(((middle - from) / (to - from)) * stretches))] += this.entries.sizes[i];
    }
    pen.font = "11px system-ui, sans-serif";
    pen.textAlign = "center";
    this.more.forEach((count, place) => {
      if (!count) return;
      const words = `+${count.toLocaleString("en")}`;
      const [x, wide] = [(place + 0.5) * stretch, pen.measureText(words).width + 14];
      pen.fillStyle = colours.raised;
      pen.beginPath();
      pen.roundRect(x - wide / 2, height - FOOT + 4, wide, 17, 8);
      pen.fill();
      pen.fillStyle = colours.soft;
      pen.fillText(words, x, height - FOOT + 16);
    });
    pen.textAlign = "start";
  }

  // What lies at a point: an event, or a stretch with more of them.
  at(x, y) {
    const height = this.canvas.clientHeight;
    if (y > height - FOOT && y < height - 16) {
      const place = Math.floor((x / this.view.width) * this.more.length);
      return this.more[place] ? { stretch: [place / this.more.length, (place + 1) / this.more.length] } : null;
    }
    const lane = Math.floor((y - 2) / LANE);
    const found = this.placed.find((spot) => spot.lane === lane && x >= spot.left - 6 && x <= spot.right);
    return found ? { event: found.i } : null;
  }
}
