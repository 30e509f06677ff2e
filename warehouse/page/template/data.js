// The data lie in the page as compressed columns (see warehouse/page/packing.py). Nothing of them is ever read as markup or
// script: numbers are taken as they lie in memory, and what is shown of texts is set as text.
const KINDS = { i1: Int8Array, i2: Int16Array, i4: Int32Array, f4: Float32Array };

async function unpack(id) {
  if (!document.getElementById(id)) await new Promise((done) => document.addEventListener("DOMContentLoaded", done));
  const holder = document.getElementById(id);
  const stream = new Blob([decoded(holder.textContent)]).stream().pipeThrough(new DecompressionStream("gzip"));
  holder.remove();
  const buffer = await new Response(stream).arrayBuffer();
  const length = new DataView(buffer).getUint32(0, true);
  return opened(JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length))), buffer, 4 + length);
}

function decoded(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const packed = atob(base64);
  const bytes = new Uint8Array(packed.length);
  for (let place = 0; place < packed.length; place++) bytes[place] = packed.charCodeAt(place);
  return bytes;
}

// The tree of columns, each where its description stood.
function opened(spec, buffer, base) {
  if (spec === null || typeof spec !== "object" || Array.isArray(spec)) return spec;
  if (spec.type === "text") return new Texts(new Uint8Array(buffer, base + spec.at, spec.bytes), opened(spec.ends, buffer, base));
  if (KINDS[spec.type] && "at" in spec) {
    const column = new KINDS[spec.type](buffer, base + spec.at, spec.length);
    column.none = spec.type === "f4" ? NaN : -(2 ** (8 * column.BYTES_PER_ELEMENT - 1));
    return column;
  }
  return Object.fromEntries(Object.entries(spec).map(([name, each]) => [name, opened(each, buffer, base)]));
}

// Texts that are read when they are asked for: of a hundred thousand a person sees a few hundred.
class Texts {
  constructor(bytes, ends) {
    Object.assign(this, { bytes, ends, length: ends.length, decoder: new TextDecoder("utf-8", { ignoreBOM: true }) });
  }

  at(place) { return this.decoder.decode(this.bytes.subarray(place ? this.ends[place - 1] : 0, this.ends[place])); }

  find(text) {
    for (let place = 0; place < this.length; place++) if (this.at(place) === text) return place;
    return -1;
  }

  map(change) { return Array.from(this.ends, (_, place) => change(this.at(place))); }
}

// One value of a column, null where it is none; of a list too, since one of nulls alone comes as a column.
function known(column, place) {
  const value = column[place];
  return value === column.none || Number.isNaN(value) ? null : value;
}

const pick = (column, index) => {
  const code = column.codes[index];
  return code === null || code < 0 ? null : column.values[code];
};

const ONE_SIDED = 3;

// What can't be told of an event's extent is drawn as fading out; it lies where its known bound lies.
function prepare(events) {
  const n = (events.length = events.headline.length);
  events.from = new Float64Array(n);
  events.to = new Float64Array(n);
  events.dated = new Uint8Array(n);
  events.precision = { values: ["to the day", "to the month", "more coarsely", "on one side only", "not at all"],
    codes: new Int8Array(n) };
  const { begin_earliest: first, begin_latest: last, end_earliest, end_latest, clock } = events;
  const bounds = [first, last, end_earliest, end_latest];
  const nones = bounds.map((column) => column.none);
  for (let i = 0; i < n; i++) {
    let [from, to] = [Infinity, -Infinity];
    for (let k = 0; k < 4; k++) {
      const day = bounds[k][i];
      if (day === nones[k]) continue;
      if (day < from) from = day;
      if (day > to) to = day;
    }
    const dated = from <= to;
    events.dated[i] = dated;
    events.from[i] = from * DAY;
    events.to[i] = (to + 1) * DAY;
    // An hour of the text is an hour roughly: "shortly before seven" is read as seven.
    if (clock[i] !== clock.none) {
      const hour = first[i] * DAY + clock[i] * 60000;
      events.from[i] = Math.max(events.from[i], hour - 3600000);
      events.to[i] = Math.min(events.to[i], hour + 3600000);
    }
    events.precision.codes[i] = !dated ? 4 : first[i] === nones[0] || last[i] === nones[1] ? ONE_SIDED
      : first[i] === last[i] ? 0 : last[i] - first[i] < 31 ? 1 : 2;
  }
  events.starts = offsets(events.participants.counts);
  join(events);
  return events;
}

function offsets(counts) {
  const starts = new Uint32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) starts[i + 1] = starts[i] + counts[i];
  return starts;
}

const participantsOf = (events, i) => {
  const names = [];
  for (let k = events.starts[i]; k < events.starts[i + 1]; k++) {
    names.push(events.participants.values[events.participants.codes[k]]);
  }
  return names;
};
