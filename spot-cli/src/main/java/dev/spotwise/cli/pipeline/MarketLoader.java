package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.DataSettings.TypeOverride;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.MicroUsd;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.WorkListener;
import dev.spotwise.data.format.OnDemandCsv;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads or generates the market that settings describe. */
public final class MarketLoader {

  /** Data may end this long before the backtest does without a word: AWS repeats prices daily. */
  private static final Duration QUIET = Duration.ofDays(2);

  private final Sources sources;

  /** A loader of the given sources. */
  @Inject
  public MarketLoader(Sources sources) {
    this.sources = sources;
  }

  /**
   * Loads the market.
   *
   * @param listener is told how many prices were read
   * @throws ConfigException if settings don't fit the data
   * @throws MarketDataException if data can't be read
   */
  LoadedMarket load(Settings settings, WorkListener listener) {
    DataSettings data = settings.data();
    TimeGrid grid = TimeGrid.over(settings.span(), data.step());
    PriceQuery query =
        new PriceQuery(
            settings.span(),
            Set.copyOf(data.types()),
            Set.copyOf(data.zones()),
            Set.of(data.product()));
    Source prices = data.isWorld() ? WorldSource.of(settings) : data.prices();
    PriceSource source = sources.openPrices(prices.location(), prices.options());
    BadRows badRows = new BadRows(data.lenient());
    PriceHistory history = read(data, source, query, badRows.of("prices"), listener);
    requireCover(settings, history);
    Market.Builder market = Market.over(grid);
    OnDemandList onDemand = onDemand(data, prices, settings.span());
    TypeSizes sizes = TypeSizes.of(data);
    new PoolTypes(data.typeOverrides(), sizes.known(), onDemand).addPools(history, market);
    SortedMap<String, String> origin = new TreeMap<>();
    sizes
        .feed()
        .ifPresent(
            feed -> market.advisor(feed.asOf(), feed.monthlyShares(history.series().keySet())));
    describe("prices", prices, origin);
    EventCollector events = events(data, query, prices, badRows, origin);
    events.addTo(market);
    Market built = market.build();
    requireEvents(data, built);
    List<String> notes = badRows.notes();
    notes.addAll(notes(settings, history, built));
    notes.addAll(events.outside(built));
    notes.addAll(onDemand.notes(built.pools()));
    notes.addAll(sizes.notes(built.pools(), data.typeOverrides()));
    return new LoadedMarket(built, origin, notes, known(grid, history));
  }

  private static Instant known(TimeGrid grid, PriceHistory history) {
    Instant last = history.lastObservation();
    return last.isBefore(grid.end().minus(QUIET))
        ? grid.instant(grid.indexAtOrAfter(last.plusSeconds(1)))
        : grid.end();
  }

  private static PriceHistory read(
      DataSettings data,
      PriceSource source,
      PriceQuery query,
      RowSink badRows,
      WorkListener listener) {
    try {
      PriceHistory history = PriceHistory.read(source, query, badRows, listener);
      AskedPools.require(data, history.series().keySet(), source, query);
      return history;
    } catch (MarketDataException e) {
      AskedPools.require(data, Set.of(), source, query);
      throw e;
    }
  }

  /** The on-demand prices of a market over a span: those of settings, of a list, of a world. */
  static OnDemandList onDemand(DataSettings data, Source prices, TimeWindow span) {
    OnDemandPrices world =
        data.isWorld() ? WorldSource.onDemandPrices(prices) : new OnDemandPrices(new TreeMap<>());
    SortedMap<String, Long> named = new TreeMap<>();
    for (var override : data.typeOverrides().entrySet()) {
      TypeOverride said = override.getValue();
      said.onDemandUsdPerHour().ifPresent(usd -> named.put(override.getKey(), MicroUsd.ofUsd(usd)));
    }
    OnDemandHistory listed =
        data.onDemand().map(OnDemandCsv::read).orElseGet(OnDemandHistory::none);
    return new OnDemandList(new OnDemandPrices(named), listed, world, span);
  }

  private EventCollector events(
      DataSettings data,
      PriceQuery query,
      Source prices,
      BadRows badRows,
      SortedMap<String, String> origin) {
    EventCollector events = new EventCollector();
    if (data.interruptions().isPresent()) {
      Source from = data.interruptions().get();
      events.ask(badRows.of("interruptions"));
      sources.openInterruptions(from.location(), from.options()).read(query, events);
      describe("interruptions", from, origin);
    } else if (data.isWorld()) {
      sources.openInterruptions(prices.location(), prices.options()).read(query, events);
    }
    if (data.availability().isPresent()) {
      Source from = data.availability().get();
      events.ask(badRows.of("availability"));
      sources.openAvailability(from.location(), from.options()).read(query, events);
      describe("availability", from, origin);
    } else if (data.isWorld()) {
      sources.openAvailability(prices.location(), prices.options()).read(query, events);
    }
    return events;
  }

  private static void describe(String what, Source source, SortedMap<String, String> origin) {
    origin.put(what, source.location());
    source.options().values().forEach((name, value) -> origin.put(what + "." + name, value));
  }

  private static void requireCover(Settings settings, PriceHistory history) {
    Duration learnt =
        Duration.ofSeconds((long) (settings.train().length().toSeconds() * settings.trainShare()));
    Instant last =
        settings.train().from().plus(learnt).minus(settings.learning().horizons().get(0));
    if (!history.firstObservation().isBefore(last)) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "training window %s must hold prices before %s but they begin at %s",
              settings.train(),
              last,
              history.firstObservation()));
    }
    if (history.lastObservation().isBefore(settings.backtest().from())) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "backtest window %s must hold prices but they end at %s",
              settings.backtest(),
              history.lastObservation()));
    }
  }

  /** Refuses events that are all of other pools: that is another market's file. */
  private static void requireEvents(DataSettings data, Market market) {
    String example = market.pools().get(0).id();
    if (data.interruptions().isPresent() && !market.knowsInterruptions()) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "interruptions must be of the market's pools, such as %s, but %s names none of them",
              example,
              data.interruptions().get().location()));
    }
    boolean states =
        IntStream.range(0, market.pools().size())
            .anyMatch(pool -> market.availability(pool).isPresent());
    if (data.availability().isPresent() && !states) {
      throw new MarketDataException(
          String.format(
              Locale.ROOT,
              "availability must be of the market's pools, such as %s, but %s names none of them",
              example,
              data.availability().get().location()));
    }
  }

  private static List<String> notes(Settings settings, PriceHistory history, Market market) {
    List<String> notes = new ArrayList<>();
    if (history.firstObservation().isAfter(settings.train().from().plus(QUIET))) {
      notes.add(
          String.format(
              Locale.ROOT,
              "prices begin at %s, after the training window does: unknown until then",
              history.firstObservation()));
    }
    if (history.lastObservation().isBefore(settings.backtest().to().minus(QUIET))) {
      notes.add(
          String.format(
              Locale.ROOT,
              "prices end at %s, before the backtest does: the last ones are taken to hold",
              history.lastObservation()));
    }
    int pools = market.pools().size();
    long watched =
        IntStream.range(0, pools).filter(pool -> market.interruptions(pool).isPresent()).count();
    if (watched > 0 && watched < pools) {
      notes.add(
          String.format(Locale.ROOT, "interruptions are known of %d of %d pools", watched, pools));
    }
    return notes;
  }
}
