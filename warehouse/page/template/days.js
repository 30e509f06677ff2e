// Days are whole numbers since 1970-01-01, as in the database; the drawing counts in milliseconds of UTC.
const DAY = 86400000;
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

const yearWords = (year) => (year > 0 ? String(year) : `${1 - year} BC`);

function dayWords(day) {
  const date = new Date(day * DAY);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${yearWords(date.getUTCFullYear())}`;
}

function spanWords(first, last) {
  if (first === null && last === null) return "unknown";
  if (first === last) return dayWords(first);
  if (last === null) return `on or after ${dayWords(first)}`;
  if (first === null) return `on or before ${dayWords(last)}`;
  return `${dayWords(first)} to ${dayWords(last)}`;
}

// What stands below a tick: as much of the date as its own step needs.
function tickWords(date, step) {
  const hour = `${String(date.getUTCHours()).padStart(2, "0")}:${String(date.getUTCMinutes()).padStart(2, "0")}`;
  if (step < DAY * 0.9 && hour !== "00:00") return hour;
  if (step < DAY * 25) return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()].slice(0, 3)}` +
    (date.getUTCMonth() === 0 && date.getUTCDate() < 8 ? ` ${yearWords(date.getUTCFullYear())}` : "");
  if (step < DAY * 300 && date.getUTCMonth() > 0) return MONTHS[date.getUTCMonth()].slice(0, 3);
  return yearWords(date.getUTCFullYear());
}

// The days that the drawing shows, in words as fine as it is zoomed.
function viewWords(from, to) {
  const [a, b] = [new Date(from), new Date(to)];
  const span = to - from;
  const year = (date) => yearWords(date.getUTCFullYear());
  if (span > DAY * 365 * 3) return year(a) === year(b) ? year(a) : `${year(a)} to ${year(b)}`;
  const month = (date) => `${MONTHS[date.getUTCMonth()].slice(0, 3)} ${year(date)}`;
  if (span > DAY * 80) return month(a) === month(b) ? month(a) : `${month(a)} to ${month(b)}`;
  const [first, last] = [Math.floor(from / DAY), Math.floor(to / DAY)];
  return first === last ? dayWords(first) : `${dayWords(first)} to ${dayWords(last)}`;
}
