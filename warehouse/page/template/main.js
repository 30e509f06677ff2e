// Everything together: what is chosen is drawn, listed and counted; one place decides what a key does.
const the = (id) => document.getElementById(id);

function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(["ink", "soft", "line", "paper", "raised", "link", "sure", "maybe", "likely"]
    .map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

async function start() {
  const events = prepare(await unpack("events"));
  let told = null;
  const mentions = () => (told ??= unpack("mentions").then(linked));
  new Page(events, mentions);
  document.documentElement.dataset.filtered = "0";
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
}

function linked(told) {
  for (const rows of [told, told.votes]) rows.starts = offsets(rows.counts);
  return told;
}

class Page {
  constructor(events, mentions) {
    this.events = events;
    this.tab = "dated";
    this.order = "date";
    this.mentions = mentions;
    this.filter = new Filter(events, mentions);
    const bounds = this.bounds();
    this.view = new View(the("lanes"), bounds, () => this.later());
    this.lanes = new Lanes(the("lanes"), events, this.view);
    this.list = new List(the("list"), the("rows"), events, (i) => this.filter.entries.told(i), (i) => this.open(i), (i) => this.look(i));
    this.detail = new Detail(the("detail"), the("detail-body"), events, mentions, (name, value) => this.narrow(name, value), (i) => this.open(i));
    the("derived").hidden = events.derived.values.length === 0;
    the("likely").hidden = events.likely_day.every((day) => day === events.likely_day.none);
    this.listen();
    this.colours = colours();
    const most = mostly(events, this.filter.dated);
    if (most) this.view.show(...most, false);
    if (!this.filter.dated.length && this.filter.undated.length) this.turn("undated");
    else this.refresh();
    // What the first view can do without comes after it.
    setTimeout(() => controls(this.filter, the("facets"), () => this.refilter()));
    this.follow();
  }

  // Opens the event that the address names, or what has become of it, and says so where it is not as the link had it.
  async follow() {
    const asked = location.hash.slice(1);
    the("missing").hidden = true;
    if (!asked || the(asked)) return;
    const { id, former } = await this.mentions();
    const old = id.find(asked) < 0 ? former.id.find(asked) : -1;
    const place = old < 0 ? id.find(asked) : former.now[old];
    if (place >= 0) this.open(place);
    if (place >= 0 && old < 0) return;
    the("missing").textContent = `The event ${asked}, to which a link led, ` + (place >= 0 ? "has become part of this one."
      : old >= 0 ? "is told of in no document any more." : "is not on this page.");
    the("missing").hidden = false;
  }

  bounds() {
    const { from, to, dated } = this.events;
    let [first, last] = [Infinity, -Infinity];
    for (let i = 0; i < dated.length; i++) {
      if (!dated[i]) continue;
      first = Math.min(first, from[i]);
      last = Math.max(last, to[i]);
    }
    return first < last ? [first, last] : [0, 365 * DAY];
  }

  listen() {
    the("words").addEventListener("input", () => { this.filter.words = the("words").value; this.refilter(); });
    the("filters").addEventListener("submit", (event) => event.preventDefault());
    the("clear").addEventListener("click", () => this.clear());
    the("more").addEventListener("click", () => {
      const open = the("facets").classList.toggle("open");
      the("more").setAttribute("aria-expanded", String(open));
    });
    for (const [id, act] of Object.entries(this.moves())) the(id).addEventListener("click", act);
    for (const tab of ["dated", "undated"]) the(`tab-${tab}`).addEventListener("click", () => this.turn(tab));
    for (const order of ["date", "salience"]) the(`by-${order}`).addEventListener("click", () => this.sort(order));
    the("close").addEventListener("click", () => this.detail.close());
    the("link").addEventListener("click", (event) => { event.preventDefault(); copied(the("link")); });
    window.addEventListener("hashchange", () => this.follow());
    the("lanes").addEventListener("click", (event) => this.point(event));
    the("lanes").addEventListener("mousemove", (event) => {
      the("lanes").style.cursor = this.lanes.at(event.offsetX, event.offsetY) ? "pointer" : "";
    });
    const jump = (event) => {
      if (!event.buttons) return;
      const { view } = this;
      const [from, to] = view.domain;
      const middle = view.extent[0] + (event.offsetX / the("overview").clientWidth) * (view.extent[1] - view.extent[0]);
      view.show(middle - (to - from) / 2, middle + (to - from) / 2, false);
    };
    the("overview").addEventListener("pointerdown", jump);
    the("overview").addEventListener("pointermove", jump);
    document.addEventListener("keydown", (event) => keys(event, this));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { this.colours = colours(); this.refresh(); });
    const size = () => `${the("lanes").clientWidth} ${the("lanes").clientHeight}`;
    let known = size();
    new ResizeObserver(() => {
      if (size() === known) return;
      known = size();
      this.view.resize();
      this.later();
    }).observe(the("stage"));
  }

  moves() {
    const { view, events, list } = this;
    const around = () => {
      const i = list.items[list.active];
      return i === undefined || !events.dated[i] ? NaN : (events.from[i] + events.to[i]) / 2;
    };
    return {
      in: () => view.by(2, around()), out: () => view.by(0.5, around()), earlier: () => view.move(-0.25), later: () => view.move(0.25),
      all: () => view.all(), most: () => { const span = mostly(this.events, this.filter.dated); if (span) view.show(...span); },
    };
  }

  // Draws with the next frame, once however much has changed.
  later() {
    this.frame ??= requestAnimationFrame(() => this.refresh());
  }

  refresh() {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    const { events, filter, view, lanes, list } = this;
    const [from, to] = view.domain;
    drawOverview(the("overview"), events, filter.dated, view, this.colours);
    drawDensity(the("density"), events, filter.dated, from, to, this.colours, true);
    const { entries } = filter;
    const shown = this.detail.shown >= 0 ? this.detail.shown : list.items[list.active] ?? -1;
    lanes.selected = shown < 0 ? -1 : entries.first(shown);
    lanes.draw(entries, filter.bySalience, this.colours);
    say(the("span"), viewWords(from, to));
    const inSight = (i) => events.to[i] >= from && events.from[i] <= to;
    const inside = this.order === "salience" ? filter.bySalience.filter(inSight) : inOrder(events, filter.rows.dated.filter(inSight), from);
    this.count(inside);
    this.fill(this.tab === "dated" ? inside : filter.rows.undated);
  }

  fill(items) {
    const { filter, list } = this;
    const same = items.length === list.items.length && items.every((i, place) => i === list.items[place]);
    if (!same) list.fill(items);
    else if (this.listed !== filter.entries) list.draw();
    this.listed = filter.entries;
    const place = this.opened === undefined ? -1 : items.indexOf(filter.entries.first(this.opened));
    if (place >= 0) list.choose(place);
    the("empty").hidden = items.length > 0;
    the("empty").textContent = this.tab === "dated" && filter.dated.length
      ? "No event on these days: zoom out, or press 9 for all." : "No event is like that.";
    the("list").hidden = !items.length;
  }

  count(inside) {
    const { events, filter, tab } = this;
    const number = (count) => count.toLocaleString("en");
    const [dated, undated] = [filter.dated.length, filter.undated.length];
    const of = filter.on ? ` of ${number(events.length)}` : "";
    const cut = events.total > events.length && !filter.on ? `; the most salient of ${number(events.total)}` : "";
    const entries = filter.rows.dated.length + filter.rows.undated.length;
    const many = (count, one, several) => `${number(count)} ${count === 1 ? one : several}`;
    const joined = (count, rows) => (count === rows ? "" : ` in ${many(rows, "entry", "entries")}`);
    const shown = filter.entries.count(inside);
    say(the("told"), `${number(dated + undated)}${of} event${dated + undated === 1 && !of ? "" : "s"}${joined(dated + undated, entries)}, ${number(undated)} without a date${cut}`);
    const seen = `${many(shown, "event", "events")}${joined(shown, inside.length)} on their days, ${viewWords(...this.view.domain)}`;
    the("lanes").setAttribute("aria-label", seen);
    // Said when the view has come to rest.
    clearTimeout(this.saying);
    this.saying = setTimeout(() => say(the("seen"), seen), 700);
    say(the("tab-dated").querySelector("b"), number(shown));
    say(the("tab-undated").querySelector("b"), number(undated));
    const [told, rows] = tab === "dated" ? [shown, inside.length] : [undated, filter.rows.undated.length];
    say(the("listed"), told === rows ? "" : many(rows, "entry", "entries"));
    the("clear").hidden = !filter.on;
  }

  async refilter() {
    const asked = (this.asked = (this.asked ?? 0) + 1);
    await new Promise((done) => setTimeout(done, 80));
    if (asked !== this.asked) return;
    await this.filter.update();
    if (!this.filter.dated.length && this.filter.undated.length) this.turn("undated");
    else if (this.filter.dated.length && !this.filter.undated.length) this.turn("dated");
    this.refresh();
    document.documentElement.dataset.filtered = String(asked);
  }

  clear() {
    this.filter.clear();
    the("words").value = "";
    for (const field of the("facets").querySelectorAll("select, input")) {
      field.value = "";
      field.classList.remove("on");
    }
    this.refilter();
  }

  narrow(name, value) {
    const field = the("facets").querySelector(`[data-name="${name}"]`);
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input"));
    this.detail.close();
  }

  turn(tab) {
    this.tab = tab;
    for (const each of ["dated", "undated"]) {
      the(`tab-${each}`).setAttribute("aria-selected", String(each === tab));
      the(`tab-${each}`).tabIndex = each === tab ? 0 : -1;
    }
    the("panel").setAttribute("aria-labelledby", `tab-${tab}`);
    // What has no date is always listed by its salience.
    the("order").hidden = tab === "undated";
    this.list.fill([]);
    this.refresh();
  }

  sort(order) {
    this.order = order;
    for (const each of ["date", "salience"]) the(`by-${each}`).setAttribute("aria-pressed", String(each === order));
    this.list.fill([]);
    this.refresh();
  }

  point(event) {
    const found = this.lanes.at(event.offsetX, event.offsetY);
    if (found?.event !== undefined) this.open(found.event);
    else if (found) {
      const [from, to] = this.view.domain;
      this.view.show(from + found.stretch[0] * (to - from), from + found.stretch[1] * (to - from));
    }
  }

  look(i) {
    this.opened = undefined;
    if (this.events.dated[i] && this.filter.dated.length) this.later();
  }

  open(i) {
    the("missing").hidden = true;
    const tab = this.events.dated[i] ? "dated" : "undated";
    if (tab !== this.tab) this.turn(tab);
    if (this.events.dated[i]) this.view.reveal(this.events.from[i], this.events.to[i]);
    // Its row is chosen as soon as the list holds it.
    this.opened = i;
    this.later();
    this.detail.open(i).then(() => this.later());
  }
}

// Changes a text where it is another one: what is said aloud must not be said again with each frame.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// What begins on the days shown comes first; then that of which one bound is known, and at last what may have begun long before.
function inOrder(events, inside, from) {
  const [begun, open, before] = [[], [], []];
  for (const i of inside) (events.precision.codes[i] === ONE_SIDED ? open : events.from[i] >= from ? begun : before).push(i);
  return [...begun, ...open, ...before];
}

start().catch((error) => {
  the("told").textContent = `This browser can't show the timeline: ${error.message}. A newer one can; the exports hold timeline.csv.`;
});
