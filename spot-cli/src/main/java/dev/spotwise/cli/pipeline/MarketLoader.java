package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.DataSettings.TypeOverride;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.format.OnDemandCsv;
import dev.spotwise.data.synthetic.GuideWorldSettings;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads or generates the market that settings describe. */
public final class MarketLoader {

  /** Data may end this long before the backtest does without a word: AWS repeats prices daily. */
  private static final Duration QUIET = Duration.ofHours(48);

  private final Sources sources;

  /** A loader of the given sources. */
  @Inject
  public MarketLoader(Sources sources) {
    this.sources = sources;
  }

  /**
   * Loads the market.
   *
   * @throws ConfigException if settings don't fit the data
   * @throws MarketDataException if data can't be read
   */
  LoadedMarket load(Settings settings) {
    DataSettings data = settings.data();
    TimeGrid grid = TimeGrid.over(settings.span(), data.step());
    PriceQuery query =
        new PriceQuery(
            settings.span(),
            Set.copyOf(data.types()),
            Set.copyOf(data.zones()),
            Set.of(data.product()));
    Source prices = withWorld(settings, data.prices());
    PriceHistory history =
        PriceHistory.read(sources.openPrices(prices.location(), prices.options()), query);
    requireCover(settings, history);
    Market.Builder market = Market.over(grid);
    PoolTypes types = new PoolTypes(data.typeOverrides(), onDemand(data, prices));
    types.addPools(history, market);
    SortedMap<String, String> origin = new TreeMap<>();
    describe("prices", prices, origin);
    addEvents(settings, query, market, origin);
    return new LoadedMarket(market.build(), origin, notes(settings, history));
  }

  private Source withWorld(Settings settings, Source prices) {
    if (!settings.data().isWorld()) {
      return prices;
    }
    SortedMap<String, String> options = new TreeMap<>(settings.data().world());
    options.put("from", settings.span().from().toString());
    options.put("to", settings.span().to().toString());
    options.put("step", settings.data().step().toString());
    options.put("seed", Long.toString(settings.seed()));
    putList(options, "types", settings.data().types());
    putList(options, "zones", settings.data().zones());
    for (var override : settings.data().typeOverrides().entrySet()) {
      override
          .getValue()
          .onDemandUsdPerHour()
          .ifPresent(
              usd -> options.put("type." + override.getKey() + ".on-demand", usd.toString()));
    }
    options.putAll(prices.options().values());
    return new Source(prices.location(), SourceOptions.of(options));
  }

  private static void putList(SortedMap<String, String> options, String name, List<String> list) {
    if (!list.isEmpty()) {
      options.put(name, String.join(",", list));
    }
  }

  private static OnDemandPrices onDemand(DataSettings data, Source prices) {
    OnDemandPrices known = new OnDemandPrices(new TreeMap<>());
    if (data.isWorld()) {
      known = GuideWorldSettings.fromOptions(prices.options()).onDemandPrices();
    }
    if (data.onDemand().isPresent()) {
      known = known.with(OnDemandCsv.read(data.onDemand().get()));
    }
    SortedMap<String, Long> own = new TreeMap<>();
    for (var override : data.typeOverrides().entrySet()) {
      TypeOverride said = override.getValue();
      said.onDemandUsdPerHour().ifPresent(usd -> own.put(override.getKey(), MicroUsd.ofUsd(usd)));
    }
    return known.with(new OnDemandPrices(own));
  }

  private void addEvents(
      Settings settings,
      PriceQuery query,
      Market.Builder market,
      SortedMap<String, String> origin) {
    DataSettings data = settings.data();
    EventCollector events = new EventCollector();
    if (data.interruptions().isPresent()) {
      Source from = data.interruptions().get();
      sources.openInterruptions(from.location(), from.options()).read(query, events);
      describe("interruptions", from, origin);
    } else if (data.isWorld()) {
      Source world = withWorld(settings, data.prices());
      sources.openInterruptions(world.location(), world.options()).read(query, events);
    }
    if (data.availability().isPresent()) {
      Source from = data.availability().get();
      sources.openAvailability(from.location(), from.options()).read(query, events);
      describe("availability", from, origin);
    }
    events.addTo(market);
  }

  private static void describe(String what, Source source, SortedMap<String, String> origin) {
    origin.put(what, source.location());
    source.options().values().forEach((name, value) -> origin.put(what + "." + name, value));
  }

  private static void requireCover(Settings settings, PriceHistory history) {
    if (!history.firstObservation().isBefore(settings.train().to())) {
      throw new MarketDataException(
          "training window %s must hold prices but they begin at %s"
              .formatted(settings.train(), history.firstObservation()));
    }
    if (history.lastObservation().isBefore(settings.backtest().from())) {
      throw new MarketDataException(
          "backtest window %s must hold prices but they end at %s"
              .formatted(settings.backtest(), history.lastObservation()));
    }
  }

  private static List<String> notes(Settings settings, PriceHistory history) {
    List<String> notes = new ArrayList<>();
    if (history.firstObservation().isAfter(settings.train().from().plus(QUIET))) {
      notes.add(
          "prices begin at %s, after the training window does: unknown until then"
              .formatted(history.firstObservation()));
    }
    if (history.lastObservation().isBefore(settings.backtest().to().minus(QUIET))) {
      notes.add(
          "prices end at %s, before the backtest does: the last ones are taken to hold"
              .formatted(history.lastObservation()));
    }
    return notes;
  }
}
