// The data lie in the page as compressed columns. Nothing of them is ever read as markup or script: they are decoded as
// JSON, and what is shown of them is set as text.
async function unpack(id) {
  const holder = document.getElementById(id);
  const packed = atob(holder.textContent);
  holder.remove();
  const bytes = new Uint8Array(packed.length);
  for (let place = 0; place < packed.length; place++) bytes[place] = packed.charCodeAt(place);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

const pick = (column, index) => {
  const code = column.codes[index];
  return code === null || code < 0 ? null : column.values[code];
};

// What can't be told of an event's extent is drawn as fading out; it lies where its known bound lies.
function prepare(events) {
  const n = events.id.length;
  events.from = new Float64Array(n);
  events.to = new Float64Array(n);
  events.dated = events.id.map(() => false);
  events.precision = { values: ["to the day", "to the month", "more coarsely", "on one side only", "not at all"],
    codes: new Int8Array(n) };
  const bounds = [events.begin_earliest, events.begin_latest, events.end_earliest, events.end_latest];
  for (let i = 0; i < n; i++) {
    const [first, last] = [events.begin_earliest[i], events.begin_latest[i]];
    let [from, to] = [Infinity, -Infinity];
    for (const column of bounds) {
      const day = column[i];
      if (day === null) continue;
      if (day < from) from = day;
      if (day > to) to = day;
    }
    events.dated[i] = from <= to;
    events.from[i] = from * DAY;
    events.to[i] = (to + 1) * DAY;
    // An hour of the text is an hour roughly: "shortly before seven" is read as seven.
    if (events.clock[i] !== null) {
      const hour = first * DAY + events.clock[i] * 60000;
      events.from[i] = Math.max(events.from[i], hour - 3600000);
      events.to[i] = Math.min(events.to[i], hour + 3600000);
    }
    events.precision.codes[i] = !events.dated[i] ? 4 : first === null || last === null ? 3
      : first === last ? 0 : last - first < 31 ? 1 : 2;
  }
  const standing = Uint32Array.from({ length: n }, (_, i) => i);
  standing.sort((a, b) => events.salience[b] - events.salience[a] || a - b);
  events.bySalience = standing;
  events.starts = offsets(events.participants.counts);
  events.told = new Uint32Array(events.texts.length);
  for (const text of events.headline) events.told[text] += 1;
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
