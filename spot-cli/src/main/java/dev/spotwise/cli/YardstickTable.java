package dev.spotwise.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.quality.Yardstick;
import dev.spotwise.data.quality.Yardsticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Yardsticks of markets beside each other and what real ones show, as text and as JSON. */
final class YardstickTable {

  private static final int SHOWN = 24;

  private YardstickTable() {}

  /**
   * A market.
   *
   * @param source where it came from
   * @param found what was measured
   */
  record Measured(String source, Yardsticks found) {

    boolean isOutside() {
      return Yardstick.of(found).stream().anyMatch(Yardstick::isOutside);
    }
  }

  /** A line per yardstick; a star marks what no real market shows. */
  static List<String> lines(List<Measured> markets, Terminal terminal) {
    TextTable table = new TextTable().left("yardstick", "real").right("range");
    markets.forEach(market -> table.right(name(market) + " "));
    List<List<Yardstick>> columns = columns(markets);
    for (int row = 0; row < columns.get(0).size(); row++) {
      Yardstick first = columns.get(0).get(row);
      List<String> cells = new ArrayList<>();
      cells.addAll(List.of(first.label(), first.published(), range(first)));
      for (List<Yardstick> column : columns) {
        Yardstick yardstick = column.get(row);
        cells.add(number(yardstick.value()) + (yardstick.isOutside() ? "*" : " "));
      }
      table.row(cells);
    }
    Page page = new Page(terminal).table(table).gap();
    markets.forEach(market -> page.line(describe(market)));
    page.line("real: us-east-1, 2021; interruptions: the guide's rates. * outside the range");
    return page.lines();
  }

  /** The yardsticks with a value per source, in the order of the sources; unknown is null. */
  static String json(List<Measured> markets) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    ArrayNode sources = all.putArray("sources");
    for (Measured market : markets) {
      ObjectNode source =
          sources
              .addObject()
              .put("source", market.source())
              .put("window", market.found().window().toString())
              .put("pools", market.found().pools())
              .put("pool_hours", market.found().poolHours())
              .put("changes", market.found().changes());
      ObjectNode rates = source.putObject("interruptions_per_hour_percent");
      market
          .found()
          .interruptions()
          .perHourByType()
          .forEach((type, rate) -> QualityJson.putNumber(rates, type, rate));
    }
    List<List<Yardstick>> columns = columns(markets);
    ArrayNode rows = all.putArray("yardsticks");
    for (int row = 0; row < columns.get(0).size(); row++) {
      Yardstick first = columns.get(0).get(row);
      ObjectNode entry =
          rows.addObject()
              .put("key", first.key())
              .put("label", first.label())
              .put("real", first.published());
      QualityJson.putNumber(entry, "low", first.low());
      QualityJson.putNumber(entry, "high", first.high());
      ArrayNode values = entry.putArray("values");
      for (List<Yardstick> column : columns) {
        ObjectNode value = values.addObject();
        QualityJson.putNumber(value, "value", column.get(row).value());
        value.put("outside", column.get(row).isOutside());
      }
    }
    return QualityJson.text(all);
  }

  private static List<List<Yardstick>> columns(List<Measured> markets) {
    return markets.stream().map(market -> Yardstick.of(market.found())).toList();
  }

  private static String name(Measured market) {
    String source = market.source();
    return source.length() <= SHOWN
        ? source
        : "..." + source.substring(source.length() - SHOWN + "...".length());
  }

  private static String range(Yardstick yardstick) {
    return yardstick.hasRange() ? number(yardstick.low()) + ".." + number(yardstick.high()) : "";
  }

  private static String describe(Measured market) {
    Yardsticks found = market.found();
    return String.format(
        Locale.ROOT,
        "%s: %s, %,d pools, %,d pool-hours, %,d changes",
        market.source(),
        found.window(),
        found.pools(),
        found.poolHours(),
        found.changes());
  }

  /** Three significant digits; a dash for what is unknown. */
  private static String number(double value) {
    return Numbers.significant(value, 3);
  }
}
