// What a key does, wherever the focus is; nothing while a person types.
function keys(event, page) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") {
    if (!page.detail.panel.hidden) page.detail.close();
    else if (typing) event.target.blur();
    else return;
    page.later();
    return event.preventDefault();
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = page.moves();
  const inside = the("detail").contains(event.target);
  const acts = {
    "/": () => the("words").focus(), "+": moves.in, "=": moves.in, "-": moves.out, "0": moves.most, "9": moves.all,
    o: () => page.sort(page.order === "date" ? "salience" : "date"),
    ArrowLeft: event.target.role === "tab" ? () => flip(page) : moves.earlier,
    ArrowRight: event.target.role === "tab" ? () => flip(page) : moves.later,
    ...(inside ? {} : {
      ArrowUp: () => page.list.step(-1), ArrowDown: () => page.list.step(1), Home: () => page.list.choose(0),
      End: () => page.list.choose(page.list.items.length - 1), PageDown: () => page.list.step(8), PageUp: () => page.list.step(-8),
    }),
  };
  const onButton = /^(BUTTON|A)$/.test(event.target.tagName);
  const opens = event.key === "Enter" ? !onButton : event.key === " " && event.target === the("list");
  if (opens && !inside && page.list.active >= 0) acts[event.key] = () => page.list.choose(page.list.active, true);
  if (!acts[event.key]) return;
  acts[event.key]();
  event.preventDefault();
}

function flip(page) {
  page.turn(page.tab === "dated" ? "undated" : "dated");
  the(`tab-${page.tab}`).focus();
}
