// Which events are chosen. Words are compared without capitals and accents, by how a word begins, as `search` does by
// whole words; each filter narrows what the others leave.
const fold = (text) => ` ${text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")}`;

// Each with the word on it, short enough to be read whole, and with what it chooses.
const LISTED = [["status", "Status", "What became of the event"], ["certainty", "Certainty", "How surely its mentions say it"],
  ["event_type", "Type", "What kind of event it is"], ["class", "Class", "How the language puts it"],
  ["precision", "Precision", "How well its date is known"], ["date_basis", "Dated by", "What its date rests on"]];
const TYPED = [["participants", "Who", "Who takes part"], ["place", "Place", "Where it happens"],
  ["source", "Source", "Who tells it"]];
const SUGGESTED = 400;

class Filter {
  constructor(events, mentions) {
    this.events = events;
    this.mentions = mentions;
    this.chosen = {};
    this.words = "";
    this.folded = null;
    this.apply();
  }

  get on() { return this.words !== "" || Object.values(this.chosen).some((value) => value !== ""); }

  clear() { this.words = ""; this.chosen = {}; }

  // Sentences of all mentions count: an event is found by any of them.
  async said() {
    if (this.folded) return this.folded;
    const { events } = this;
    const told = await this.mentions();
    const texts = [...events.texts.map(fold), ...told.texts.map(fold)];
    const names = events.participants.values.map(fold);
    const [places, sources] = [events.place.values.map(fold), events.source.values.map(fold)];
    const lemmas = events.lemma.values.map(fold);
    this.folded = Array.from(events.headline, (headline, i) => {
      let all = texts[headline] + (lemmas[events.lemma.codes[i]] ?? "");
      const seen = new Set([headline]);
      for (let k = told.starts[i]; k < told.starts[i + 1]; k++) {
        const text = told.text[k];
        if (!seen.has(text)) all += texts[text];
        seen.add(text);
      }
      for (let k = events.starts[i]; k < events.starts[i + 1]; k++) all += names[events.participants.codes[k]];
      return all + (places[events.place.codes[i]] ?? "") + (sources[events.source.codes[i]] ?? "");
    });
    return this.folded;
  }

  async update() {
    const words = fold(this.words).split(" ").filter(Boolean).map((word) => ` ${word}`);
    this.apply(words.length ? await this.said() : null, words);
  }

  apply(said = null, words = []) {
    const { events } = this;
    const tests = [...LISTED, ...TYPED].map(([name]) => this.test(name)).filter(Boolean);
    const dated = [], undated = [];
    for (let i = 0; i < events.length; i++) {
      if (said && !words.every((word) => said[i].includes(word))) continue;
      if (!tests.every((test) => test(i))) continue;
      (events.dated[i] ? dated : undated).push(i);
    }
    this.dated = dated;
    this.undated = undated;
    const kept = new Uint8Array(events.length);
    for (const i of dated) kept[i] = 1;
    for (const i of undated) kept[i] = 1;
    const entries = (this.entries = new Entries(events, kept));
    this.rows = { dated: dated.filter((i) => entries.isFirst(i)), undated: undated.filter((i) => entries.isFirst(i)) };
    this.bySalience = entries.bySalience.filter((i) => events.dated[i]);
  }

  // A test of one event, or nothing where the filter is not set. Names that people type match by a part of them.
  test(name) {
    const value = this.chosen[name] ?? "";
    if (value === "") return null;
    const { events } = this;
    const column = events[name];
    if (name === "certainty") {
      const bit = 1 << column.values.indexOf(value);
      return (i) => (column.codes[i] & bit) !== 0;
    }
    if (LISTED.some(([listed]) => listed === name)) {
      const code = column.values.indexOf(value);
      return (i) => column.codes[i] === code;
    }
    const wanted = fold(value).trim();
    const fits = column.values.map((each) => fold(each).includes(wanted));
    if (name !== "participants") return (i) => fits[column.codes[i]] === true;
    return (i) => {
      for (let k = events.starts[i]; k < events.starts[i + 1]; k++) if (fits[column.codes[k]]) return true;
      return false;
    };
  }

  // How often each value occurs, the most frequent first.
  counts(name) {
    const { events } = this;
    const column = events[name];
    const counts = new Float64Array(column.values.length);
    const { codes } = column;
    for (let k = 0; k < codes.length; k++) {
      if (name === "certainty") for (let bit = 0; bit < counts.length; bit++) counts[bit] += (codes[k] >> bit) & 1;
      else if (codes[k] >= 0) counts[codes[k]] += 1;
    }
    return column.values.map((value, code) => [value, counts[code]]).filter(([, count]) => count)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  }
}

// The controls: a list for what has few values, a field that suggests for names.
function controls(filter, holder, changed) {
  const set = (name, field) => {
    filter.chosen[name] = field.value;
    field.classList.toggle("on", field.value !== "");
    changed();
  };
  for (const [name, label, title] of LISTED) {
    const values = filter.counts(name);
    if (values.length < 2 && name !== "status") continue;
    const select = made("select", { "aria-label": label, title, "data-name": name });
    select.append(made("option", { value: "" }, label));
    for (const [value, count] of values) select.append(made("option", { value }, `${value} (${count.toLocaleString("en")})`));
    select.addEventListener("change", () => set(name, select));
    holder.append(select);
  }
  for (const [name, label, title] of TYPED) {
    const values = filter.counts(name);
    if (!values.length) continue;
    const list = made("datalist", { id: `known-${name}` });
    for (const [value] of values.slice(0, SUGGESTED)) list.append(made("option", { value }));
    const field = made("input", { type: "search", placeholder: label, "aria-label": label, title, list: list.id, "data-name": name });
    field.addEventListener("input", () => set(name, field));
    holder.append(field, list);
  }
}

// An element with its attributes and its text: the one way in which this page makes any.
function made(tag, attributes = {}, text = null) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== null) element.textContent = text;
  return element;
}
