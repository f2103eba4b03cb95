package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.quality.YardstickSample;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** Reads or generates what yardsticks are measured on. */
public final class YardstickSamples {

  private static final TimeWindow ALWAYS = TimeWindow.parse("1970-01-01/2101-01-01");

  private final Sources sources;

  /** Samples of the given sources. */
  @Inject
  public YardstickSamples(Sources sources) {
    this.sources = sources;
  }

  /**
   * The prices that settings describe, with their on-demand prices and interruptions; a world
   * brings its own.
   *
   * @param window what to measure; if it is empty, of a world the settings' span, of anything else
   *     all that is there
   */
  public YardstickSample read(Settings settings, Optional<TimeWindow> window) {
    DataSettings data = settings.data();
    Source prices = data.isWorld() ? WorldSource.of(settings) : data.prices();
    TimeWindow asked = window.orElse(data.isWorld() ? settings.span() : ALWAYS);
    PriceHistory history =
        PriceHistory.read(
            sources.openPrices(prices.location(), prices.options()), query(data, asked));
    TimeWindow measured =
        window.isPresent() || data.isWorld()
            ? asked
            : new TimeWindow(history.firstObservation(), history.lastObservation().plusSeconds(1));
    OnDemandList onDemand = MarketLoader.onDemand(data, prices, measured);
    YardstickSample sample =
        YardstickSample.of(measured, history.series()).withOnDemand(onDemand::microUsd);
    Optional<Source> events =
        data.interruptions().or(() -> data.isWorld() ? Optional.of(prices) : Optional.empty());
    return events.isEmpty()
        ? sample
        : sample.withInterruptions(
            sources.openInterruptions(events.get().location(), events.get().options()),
            query(data, measured));
  }

  private static PriceQuery query(DataSettings data, TimeWindow window) {
    return new PriceQuery(
        window, Set.copyOf(data.types()), Set.copyOf(data.zones()), Set.of(data.product()));
  }
}
