// An entry is what one sentence tells of the same days: one row of the list and one place in the lanes, though it may be
// several events. What is chosen and counted stays the event.

// The same days are those that are shown of them in words: what began on one day may have ended on a known one or not.
// Gives each event the first of its entry and the next one, -1 after the last, and each text the number of its entries.
function join(events) {
  const { headline } = events;
  const n = events.length;
  const told = new Uint32Array(events.texts.length);
  for (const text of headline) told[text] += 1;
  const days = events.date_text.codes, reasons = events.undated_reason.codes, hours = events.clock;
  const last = new Map();
  events.entry = new Int32Array(n);
  events.next = new Int32Array(n).fill(-1);
  events.entries = new Uint32Array(told.length);
  for (let i = 0; i < n; i++) {
    events.entry[i] = i;
    let before;
    if (told[headline[i]] > 1) {
      const key = `${headline[i]} ${days[i]} ${reasons[i]} ${hours[i]}`;
      before = last.get(key);
      last.set(key, i);
    }
    if (before === undefined) events.entries[headline[i]] += 1;
    else {
      events.entry[i] = events.entry[before];
      events.next[before] = i;
    }
  }
}

function membersOf(events, i) {
  const members = [];
  for (let k = events.entry[i]; k >= 0; k = events.next[k]) members.push(k);
  return members;
}

// The entries of chosen events: the most salient chosen event of each stands for it.
class Entries {
  constructor(events, kept) {
    const firsts = new Int32Array(events.length).fill(-1);
    const sizes = new Uint32Array(events.length);
    const bySalience = [];
    const { entry } = events;
    for (const i of events.by_salience) {
      if (!kept[i]) continue;
      let first = firsts[entry[i]];
      if (first < 0) {
        first = firsts[entry[i]] = i;
        bySalience.push(i);
      }
      sizes[first] += 1;
    }
    Object.assign(this, { events, kept, firsts, sizes, bySalience });
  }

  // The event that stands for the entry of another one; itself where that entry is not chosen.
  first(i) {
    const first = this.firsts[this.events.entry[i]] ?? -1;
    return first < 0 ? i : first;
  }

  isFirst(i) { return this.firsts[this.events.entry[i]] === i; }

  // The chosen events of an entry, the one that stands for it before the others.
  told(i) {
    if (this.sizes[i] === 1) return [i];
    return [i, ...membersOf(this.events, i).filter((k) => k !== i && this.kept[k])];
  }

  count(firsts) {
    let count = 0;
    for (const i of firsts) count += this.sizes[i];
    return count;
  }
}

// What an entry says of its events, each thing once.
const namesOf = (values) => [...new Set(values.filter(Boolean))].join(", ");

// Where in a headline its events' triggers stand, in code points.
function triggersOf(events, told) {
  return told.map((i) => [known(events.trigger.start, i), known(events.trigger.length, i)])
    .filter(([start]) => start !== null).map(([start, length]) => [start, start + length, ""]);
}
