// The entries as a list. Only the rows in sight are in the page, however many there are.
class List {
  constructor(box, rows, events, told, opened, moved) {
    Object.assign(this, { box, rows, events, told, opened, moved, items: [], active: -1 });
    box.addEventListener("scroll", () => this.draw());
    box.addEventListener("click", (event) => {
      const row = event.target.closest(".row");
      if (row) this.choose(Number(row.dataset.place), true);
    });
  }

  get height() { return matchMedia("(max-width: 45rem)").matches ? 92 : 76; }

  // Shows these entries; the chosen one stays chosen where it is still among them.
  fill(items) {
    const chosen = this.items[this.active];
    this.items = items;
    this.active = chosen === undefined ? -1 : items.indexOf(chosen);
    this.rows.style.height = `${items.length * this.height}px`;
    this.box.scrollTop = this.active < 0 ? 0 : this.active * this.height;
    this.draw();
  }

  draw() {
    const { box, rows, items, height } = this;
    const first = Math.max(0, Math.floor(box.scrollTop / height) - 4);
    const last = Math.min(items.length, Math.ceil((box.scrollTop + box.clientHeight) / height) + 4);
    const shown = [];
    for (let place = first; place < last; place++) shown.push(this.row(place, height));
    rows.replaceChildren(...shown);
    if (this.active >= first && this.active < last) box.setAttribute("aria-activedescendant", `row-${this.active}`);
    else box.removeAttribute("aria-activedescendant");
  }

  row(place, height) {
    const { events } = this;
    const i = this.items[place];
    const row = made("div", {
      class: "row", role: "option", id: `row-${place}`, "data-place": place, "aria-selected": place === this.active,
      "aria-setsize": this.items.length, "aria-posinset": place + 1,
    });
    row.style.top = `${place * height}px`;
    const told = this.told(i);
    const sources = Math.max(...told.map((k) => events.sources[k]));
    const facts = [...["lemma", "status", "place"].map((name) => namesOf(told.map((k) => pick(events[name], k)))),
      namesOf(told.flatMap((k) => participantsOf(events, k))),
      sources > 1 ? `${sources} sources` : namesOf(told.map((k) => pick(events.source, k)))];
    const sentence = made("span", { dir: "auto" });
    sentence.append(...marked(events.texts.at(events.headline[i]), triggersOf(events, told)));
    row.append(
      made("time", { class: `${events.precision.codes[i] < ONE_SIDED ? "" : "vague"} ${pick(events.derived, i) === null ? "" : "derived"}` }, events.dated[i] ? pick(events.date_text, i) : pick(events.undated_reason, i) ?? "not known"),
      sentence,
      made("small", {}, facts.filter(Boolean).join(" · ")),
    );
    return row;
  }

  choose(place, open = false) {
    if (place < 0 || place >= this.items.length) return;
    this.active = place;
    const top = place * this.height;
    const { box } = this;
    if (top < box.scrollTop) box.scrollTop = top;
    if (top + this.height > box.scrollTop + box.clientHeight) box.scrollTop = top + this.height - box.clientHeight;
    this.draw();
    (open ? this.opened : this.moved)(this.items[place]);
  }

  step(by) {
    this.box.focus({ preventScroll: true });
    this.choose(this.active < 0 ? 0 : Math.max(0, Math.min(this.items.length - 1, this.active + by)));
  }
}
