// One event with all that it rests on: its days, who and where, and each mention with its sentence.
class Detail {
  constructor(panel, body, events, mentions, narrowed, turned) {
    Object.assign(this, { panel, body, events, mentions, narrowed, turned, shown: -1, from: null });
    this.narrow = matchMedia("(max-width: 36rem)");
    this.narrow.addEventListener("change", () => this.cover());
  }

  // What the panel covers on a narrow screen can't be reached while it does.
  cover() {
    for (const part of ["stage", "entries"]) document.getElementById(part).inert = !this.panel.hidden && this.narrow.matches;
  }

  async open(i) {
    if (this.panel.hidden) this.from = document.activeElement;
    this.shown = i;
    const told = await this.mentions();
    if (this.shown !== i) return;
    this.name(i, told.id.at(i));
    this.body.replaceChildren(...this.about(i), ...this.alike(i), ...this.differing(i, told.votes), ...this.spoken(i, told));
    this.panel.hidden = false;
    this.cover();
    this.panel.scrollTop = 0;
    document.getElementById("close").focus({ preventScroll: true });
    mark(told.id.at(i));
  }

  close() {
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    this.cover();
    this.shown = -1;
    mark("");
    const from = this.from?.isConnected && this.from !== document.body ? this.from : document.getElementById("list");
    from.focus({ preventScroll: true });
  }

  about(i) {
    const { events } = this;
    const facts = made("dl");
    const say = (name, value) => {
      if (value === null || value === undefined || value === "") return;
      facts.append(made("dt", {}, name), value instanceof Node ? value : made("dd", {}, value));
    };
    say("Tells of", pick(events.lemma, i));
    if (events.dated[i]) {
      const [first, last, likely] = [events.begin_earliest, events.begin_latest, events.likely_day].map((column) => known(column, i));
      const [began, ended] = [spanWords(first, last), spanWords(known(events.end_earliest, i), known(events.end_latest, i))];
      // What lasted no longer than its date says needs no more words.
      if (began !== ended || events.ongoing[i]) {
        say("Began", began);
        say("Ended", events.ongoing[i] ? "still going on" : ended);
      }
      if (likely !== null && first !== last) {
        const share = known(events.likely_confidence, i);
        const sure = share === null ? "" : `, right ${Math.round(share * 100)} times in 100`;
        say("Likeliest day", `${dayWords(likely)}${sure}: what such sentences mean as a rule, and no evidence`);
      }
    } else say("Undated", pick(events.undated_reason, i));
    const [planned, until] = [known(events.planned_earliest, i), known(events.planned_latest, i)];
    if (planned !== null) say("Planned for", spanWords(planned, until));
    const derived = pick(events.derived, i);
    if (derived === null) say("Dated by", pick(events.date_basis, i));
    else say("Derived from", `${derived}: what other documents tell, not its own`);
    say("Status", pick(events.status, i));
    say("Type", pick(events.event_type, i));
    say("Place", this.button("place", [pick(events.place, i)].filter(Boolean)));
    say("Who", this.button("participants", participantsOf(events, i)));
    say("Told by", `${events.mentions[i]} mention${events.mentions[i] === 1 ? "" : "s"} in ${events.documents[i]} document${events.documents[i] === 1 ? "" : "s"} from ${events.sources[i]} source${events.sources[i] === 1 ? "" : "s"}`);
    const title = made("h2", { id: "detail-title", dir: "auto" });
    title.append(...marked(events.texts.at(events.headline[i]), triggersOf(events, [i])));
    return [title, facts];
  }

  // The head: its date, and the address that leads to it.
  name(i, id) {
    const { events } = this;
    const clock = known(events.clock, i);
    const hour = clock === null ? "" : `, ${String(Math.floor(clock / 60)).padStart(2, "0")}:${String(clock % 60).padStart(2, "0")} as the text has it`;
    document.getElementById("detail-date").textContent = events.dated[i] ? pick(events.date_text, i) + hour : "Without a date";
    const link = document.getElementById("link");
    link.setAttribute("href", `#${id}`);
    link.textContent = "Copy link";
  }

