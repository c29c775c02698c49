// Who can be reached now: the clock of Belgium and the Netherlands beside the opening hours that the page holds.
// The hours stand there in words all the same; this says which of them hold at this moment, and changes nothing else.
(() => {
  const box = document.querySelector("[data-now]");
  if (!box) return;
  const DAY = 24 * 60, WEEK = 7 * DAY; // minutes
  const ENGLISH = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
  const days = box.dataset.days.split(" ");
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Brussels", hourCycle: "h23",
    weekday: "short", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });

  // Where the lines are answered, wherever the reader is: minutes since Monday, 00:00, and the date.
  const moment = (when) => {
    const part = Object.fromEntries(clock.formatToParts(when).map(({ type, value }) => [type, value]));
    const day = ENGLISH.indexOf(part.weekday);
    return { at: day * DAY + Number(part.hour) * 60 + Number(part.minute), date: `${part.year}-${part.month}-${part.day}` };
  };
  const two = (number) => String(number).padStart(2, "0");
  const fill = (words, at) => {
    const ofDay = at % DAY;
    return words.replace("{day}", days[Math.floor(at / DAY) % 7]).replace("{time}", `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`);
  };

  // "540-1020 1980-2460": from when to when somebody answers. A span may end after Sunday's midnight.
  const state = (spans, at) => {
    const open = spans.find(([from, to]) => (at >= from && at < to) || at + WEEK < to);
    if (open) return ["open", fill(box.dataset.open, open[1])];
    const until = ([from]) => (from - at + WEEK) % WEEK;
    const next = spans.reduce((one, other) => (until(other) < until(one) ? other : one));
    return ["closed", fill(box.dataset.closed, next[0])];
  };

  const say = () => {
    const { at, date } = moment(new Date());
    box.querySelector("[data-now-clock]").textContent = fill(box.dataset.clock, at);
    for (const row of box.querySelectorAll("[data-spans]")) {
      const country = row.dataset.holidays?.toLowerCase();
      const holiday = country && box.getAttribute(`data-holidays-${country}`)?.split(" ").includes(date);
      const spans = row.dataset.spans.split(" ").map((span) => span.split("-").map(Number));
      const [name, words] =
        row.dataset.spans === "always" ? ["open", box.dataset.always]
        : holiday ? ["holiday", box.dataset.holiday]
        : state(spans, at);
      row.dataset.state = name;
      row.querySelector("[data-now-state]").textContent = words;
    }
  };

  say();
  setInterval(say, 30_000);
})();
