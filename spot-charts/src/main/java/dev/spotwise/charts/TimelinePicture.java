package dev.spotwise.charts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A timeline as a still picture, SVG within the page, and its legend. */
final class TimelinePicture {

  private static final int WIDTH = 900;
  private static final int LEFT = 62;
  private static final int RIGHT = WIDTH - 12;
  private static final int TOP = 14;
  private static final int BOTTOM = 254;
  private static final int LANES = 296;
  private static final int LANE = 34;
  private static final int MOST_POINTS = 300;
  private static final int TICKS = 5;
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  private final Timeline timeline;
  private final ReportColors colors;
  private final Html page;
  private final long first;
  private final long last;
  private final double top;
  private final double step;

  private TimelinePicture(Timeline timeline, ReportColors colors, Html page) {
    this.timeline = timeline;
    this.colors = colors;
    this.page = page;
    this.first = timeline.times().get(0);
    this.last = timeline.times().get(timeline.times().size() - 1);
    double most =
        timeline.ways().stream()
            .flatMap(way -> way.usd().stream())
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    this.step = step(most);
    this.top = step * Math.max(1, Math.ceil(most / step));
  }

  static void add(Timeline timeline, ReportColors colors, Html page) {
    new TimelinePicture(timeline, colors, page).add();
  }

  /** A round number of which about {@value #TICKS} fill the axis. */
  private static double step(double most) {
    double rough = most > 0 ? most / TICKS : 1;
    double unit = 1;
    while (unit > rough) {
      unit /= 10;
    }
    while (unit * 10 <= rough) {
      unit *= 10;
    }
    for (double factor : STEPS) {
      if (factor * unit >= rough) {
        return factor * unit;
      }
    }
    return 10 * unit;
  }

  private void add() {
    int height = LANES + LANE * timeline.lanes().size();
    page.raw(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Costs so far and places held, %s"
                + "\">",
            WIDTH,
            height,
            Numbers.days(Instant.ofEpochSecond(first), Instant.ofEpochSecond(last))));
    axes();
    timeline.ways().stream().skip(1).forEach(this::way);
    timeline.ways().stream().limit(1).forEach(this::way);
    lanes();
    page.raw("</svg>");
    legend();
  }

  private double x(long time) {
    double share = last > first ? (double) (time - first) / (last - first) : 0;
    return LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT);
  }

  private double y(double usd) {
    return BOTTOM - usd / top * (BOTTOM - TOP);
  }

  private static String point(double value) {
    return Numbers.fixed(value, 1).replace(",", "");
  }

  private void axes() {
    for (int tick = 0; tick * step <= top + step / 2; tick++) {
      String at = point(y(tick * step));
      page.raw(line(LEFT, at, RIGHT, at));
      text(LEFT - 8, y(tick * step) + 4, "end", "", Numbers.significant(tick * step, 4));
    }
    text(LEFT, TOP - 3, "start", "", "USD so far");
    boolean hours = last - first < Duration.ofDays(4).toSeconds();
    for (int tick = 0; tick <= TICKS; tick++) {
      long time = first + (last - first) * tick / TICKS;
      String minute = Numbers.minute(Instant.ofEpochSecond(time));
      String anchor = tick == 0 ? "start" : tick == TICKS ? "end" : "middle";
      text(x(time), BOTTOM + 20, anchor, "", hours ? minute : minute.substring(0, 10));
    }
  }

  private static String line(double x1, String y1, double x2, String y2) {
    return "<line class=\"axis\" x1=\""
        + point(x1)
        + "\" y1=\""
        + y1
        + "\" x2=\""
        + point(x2)
        + "\" y2=\""
        + y2
        + "\"/>";
  }

  private void text(double x, double y, String anchor, String css, String text) {
    page.raw(
        "<text x=\""
            + point(x)
            + "\" y=\""
            + point(y)
            + "\" text-anchor=\""
            + anchor
            + (css.isEmpty() ? "\">" : "\" class=\"" + css + "\">")
            + Html.escape(text)
            + "</text>");
  }

  private String css(Timeline.Way way) {
    boolean ours = way == timeline.ways().get(0);
    return (ours ? "ours " : Ways.hindsight(way.name()) ? "dashed " : "")
        + "s"
        + colors.index(Ways.color(way.name()));
  }

  private void way(Timeline.Way way) {
    StringBuilder path = new StringBuilder();
    int all = timeline.times().size();
    int stride = (all + MOST_POINTS - 1) / MOST_POINTS;
    boolean pen = false;
    for (int i = 0; i < all; i += stride) {
      int at = i + stride >= all ? all - 1 : i;
      double usd = way.usd().get(at);
      if (Double.isFinite(usd)) {
        path.append(pen ? " L" : " M").append(point(x(timeline.times().get(at))));
        path.append(' ').append(point(y(usd)));
      }
      pen = Double.isFinite(usd);
    }
    page.raw("<path class=\"" + css(way) + "\" d=\"" + path.toString().strip() + "\"/>");
  }

  private void lanes() {
    List<Timeline.Lane> lanes = timeline.lanes();
    for (int lane = 0; lane < lanes.size(); lane++) {
      text(LEFT, LANES + lane * (double) LANE + 12, "start", "name", lanes.get(lane).name());
    }
    for (Timeline.Span span : timeline.spans()) {
      rect(
          "f" + colors.index(lanes.get(span.lane()).color()),
          x(span.from()),
          Math.max(1, x(span.to()) - x(span.from())),
          LANES + span.lane() * LANE + 17,
          10);
    }
    for (Timeline.Mark mark : timeline.losses()) {
      rect("loss", x(mark.at()) - 1, 2, LANES + mark.lane() * LANE + 13, 18);
    }
  }

  private void rect(String css, double x, double width, int y, int height) {
    page.raw(
        "<rect class=\""
            + css
            + "\" x=\""
            + point(x)
            + "\" y=\""
            + y
            + "\" width=\""
            + point(width)
            + "\" height=\""
            + height
            + "\"/>");
  }

  private void legend() {
    page.raw("<ul class=\"legend\">");
    for (Timeline.Way way : timeline.ways()) {
      page.raw(
          "<li><svg viewBox=\"0 0 24 8\" aria-hidden=\"true\"><path class=\""
              + css(way)
              + "\" d=\"M0 4 L24 4\"/></svg>"
              + Html.escape(Ways.title(way.name()))
              + "</li>");
    }
    page.raw("</ul>");
  }
}
