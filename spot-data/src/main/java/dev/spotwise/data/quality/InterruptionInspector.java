package dev.spotwise.data.quality;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InterruptionSeries;
import dev.spotwise.data.InterruptionSink;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.quality.Figure.Moment;
import dev.spotwise.data.quality.Figure.Percents;
import dev.spotwise.data.quality.Figure.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Reads an interruption source to its end and takes account of every row. */
final class InterruptionInspector implements InterruptionSink {

  private static final double HOUR = 3600;

  private final InspectionSettings settings;
  private final SkippedKinds skipped = new SkippedKinds();
  private final SortedMap<CapacityPool, LongStream.Builder> pools = new TreeMap<>();
  private long rows;
  private long notAskedFor;
  private long before;
  private long after;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private InterruptionInspector(InspectionSettings settings) {
    this.settings = settings;
  }

  static QualityReport inspect(InterruptionSource source, InspectionSettings settings) {
    InterruptionInspector inspector = new InterruptionInspector(settings);
    source.read(settings.everything(), inspector);
    return inspector.report();
  }

  @Override
  public void watched(CapacityPool pool) {
    if (settings.accepts(pool)) {
      pools.computeIfAbsent(pool, unused -> LongStream.builder());
    }
  }

  @Override
  public void accept(CapacityPool pool, long epochSecond) {
    rows++;
    watched(pool);
    if (!settings.accepts(pool)) {
      notAskedFor++;
    } else if (epochSecond < settings.fromEpochSecond()) {
      before++;
    } else if (epochSecond >= settings.toEpochSecond()) {
      after++;
    } else {
      pools.get(pool).accept(epochSecond);
      first = Math.min(first, epochSecond);
      last = Math.max(last, epochSecond);
    }
  }

  @Override
  public boolean skips(String problem) {
    return skipped.skips(problem);
  }

  private QualityReport report() {
    SortedMap<String, Long> eventsByType = new TreeMap<>();
    SortedMap<String, Long> poolsByType = new TreeMap<>();
    long inside = 0;
    long events = 0;
    int quiet = 0;
    for (var entry : pools.entrySet()) {
      long[] times = entry.getValue().build().toArray();
      int poolEvents = InterruptionSeries.of(times).size();
      inside += times.length;
      events += poolEvents;
      quiet += poolEvents == 0 ? 1 : 0;
      String type = entry.getKey().instanceType();
      eventsByType.merge(type, (long) poolEvents, Long::sum);
      poolsByType.merge(type, 1L, Long::sum);
    }
    QualityReport.Builder report = new QualityReport.Builder("interruptions");
    report
        .count("rows", "rows", rows + skipped.count())
        .count("events", "= pool events", events, "interruptions over 3 min apart")
        .count("joined", "+ joined to an event", inside - events, "within 3 min of one before")
        .count("skipped", "+ skipped", skipped.count(), "can't be read")
        .count("not_asked_for", "+ of other pools", notAskedFor)
        .count("before_window", "+ before the window", before)
        .count("after_window", "+ after the window", after)
        .count("pools", "pools watched", pools.size())
        .count("quiet_pools", "of them without an event", quiet)
        .findIf(pools.isEmpty(), "empty", "no pool is left of what was asked for");
    addRates(report, eventsByType, poolsByType);
    skipped.addTo(report);
    return report.build();
  }

  private void addRates(
      QualityReport.Builder report,
      SortedMap<String, Long> eventsByType,
      SortedMap<String, Long> poolsByType) {
    if (last < first) {
      return;
    }
    long from = settings.window().isPresent() ? settings.fromEpochSecond() : first;
    long to = settings.window().isPresent() ? settings.toEpochSecond() : last;
    report
        .add("first_interruption", "first interruption", new Moment(Instant.ofEpochSecond(first)))
        .add("last_interruption", "last interruption", new Moment(Instant.ofEpochSecond(last)))
        .add("span_seconds", "span", new Span(Duration.ofSeconds(to - from)));
    if (to > from) {
      SortedMap<String, Double> rates = new TreeMap<>();
      eventsByType.forEach(
          (type, events) ->
              rates.put(type, 100.0 * events / (poolsByType.get(type) * ((to - from) / HOUR))));
      report.add(
          "events_per_pool_hour_percent",
          "events per pool-hour",
          new Percents(rates),
          String.format(
              Locale.ROOT,
              "over %s",
              settings.window().isPresent() ? "the window" : "first to last"));
    }
  }
}