  // The other events of its entry.
  alike(i) {
    const others = membersOf(this.events, i).filter((k) => k !== i);
    if (!others.length) return [];
    const line = made("p", { class: "alike" }, "The same sentence also tells of: ");
    for (const other of others) line.append(this.turn(other, pick(this.events.lemma, other) ?? "another event"), " ");
    return [line];
  }

  turn(i, words) {
    const button = made("button", { type: "button" }, words);
    button.addEventListener("click", () => this.turned(i));
    return button;
  }

  // Names that narrow the timeline to themselves.
  button(filter, names) {
    if (!names.length) return null;
    const holder = made("dd");
    for (const name of names) {
      const button = made("button", { type: "button", title: "Show only its events" }, name);
      button.addEventListener("click", () => this.narrowed(filter, name));
      holder.append(button);
    }
    return holder;
  }

  // What is told of it differently, and by how many: what it states itself is set in bold.
  differing(i, votes) {
    const list = made("ul", { class: "votes" });
    const many = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
    for (let k = votes.starts[i]; k < votes.starts[i + 1]; k++) {
      const item = made("li");
      const words = { day: "began ", plan: "planned for " }[pick(votes.matter, k)] ?? "";
      item.append(made(known(votes.agrees, k) ? "b" : "span", {}, words + pick(votes.says, k)),
        `: ${many(votes.mentions[k], "mention")} in ${many(votes.documents[k], "document")} from ${many(votes.sources[k], "source")} `);
      const other = votes.other[k];
      if (other >= 0) item.append(this.turn(other, "See it"));
      list.append(item);
    }
    return list.childElementCount ? [made("h3", {}, "Told differently"), list] : [];
  }

  spoken(i, told) {
    const list = made("ol");
    for (let k = told.starts[i]; k < told.starts[i + 1]; k++) list.append(this.mention(k, told));
    return [made("h3", {}, "Mentions"), list];
  }

  mention(k, told) {
    const item = made("li", { dir: "auto" });
    const ours = this.events.texts.length;
    const text = told.text[k] < ours ? this.events.texts.at(told.text[k]) : told.texts.at(told.text[k] - ours);
    const [start, end, timeStart, timeEnd] = ["start", "end", "time_start", "time_end"].map((name) => known(told.marks[name], k));
    const apart = timeStart !== null && (timeEnd <= start || timeStart >= end);
    item.append(...marked(text, [[start, end, ""], ...(apart ? [[timeStart, timeEnd, "time"]] : [])]));
    const doc = told.document[k];
    const [title, source, link, written] = [told.titles, told.publishers, told.links, told.published].map((column) => known(column, doc));
    const small = made("small");
    const name = [title, source].filter(Boolean).join(", ") || "document";
    // Only an address that can do nothing but lead somewhere.
    if (/^(https?|file):\/\//i.test(link ?? "")) {
      small.append(made("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, name));
    } else small.append(name);
    const facts = [written && `written ${written}`, pick(told.certainty, k), pick(told.date, k) && `date: ${pick(told.date, k)}`];
    small.append(facts.filter(Boolean).map((fact) => ` · ${fact}`).join(""));
    item.append(small);
    return item;
  }
}

// A sentence with what tells of the event and what dates it marked: half-open spans in code points, each with its kind.
function marked(text, spans) {
  const letters = Array.from(text);
  const parts = [];
  let place = 0;
  for (const [first, last, kind] of spans.sort((a, b) => a[0] - b[0])) {
    if (first < place || last > letters.length) continue;
    parts.push(letters.slice(place, first).join(""));
    parts.push(made("mark", kind ? { class: kind } : {}, letters.slice(first, last).join("")));
    place = last;
  }
  return [...parts, letters.slice(place).join("")];
}

// The address names the open event, so that a link leads to it.
function mark(id) {
  try {
    history.replaceState(null, "", id ? `#${id}` : location.pathname + location.search);
  } catch { /* some browsers refuse it for files: the page works without */ }
}

// Puts the address of the open event where it can be pasted from; the address of the page names it in any case.
async function copied(link) {
  mark(link.getAttribute("href").slice(1));
  try {
    await navigator.clipboard.writeText(location.href);
    link.textContent = "Link copied";
  } catch {
    link.textContent = "Copy it from the address bar";
  }
}
