package dev.spotwise.data.quality;

import dev.spotwise.data.Availability;
import dev.spotwise.data.quality.AvailabilityInspector.Pool;
import dev.spotwise.data.quality.Figure.Moment;
import dev.spotwise.data.quality.Figure.Percent;
import dev.spotwise.data.quality.Figure.Percents;
import dev.spotwise.data.quality.Figure.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Words the report on an availability source. */
final class AvailabilityReport {

  private final InspectionSettings settings;
  private final AvailabilityInspector found;
  private final QualityReport.Builder report = new QualityReport.Builder("availability");

  AvailabilityReport(InspectionSettings settings, AvailabilityInspector found) {
    this.settings = settings;
    this.found = found;
  }

  QualityReport report() {
    long first = found.pools().size();
    long changes =
        found.rows() - first - found.repeated() - found.outOfOrder() - found.notAskedFor();
    report
        .count("rows", "observations", found.rows() + found.skipped().count())
        .count("first_states", "= first of a pool", first)
        .count("changes", "+ changes", changes)
        .count("repeated", "+ repeated", found.repeated(), "the state as it was")
        .count("out_of_order", "+ out of order", found.outOfOrder(), "left out")
        .count("skipped", "+ skipped", found.skipped().count(), "can't be read")
        .count("not_asked_for", "+ of other pools", found.notAskedFor())
        .count("pools", "pools", found.pools().size())
        .findIf(found.pools().isEmpty(), "empty", "no pool is left of what was asked for")
        .findIf(
            found.outOfOrder() > 0,
            "order",
            String.format(
                Locale.ROOT,
                "%,d observations are not later than the one before",
                found.outOfOrder()));
    if (!found.pools().isEmpty()) {
      addTimes();
      addStates();
    }
    found.skipped().addTo(report);
    return report.build();
  }

  private void addTimes() {
    long first = found.pools().values().stream().mapToLong(Pool::firstSecond).min().orElse(0);
    long last = found.pools().values().stream().mapToLong(Pool::lastSecond).max().orElse(0);
    report
        .add("first_observation", "first observation", new Moment(Instant.ofEpochSecond(first)))
        .add("last_observation", "last observation", new Moment(Instant.ofEpochSecond(last)))
        .add("span_seconds", "span", new Span(Duration.ofSeconds(last - first)));
    long tick = found.tickSeconds();
    if (tick > 0) {
      report
          .add(
              "tick_seconds",
              "tick",
              new Span(Duration.ofSeconds(tick)),
              "greatest common divisor of all distances")
          .count("ticks", "ticks of the longest pool", longest() / tick)
          .count(
              "pool_ticks",
              "ticks of all pools",
              sum(pool -> pool.lastSecond() - pool.firstSecond()) / tick);
    }
  }

  private long longest() {
    return found.pools().values().stream()
        .mapToLong(pool -> pool.lastSecond() - pool.firstSecond())
        .max()
        .orElse(0);
  }

  private void addStates() {
    long up = sum(pool -> pool.seconds(Availability.UP));
    long down = sum(pool -> pool.seconds(Availability.DOWN));
    long unknown = sum(pool -> pool.seconds(Availability.UNKNOWN));
    double all = (double) up + down + unknown;
    long spells = sum(Pool::upSpells);
    SortedMap<String, Double> upByPool = new TreeMap<>();
    found
        .pools()
        .forEach(
            (name, pool) -> {
              double total = pool.lastSecond() - pool.firstSecond();
              if (settings.window().isEmpty() && total > 0) {
                upByPool.put(name.id(), 100 * pool.seconds(Availability.UP) / total);
              }
            });
    report
        .add("up_percent", "up", new Percent(100 * up / all))
        .add("down_percent", "down", new Percent(100 * down / all))
        .add("unknown_percent", "unknown", new Percent(100 * unknown / all))
        .count("interruptions", "interruptions", sum(Pool::interruptions), "from up to down")
        .add(
            "mean_up_seconds",
            "mean time up",
            new Span(Duration.ofSeconds(spells == 0 ? 0 : Math.round((double) up / spells))),
            String.format(Locale.ROOT, "without a break; %,d times", spells));
    if (!upByPool.isEmpty()) {
      report.add("up_by_pool_percent", "up by pool", new Percents(upByPool));
    }
    report.findIf(up == 0, "never-up", "no pool is ever up: is the polarity the right one?");
  }

  private long sum(ToLongFunction<Pool> of) {
    return found.pools().values().stream().mapToLong(of).sum();
  }
}
