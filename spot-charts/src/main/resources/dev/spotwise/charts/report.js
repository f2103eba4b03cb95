"use strict";
(() => {
  const root = document.documentElement;

  // Tables sort by a click or a key on the head of a column; what is unknown stays last.
  const units = { s: 1, min: 60, h: 3600, d: 86400 };
  const words = new Intl.Collator("en", { numeric: true });
  const key = (cell) => {
    const text = cell ? cell.textContent.trim() : "";
    if (text === "" || text === "unknown") {
      return null;
    }
    const span = text.match(/^([\d.,]+) (s|min|h|d)$/);
    const number = text.match(/^[-+]?[\d,]*\.?\d+(?:e[-+]?\d+)?(?: %)?$/i);
    if (span) {
      return parseFloat(span[1].replace(/,/g, "")) * units[span[2]];
    }
    return number ? parseFloat(text.replace(/,/g, "")) : text;
  };
  const order = (a, b) => {
    if (typeof a === "number" && typeof b === "number") {
      return a - b;
    }
    return typeof a === typeof b ? words.compare(a, b) : typeof a === "number" ? -1 : 1;
  };
  const sort = (table, head) => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    table.querySelectorAll("th[aria-sort]").forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows].map((row) => [key(row.cells[head.cellIndex]), row]);
    const known = rows.filter((row) => row[0] !== null);
    known.sort((a, b) => (up ? order(a[0], b[0]) : order(b[0], a[0])));
    const unknown = rows.filter((row) => row[0] === null);
    table.tBodies[0].append(...known.concat(unknown).map((row) => row[1]));
  };
  document.querySelectorAll("table").forEach((table) => {
    if (table.tBodies[0].rows.length < 2) {
      return;
    }
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.title = "Sort by this column";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, head));
      head.append(button);
    }
  });

  // A button that copies the command, or selects it where the browser forbids that.
  document.querySelectorAll(".copy").forEach((box) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", () => {
      const code = box.querySelector("code");
      const select = () => getSelection().selectAllChildren(code);
      const done = () => {
        button.textContent = "Copied";
      };
      if (navigator.clipboard) {
        navigator.clipboard.writeText(code.textContent).then(done, select);
      } else {
        select();
      }
    });
    box.append(button);
  });

  // The timeline: costs above, places held below, one axis of time.
  const box = document.getElementById("timeline");
  const source = document.getElementById("timeline-data");
  if (!box || !source || typeof uPlot === "undefined") {
    return;
  }
  const data = JSON.parse(source.textContent);
  const first = data.times[0];
  const last = data.times[data.times.length - 1];
  const least = Math.max(60, (last - first) / 2000);
  const css = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const iso = (time) => new Date(time * 1000).toISOString();
  const minute = (time) => iso(time).slice(0, 16).replace("T", " ");
  const usd = (value, digits) =>
    value === null || value === undefined
      ? "\u2013"
      : value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const range = document.getElementById("timeline-range");
  const readout = document.getElementById("timeline-readout");
  const plots = box.querySelector(".plots");
  let perHour = false;
  let charts = [];

  const rate = (costs) =>
    costs.map((cost, i) => {
      const ahead = costs[i + 1];
      const hours = (data.times[i + 1] - data.times[i]) / 3600;
      return cost === null || ahead === null || ahead === undefined ? null : (ahead - cost) / hours;
    });
  const ways = data.ways.slice(1).concat(data.ways.slice(0, 1)); // The last is drawn on top.
  const costs = () => [data.times, ...ways.map((way) => (perHour ? rate(way.usd) : way.usd))];
  const show = (from, to) => {
    const span = Math.min(last - first, Math.max(least, to - from));
    const low = Math.min(last - span, Math.max(first, (from + to - span) / 2));
    charts.forEach((chart) => chart.setScale("x", { min: low, max: low + span }));
  };
  const zoom = (factor, center) => {
    const { min, max } = charts[0].scales.x;
    const at = center === undefined ? (min + max) / 2 : center;
    show(at - (at - min) * factor, at + (max - at) * factor);
  };
  const pan = (share) => {
    const { min, max } = charts[0].scales.x;
    const by = Math.min(last - max, Math.max(first - min, share * (max - min)));
    show(min + by, max + by);
  };
  const reset = () => show(first, last);
  const scaled = (chart) => {
    const { min, max } = chart.scales.x;
    range.textContent = minute(min) + " to " + minute(max) + " UTC";
    range.dataset.from = min;
    range.dataset.to = max;
    charts.forEach((other) => {
      if (other !== chart && (other.scales.x.min !== min || other.scales.x.max !== max)) {
        other.setScale("x", { min, max });
      }
    });
  };
  const heldAt = (time) =>
    data.held
      .filter((held) => held[0] <= time && time < held[1])
      .map((held) => data.lanes[held[2]].name)
      .filter((name, i, names) => names.indexOf(name) === i);
  const pointed = (chart) => {
    const left = chart.cursor.left;
    if (left === null || left === undefined || left < 0) {
      readout.textContent = "";
      return;
    }
    const time = chart.posToVal(left, "x");
    const held = heldAt(time);
    readout.textContent =
      minute(time) + " UTC. Held: " + (held.length ? held.join(", ") : "nothing") + ".";
  };
  const ticks = (chart, splits, axis, space, step) =>
    splits.map((time, i) => {
      const text = iso(time);
      if (step >= 86400) {
        return text.slice(0, 10);
      }
      const day = i === 0 || iso(splits[i - 1]).slice(0, 10) !== text.slice(0, 10);
      return text.slice(11, 16) + (day ? "\n" + text.slice(0, 10) : "");
    });
  const axis = (more) => ({
    stroke: css("--muted"),
    grid: { stroke: css("--grid"), width: 1 },
    ticks: { stroke: css("--grid"), width: 1, size: 4 },
    font: "12px " + getComputedStyle(document.body).fontFamily,
    ...more,
  });
  const wheel = (chart) => {
    chart.over.addEventListener(
      "wheel",
      (event) => {
        if (event.ctrlKey || event.metaKey || plots.contains(document.activeElement)) {
          event.preventDefault();
          zoom(event.deltaY < 0 ? 0.75 : 1 / 0.75, chart.posToVal(event.offsetX, "x"));
        }
      },
      { passive: false },
    );
    chart.over.addEventListener("mousedown", () => plots.focus({ preventScroll: true }));
  };
  const cursor = { y: false, sync: { key: "timeline" }, drag: { x: true, y: false, setScale: true } };
  const side = { size: 64 };
  const laneHeight = 34;

  const bands = (chart) => {
    const { ctx } = chart;
    const ratio = devicePixelRatio;
    const { left, top, width, height } = chart.bbox;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    const x = (time) => chart.valToPos(time, "x", true);
    for (const [from, to, lane] of data.held) {
      ctx.fillStyle = css("--c" + data.lanes[lane].color);
      ctx.fillRect(
        x(from), top + (lane * laneHeight + 18) * ratio,
        Math.max(ratio, x(to) - x(from)), 10 * ratio,
      );
    }
    ctx.fillStyle = css("--missed");
    for (const [time, lane] of data.lost) {
      ctx.fillRect(x(time) - ratio, top + (lane * laneHeight + 14) * ratio, 2 * ratio, 18 * ratio);
    }
    ctx.fillStyle = css("--ink");
    ctx.font = 12 * ratio + "px " + getComputedStyle(document.body).fontFamily;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    data.lanes.forEach((lane, i) =>
      ctx.fillText(lane.name, left + 4 * ratio, top + (i * laneHeight + 3) * ratio));
    ctx.restore();
  };
  const draw = () => {
    const shown = charts.length ? { ...charts[0].scales.x } : { min: first, max: last };
    const hidden = charts.length ? charts[0].series.map((series) => !series.show) : [];
    charts.forEach((chart) => chart.destroy());
    const width = Math.max(240, plots.clientWidth);
    const x = { time: true, range: (chart, min, max) => [min, max] };
    const top = new uPlot(
      {
        width, height: 320, cursor, padding: [10, 40, 0, 0],
        legend: { live: true },
        scales: { x },
        series: [
          { label: "UTC", value: (chart, time) => (time === null ? "\u2013" : minute(time)) },
          ...ways.map((way, i) => ({
            label: way.title,
            show: !hidden[i + 1],
            stroke: css("--c" + way.color),
            width: way === data.ways[0] ? 3 : 1.75,
            dash: way.dashed ? [7, 5] : undefined,
            paths: perHour ? uPlot.paths.stepped({ align: 1 }) : undefined,
            points: { show: false },
            value: (chart, value) => usd(value, perHour ? 4 : 2),
          })),
        ],
        axes: [
          axis({ values: ticks, space: 96, size: 44 }),
          axis(side),
        ],
        hooks: { setScale: [(chart, name) => name === "x" && scaled(chart)],
          setCursor: [pointed], ready: [wheel] },
      },
      costs(), plots,
    );
    charts = [top];
    if (data.lanes.length) {
      charts.push(new uPlot(
        {
          width, height: data.lanes.length * laneHeight + 52, cursor, padding: [4, 40, 0, 0],
          legend: { show: false },
          scales: { x, y: { range: [0, 1] } },
          series: [{}, { paths: () => null, points: { show: false } }],
          axes: [
            axis({ values: ticks, space: 96, size: 44 }),
            axis({ ...side, values: () => [], grid: { show: false }, ticks: { show: false } }),
          ],
          hooks: { setScale: [(chart, name) => name === "x" && scaled(chart)],
            draw: [bands], ready: [wheel] },
        },
        [data.times, data.times.map(() => 0)], plots,
      ));
    }
    show(shown.min, shown.max);
  };

  root.classList.add("scripted");
  draw();
  const on = (name, action) =>
    box.querySelector("[data-do=" + name + "]").addEventListener("click", action);
  on("in", () => zoom(0.5));
  on("out", () => zoom(2));
  on("back", () => pan(-0.5));
  on("on", () => pan(0.5));
  on("reset", reset);
  const view = (hourly) => {
    perHour = hourly;
    box.querySelector("[data-do=total]").setAttribute("aria-pressed", String(!hourly));
    box.querySelector("[data-do=hourly]").setAttribute("aria-pressed", String(hourly));
    draw();
  };
  on("total", () => view(false));
  on("hourly", () => view(true));
  const keys = {
    ArrowLeft: () => pan(-0.25), ArrowRight: () => pan(0.25),
    "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), 0: reset, Escape: reset,
  };
  plots.addEventListener("keydown", (event) => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  let wide = plots.clientWidth;
  addEventListener("resize", () => {
    if (plots.clientWidth !== wide) {
      wide = plots.clientWidth;
      draw();
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
})();
