package dev.spotwise.charts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The report's timeline: data and buttons for the script that draws it, and a still picture in its
 * place where no script runs, and on paper.
 */
final class TimelineSection {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();
  private static final MathContext DIGITS = new MathContext(8);

  private TimelineSection() {}

  static void add(Timeline timeline, ReportColors colors, Html page) {
    page.raw("<div id=\"timeline\">");
    page.raw("<div class=\"still\">");
    TimelinePicture.add(timeline, colors, page);
    page.raw("</div><div class=\"live\">");
    page.raw("<div class=\"tools\" role=\"group\" aria-label=\"Timeline\">");
    button("total", "Cost so far, USD", true, page);
    button("hourly", "Cost per hour, USD", false, page);
    page.raw("<span class=\"gap\"></span>");
    button("in", "Zoom in", page);
    button("out", "Zoom out", page);
    button("back", "Earlier", page);
    button("on", "Later", page);
    button("reset", "Reset", page);
    page.raw("<output id=\"timeline-range\"></output></div>");
    page.raw(
        "<div class=\"plots\" tabindex=\"0\" role=\"application\" aria-label=\"Timeline: arrow keys"
            + " move, plus and minus zoom, 0 shows all\"></div>");
    page.raw("<p class=\"readout\" id=\"timeline-readout\"></p></div>");
    page.text("p", "muted small", explanation(timeline));
    page.raw("</div>");
    page.raw(
        "<script type=\"application/json\" id=\"timeline-data\">"
            + json(timeline, colors)
            + "</script>");
  }

  private static void button(String action, String name, Html page) {
    page.raw("<button type=\"button\" data-do=\"" + action + "\">" + name + "</button>");
  }

  private static void button(String action, String name, boolean pressed, Html page) {
    page.raw(
        "<button type=\"button\" data-do=\""
            + action
            + "\" aria-pressed=\""
            + pressed
            + "\">"
            + name
            + "</button>");
  }

  private static String explanation(Timeline timeline) {
    String thinned =
        timeline.times().size() == timeline.allTimes()
            ? ""
            : String.format(
                Locale.ROOT,
                " Shown are %s of %s instants, extremes among them.",
                Numbers.count(timeline.times().size()),
                Numbers.count(timeline.allTimes()));
    return "Above: costs; dashed ways were chosen in hindsight. Below: the places held; a red line"
        + " marks an interruption. Times are UTC. With scripts on, drag across the chart to zoom,"
        + " double-click to reset, use the wheel after a click, and click a name to hide its line."
        + thinned;
  }

  /** The data as JSON that can stand in a script element, of HTML and of XML. */
  static String json(Timeline timeline, ReportColors colors) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode times = root.putArray("times");
    timeline.times().forEach(times::add);
    ArrayNode ways = root.putArray("ways");
    for (Timeline.Way way : timeline.ways()) {
      ObjectNode node = ways.addObject();
      node.put("title", Html.clean(Ways.title(way.name())));
      node.put("color", colors.index(Ways.color(way.name())));
      node.put("dashed", Ways.hindsight(way.name()));
      ArrayNode usd = node.putArray("usd");
      way.usd().forEach(value -> usd.add(number(value)));
    }
    ArrayNode lanes = root.putArray("lanes");
    for (Timeline.Lane lane : timeline.lanes()) {
      ObjectNode node = lanes.addObject();
      node.put("name", Html.clean(lane.name()));
      node.put("color", colors.index(lane.color()));
    }
    ArrayNode held = root.putArray("held");
    timeline
        .spans()
        .forEach(span -> held.addArray().add(span.from()).add(span.to()).add(span.lane()));
    ArrayNode lost = root.putArray("lost");
    timeline.losses().forEach(mark -> lost.addArray().add(mark.at()).add(mark.lane()));
    try {
      return JSON.writeValueAsString(root)
          .replace("<", "\\u003c")
          .replace(">", "\\u003e")
          .replace("&", "\\u0026");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values can always be written", e);
    }
  }

  private static BigDecimal number(double usd) {
    return Double.isFinite(usd) ? BigDecimal.valueOf(usd).round(DIGITS).stripTrailingZeros() : null;
  }

  /** Every colour that a timeline needs. */
  static List<Color> colors(Timeline timeline) {
    return Stream.concat(
            timeline.ways().stream().map(way -> Ways.color(way.name())),
            timeline.lanes().stream().map(Timeline.Lane::color))
        .distinct()
        .toList();
  }
}
