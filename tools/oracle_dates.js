// Writes what Intl (ICU) says about dates in every locale, for random moments.
//
//   LC_ALL=und node --harmony-intl-duration-format oracle_dates.js SEED LOCALES > out.json
//
// LOCALES is a file with one tag a line. LC_ALL=und matters: ICU otherwise falls
// back to the host's language where a locale has no data of its own.
// Moments are written as minutes of 1970 and are wall times: the zone is UTC.
'use strict';
const fs = require('fs');

const [seed, localesFile] = process.argv.slice(2);
if (process.env.LC_ALL !== 'und' || !Intl.DurationFormat) {
  console.error('run as: LC_ALL=und node --harmony-intl-duration-format ...');
  process.exit(2);
}

// mulberry32, so that a seed names one file on every machine.
let state = Number(seed) >>> 0;
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const pick = (low, high) => low + Math.floor(random() * (high - low + 1));

const DAY = 1440;
const start = Math.floor(Date.UTC(1996, 0, 1) / 60000);
const end = Math.floor(Date.UTC(2049, 11, 31) / 60000);
const moment = () => pick(start, end);
const midnight = (m) => m - (m % DAY);

function ranges() {
  const found = [];
  const add = (a, gap) => found.push([a, a + gap]);
  let day = midnight(moment());
  add(day + 9 * 60 + pick(0, 29), pick(1, 30));       // same hour, morning
  add(midnight(moment()) + pick(12, 19) * 60 + pick(0, 29), pick(61, 180));
  add(midnight(moment()) + pick(7, 11) * 60 + pick(0, 59), 300); // over noon
  add(midnight(moment()) + pick(0, 3) * 60, pick(60, 240));
  day = moment();
  add(day, pick(2, 9) * DAY + pick(-300, 300));       // days apart
  add(moment(), pick(40, 90) * DAY + pick(1, 600));   // months apart
  add(moment(), pick(366, 900) * DAY + pick(1, 600)); // years apart
  const month = Date.UTC(pick(2000, 2040), pick(0, 11), pick(1, 12)) / 60000;
  add(month + pick(400, 1000), pick(1, 15) * DAY);    // within a month
  const spring = Date.UTC(pick(2000, 2040), pick(0, 4), pick(1, 28)) / 60000;
  add(spring + pick(400, 1000), pick(61, 150) * DAY); // within a year
  return found;
}

const cases = {
  // Midnight and noon exactly, then anything.
  moments: Array.from({ length: 10 }, moment)
    .map((m, i) => (i < 2 ? midnight(m) + i * 720 : m)),
  ranges: ranges(),
  days: [-14, -3, -2, -1, 0, 1, 2, 3, pick(4, 30), pick(31, 400)],
  durations: [
    { minutes: pick(2, 59) },
    { hours: 1, minutes: pick(1, 59) },
    { hours: pick(2, 23) },
    { days: pick(1, 20), hours: pick(1, 23), minutes: pick(1, 59) },
    { days: pick(21, 999), minutes: 1 },
    { days: 2, hours: pick(11, 22) },
    { days: pick(1000, 99999) },
  ],
  lists: [['Q', 'R'], ['Q', 'R', 'S'], ['Q', 'R', 'S', 'T', 'V'],
    // Words before which Spanish and Hebrew conjunctions change.
    ['Ana', 'Isabel'], ['agua', 'hielo'], ['Luis', 'Olga'], ['A', 'Iago', 'Hilario'],
    ['7', '8'], ['10', '11'], ['דן', 'רות'], ['דן', '3']],
  zones: [],
};
const ZONES = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kolkata', 'Asia/Kathmandu',
  'Pacific/Chatham', 'Etc/UTC', 'America/Argentina/Buenos_Aires', 'Pacific/Kiritimati',
  'America/Los_Angeles', 'Europe/Kyiv', 'Pacific/Pago_Pago', 'Africa/Casablanca'];
for (const zone of ZONES) cases.zones.push([zone, moment()]);
// Zones that ICU names by city: countries of several zones, none of them primary.
const CITIES = ['America/Argentina/Ushuaia', 'Asia/Yakutsk',
  'Antarctica/Troll', 'America/Nuuk', 'Asia/Barnaul',
  'Asia/Urumqi', 'Pacific/Easter', 'Asia/Qostanay'];
cases.cities = CITIES;

function options(locale) {
  const tag = `${locale}-u-ca-gregory`;
  const utc = (o) => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...o });
  const date = (m) => new Date(m * 60000);
  return { tag, utc, date };
}

function answer(locale) {
  const { tag, utc, date } = options(locale);
  const out = {};
  const each = (name, o) => {
    const format = utc(o);
    out[name] = cases.moments.map((m) => format.format(date(m)));
  };
  for (const style of ['full', 'long', 'medium', 'short']) {
    each(`date_${style}`, { dateStyle: style });
    each(`date_time_${style}`, { dateStyle: style, timeStyle: 'short' });
  }
  each('time', { timeStyle: 'short' });
  each('day', { weekday: 'long', day: 'numeric', month: 'long' });
  each('month_day', { day: 'numeric', month: 'long' });
  each('weekday', { weekday: 'long' });
  const range = (name, o) => {
    const format = utc(o);
    out[name] = cases.ranges.map(([a, b]) => format.formatRange(date(a), date(b)));
  };
  range('time_range', { timeStyle: 'short' });
  out.time_range = out.time_range.slice(0, 4);
  range('date_range_full', { dateStyle: 'full' });
  range('date_range_long', { dateStyle: 'long' });
  range('date_time_range', { dateStyle: 'full', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  out.relative_day = cases.days.map((n) => relative.format(n, 'day'));
  const duration = new Intl.DurationFormat(locale, { style: 'long' });
  out.duration = cases.durations.map((d) => duration.format(d));
  for (const [name, type] of [['and', 'conjunction'], ['or', 'disjunction']]) {
    const list = new Intl.ListFormat(locale, { type });
    out[`join_${name}`] = cases.lists.map((items) => list.format(items));
  }
  const zone = (timeZone, timeZoneName, m) => new Intl.DateTimeFormat(tag, {
    timeZone, timeZoneName, year: 'numeric',
  }).formatToParts(date(m)).find((p) => p.type === 'timeZoneName').value;
  out.offset = cases.zones.map(([z, m]) => zone(z, 'shortOffset', m));
  // A fixed moment: which zones go by a city of their own has changed over time.
  const winter = Date.UTC(2026, 0, 15) / 60000;
  out.city = CITIES.map((z) => zone(z, 'shortGeneric', winter));
  out.hour_cycle = [utc({ timeStyle: 'short' }).resolvedOptions().hourCycle];
  return out;
}

const wanted = fs.readFileSync(localesFile, 'utf8').split('\n').filter(Boolean);
const known = wanted.filter((tag) => {
  try {
    return new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag;
  } catch {
    return false;
  }
});
const locales = {};
for (const tag of known) locales[tag] = answer(tag);
const { icu, cldr } = process.versions;
console.log(JSON.stringify({ seed: Number(seed), icu, cldr, cases, locales }));
