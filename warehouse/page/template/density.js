// How many events there are over time. An event that falls into one step counts there; one that is known more coarsely is
// spread evenly over the steps it may lie in, and drawn pale, as is one of which a single bound is known, where that lies.
const STEP = 4;

// Steps are cut where the days are, and keep their places when the view moves; none is finer than a day.
function counted(events, chosen, from, to, width) {
  const length = Math.max(DAY, ((to - from) * STEP) / width);
  const origin = Math.floor(from / length) * length;
  const steps = Math.ceil((to - origin) / length);
  const [sure, maybe, fade] = [0, 1, 2].map(() => new Float64Array(steps));
  const change = new Float64Array(steps + 1);
  const { codes } = events.precision;
  for (const i of chosen) {
    const [first, last] = [events.from[i], events.to[i]];
    if (last <= from || first >= to) continue;
    const [a, b] = [(first - origin) / length, (last - origin) / length];
    if (b - a <= 1.5) {
      const middle = Math.floor((a + b) / 2);
      // On or after a day is not on that day: it may be there.
      if (middle >= 0 && middle < steps) (codes[i] === ONE_SIDED ? maybe : sure)[middle] += 1;
      continue;
    }
    const each = 1 / (b - a);
    change[Math.max(0, Math.floor(a))] += each;
    change[Math.min(steps, Math.ceil(b))] -= each;
  }
  let running = 0;
  for (let k = 0; k < steps; k++) {
    running += change[k];
    fade[k] = maybe[k] + (running > 1e-9 ? running : 0);
  }
  return { sure, fade, origin, length, steps };
}

// Sizes a canvas for its place on the screen, and gives what draws on it in CSS pixels.
function ready(canvas) {
  const [width, height, ratio] = [canvas.clientWidth, canvas.clientHeight, devicePixelRatio || 1];
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return { pen, width, height };
}

// Where neither the events nor the days have changed since a canvas was last drawn, nothing is counted anew: the overview
// shows the same while one zooms.
const counts = new WeakMap();

function countedFor(canvas, events, chosen, from, to, width) {
  const before = counts.get(canvas);
  if (before?.chosen === chosen && before.from === from && before.to === to && before.width === width) return before.found;
  const found = counted(events, chosen, from, to, width);
  counts.set(canvas, { chosen, from, to, width, found });
  return found;
}

function drawDensity(canvas, events, chosen, from, to, colours, told) {
  const { pen, width, height } = ready(canvas);
  const { sure, fade, origin, length, steps } = countedFor(canvas, events, chosen, from, to, width);
  let highest = 0;
  for (let k = 0; k < steps; k++) highest = Math.max(highest, sure[k] + fade[k]);
  if (!highest) return 0;
  const room = height - (told ? 14 : 3);
  const scale = width / (to - from);
  // By the root, so that a single event is seen beside a thousand.
  const tall = (count) => Math.sqrt(count / highest) * room;
  for (let k = 0; k < steps; k++) {
    const [whole, dark] = [tall(sure[k] + fade[k]), sure[k] ? Math.max(1.5, tall(sure[k])) : 0];
    const [x, wide] = [(origin + k * length - from) * scale, Math.max(2, length * scale - 1)];
    pen.fillStyle = colours.maybe;
    if (whole) pen.fillRect(x, height - whole, wide, whole);
    pen.fillStyle = colours.sure;
    if (dark) pen.fillRect(x, height - dark, wide, dark);
  }
  if (told) {
    pen.fillStyle = colours.soft;
    pen.font = "11px system-ui, sans-serif";
    pen.textBaseline = "top";
    const count = highest < 10 ? Math.round(highest * 10) / 10 : Math.round(highest);
    pen.fillText(`up to ${count.toLocaleString("en")} in ${stepWords(length)}`, 16, 1);
  }
  return highest;
}

function stepWords(step) {
  const units = [[DAY * 365.2425, "years"], [DAY * 30.44, "months"], [DAY, "days"], [HOUR, "hours"]];
  const [length, unit] = units.find(([each]) => step >= each * 0.95) ?? [60000, "minutes"];
  const count = step / length;
  return count < 1.05 && count > 0.95 ? `one ${unit.slice(0, -1)}` : `${count >= 10 ? Math.round(count) : count.toFixed(1)} ${unit}`;
}

// The whole timeline, and on it the part that the drawing shows.
function drawOverview(canvas, events, chosen, view, colours) {
  drawDensity(canvas, events, chosen, view.extent[0], view.extent[1], colours, false);
  const pen = canvas.getContext("2d");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const place = d3.scaleLinear().domain(view.extent).range([0, width]);
  const [first, last] = view.domain.map(place);
  pen.fillStyle = colours.paper;
  pen.globalAlpha = 0.6;
  pen.fillRect(0, 0, first, height);
  pen.fillRect(last, 0, width - last, height);
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.link;
  pen.lineWidth = 1.5;
  pen.strokeRect(Math.max(1, first), 1, Math.max(4, Math.min(width - 2, last) - Math.max(1, first)), height - 2);
}
