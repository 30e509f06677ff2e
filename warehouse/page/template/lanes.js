// Events on their days: what is certain is solid, what is possible pale, what has no known bound fades out, and days that
// are derived from other documents are dashed. The most salient get a place with their words; those that find none are
// counted at the foot, by stretch.
const LANE = 32;
const FOOT = 40;
const STRETCH = 84;
const FADE = 36;
const MOST_TRIED = 600;
const MOST_CUT = 200;
const FONT = "12px system-ui, sans-serif";

class Lanes {
  constructor(canvas, events, view) {
    Object.assign(this, { canvas, events, view, placed: [], rest: [], before: new Map(), widths: new Map(), selected: -1 });
  }

  // Puts events into lanes, the most salient first. One keeps its lane while it can, so that moving does not shuffle them.
  arrange(chosen) {
    const { events, view } = this;
    const [from, to] = view.domain;
    const scale = view.width / (to - from);
    const lanes = Math.max(1, Math.floor((this.canvas.clientHeight - FOOT) / LANE));
    const taken = Array.from({ length: lanes }, () => []);
    const wide = [];
    this.placed = [];
    this.rest = [];
    const pen = this.canvas.getContext("2d");
    pen.font = FONT;
    const put = (i, most) => {
      let spot = this.spot(i, from, scale, pen, 1);
      let lane = this.free(taken, spot, this.before.get(i), most);
      // Where there is no room for all words of one of the most salient, fewer are better than none.
      if (lane < 0 && tried < MOST_CUT) {
        spot = this.spot(i, from, scale, pen, 2);
        lane = this.free(taken, spot, this.before.get(i), most);
      }
      if (lane < 0) return void this.rest.push(i);
      taken[lane].push(spot);
      this.placed.push({ i, lane, ...spot });
    };
    let tried = 0;
    // At first each stretch gets half of the lanes at most: a crowded year must not leave the others without words.
    const room = new Map();
    const late = [];
    // The chosen event is shown whatever its salience.
    if (this.selected >= 0 && events.to[this.selected] >= from && events.from[this.selected] <= to) put(this.selected, lanes);
    for (const i of chosen) {
      if (events.to[i] < from || events.from[i] > to || i === this.selected) continue;
      // What is known far more coarsely than is shown would fill the lanes with bars that say nothing.
      if (events.to[i] - events.from[i] > 2 * (to - from)) wide.push(i);
      else if (tried++ < MOST_TRIED) {
        const stretch = Math.floor(((Math.max(events.from[i], from) - from) * scale) / STRETCH);
        const used = room.get(stretch) ?? 0;
        room.set(stretch, used + 1);
        if (used < Math.max(1, lanes / 2)) put(i, lanes);
        else late.push(i);
      } else this.rest.push(i);
    }
    for (const i of late) put(i, lanes);
    for (const i of wide.slice(0, lanes)) put(i, Math.ceil(lanes / 3));
    this.rest.push(...wide.slice(lanes));
    this.before = new Map(this.placed.map(({ i, lane }) => [i, lane]));
  }

  spot(i, from, scale, pen, part) {
    const { events } = this;
    const x1 = (events.from[i] - from) * scale;
    const x2 = Math.max(x1 + 5, (events.to[i] - from) * scale);
    const text = this.words(i, part);
    // Words begin where the bar does, but never run out of sight at the right.
    const long = this.width(text, pen);
    const label = Math.max(4, x1 < this.view.width ? Math.min(x1, this.view.width - long - 4) : x1);
    const open = [events.begin_earliest, events.begin_latest, events.end_latest].some((column) => column[i] === column.none);
    const end = Math.max(x2 + (open ? FADE : 0), label + long);
    return { x1, x2, text, label, left: Math.min(label, x1 - (open ? FADE : 0)), right: end + 10 };
  }

  // Measuring words is what takes longest, and they are the same from frame to frame.
  width(text, pen) {
    if (this.widths.size > 20000) this.widths.clear();
    let width = this.widths.get(text);
    if (width === undefined) this.widths.set(text, (width = pen.measureText(text).width));
    return width;
  }

  // The words of an event, or only the first half of as many.
  words(i, part) {
    const { events } = this;
    const text = events.texts.at(events.headline[i]);
    const most = (this.view.width < 500 ? 34 : 56) / part;
    const short = text.length > most ? `${Array.from(text).slice(0, most - 1).join("").trimEnd()}…` : text;
    // One sentence can tell of several events: its verb or noun says which of them this is.
    return events.told[events.headline[i]] > 1 ? `${pick(events.lemma, i)}: ${short}` : short;
  }

  free(taken, spot, wanted, most) {
    const fits = (lane) => lane < most && taken[lane].every((other) => spot.right < other.left || spot.left > other.right);
    if (wanted !== undefined && fits(wanted)) return wanted;
    for (let lane = 0; lane < most; lane++) if (fits(lane)) return lane;
    return -1;
  }

  draw(chosen, colours) {
    this.arrange(chosen);
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

  // How many more there are, by stretch of the axis: a click goes nearer.
  counts(pen, width, height, colours) {
    const { events, view } = this;
    const [from, to] = view.domain;
    const stretches = Math.max(1, Math.floor(width / STRETCH));
    const stretch = width / stretches;
    this.more = Array.from({ length: stretches }, () => 0);
    for (const i of this.rest) {
      const middle = Math.max(from, Math.min(to, (Math.max(events.from[i], from) + Math.min(events.to[i], to)) / 2));
      this.more[Math.min(stretches - 1, Math.floor(((middle - from) / (to - from)) * stretches))] += 1;
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
