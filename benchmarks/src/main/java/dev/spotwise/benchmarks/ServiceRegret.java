package dev.spotwise.benchmarks;

import dev.spotwise.backtest.Backtester;
import dev.spotwise.backtest.Clairvoyant;
import dev.spotwise.backtest.Replay;
import dev.spotwise.backtest.statistics.Interval;
import dev.spotwise.backtest.statistics.StationaryBootstrap;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext;
import dev.spotwise.decision.DecisionContext.ForecastView;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionPolicy;
import dev.spotwise.decision.Knowledge;
import dev.spotwise.decision.MarketObserver;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.decision.Workload;
import dev.spotwise.decision.WorkloadState;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.Forecasts;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.StabilitySettings.StabilityModel;
import dev.spotwise.models.WalkForwardForecasts;
import dev.spotwise.models.WalkForwardForecasts.Prices;
import dev.spotwise.models.WalkForwardForecasts.Scheme;
import dev.spotwise.models.tree.Workers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A service of one instance on the {@link P3Market}, over the whole trace and over its last 30 %,
 * with starts of 3 and 12 minutes and no refunds, begun where the policy chooses: USD per hour and
 * regret of every policy, and of {@code expected-cost} by each pool's own record, by models that
 * are trained anew every two days, and by those of the first 70 %. Regret is against the
 * clairvoyant that always runs, and, in brackets, 95 % of it.
 *
 * <p>Argument: the data folder.
 */
public final class ServiceRegret {

  private static final int SEVENTY_PERCENT = 14_110;
  private static final int[] RESTART_MINUTES = {3, 12};
  private static final BillingRules BILLING = BillingRules.aws().withoutRefund();
  private static final List<String> SIMPLE =
      List.of("sticky-cheapest", "sticky-available", "hysteresis", "cheapest", "stay", "on-demand");

  private final Market market;
  private final Map<String, Knowledge> models = new LinkedHashMap<>();

  private ServiceRegret(Market market) {
    this.market = market;
  }

  /** Replays all and prints a line for each. */
  public static void main(String[] args) {
    if (args.length != 1) {
      throw new IllegalArgumentException("argument must be DATA");
    }
    ServiceRegret regret = new ServiceRegret(P3Market.read(Path.of(args[0])));
    regret.models.put("record", Knowledge.none());
    for (StabilityModel model : List.of(StabilityModel.RENEWAL, StabilityModel.HAZARD)) {
      regret.models.put(
          model.name().toLowerCase(Locale.ROOT),
          regret.walkForward(model, P3Market.FIRST_PRICED_TICK, Duration.ofDays(2)));
    }
    for (int from : new int[] {P3Market.FIRST_PRICED_TICK, SEVENTY_PERCENT}) {
      if (from == SEVENTY_PERCENT) {
        regret.models.put(
            "hazard once",
            regret.walkForward(StabilityModel.HAZARD, SEVENTY_PERCENT, Duration.ofDays(60)));
      }
      for (int minutes : RESTART_MINUTES) {
        regret.print(from, minutes);
      }
    }
  }

  private TimeWindow from(int tick) {
    return new TimeWindow(market.grid().instant(tick), market.grid().end());
  }

  private Knowledge walkForward(StabilityModel model, int fromTick, Duration every) {
    TimeWindow window = from(fromTick);
    LearningSettings some = LearningSettings.withDefaults(42);
    LearningSettings learning =
        new LearningSettings(
            some.priceHorizons(),
            List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofHours(24)),
            some.forest(),
            some.stability().withModel(model),
            42);
    WalkForwardForecasts.Plan plan =
        new WalkForwardForecasts.Plan(
            market.grid().instant(P3Market.FIRST_PRICED_TICK),
            window,
            every,
            Duration.ofDays(2),
            Duration.ofHours(1),
            Scheme.EXPANDING,
            Prices.PERSISTENCE);
    int[] origins = IntStream.range(fromTick, P3Market.TICKS).toArray();
    try (Workers workers = Workers.of(2)) {
      Forecasts forecasts =
          new WalkForwardForecasts(market, StandardFeatures.all(), learning, plan)
              .at(origins, workers);
      return Knowledge.of(new ForecastView(forecasts, Duration.ofHours(1), Duration.ofHours(24)));
    }
  }

  private void print(int fromTick, int minutes) {
    TimeWindow window = from(fromTick);
    Workload workload =
        new Workload(
            new Placement.Spot(market.pools().get(0)),
            CostUnit.INSTANCE,
            1,
            Duration.ofMinutes(minutes));
    Replay best =
        Clairvoyant.of(market, BILLING).alwaysRunning().replay(window, workload, P3Market.INTERVAL);
    System.out.printf(
        Locale.ROOT,
        "from tick %d, %d min: clairvoyant %.4f USD/h%n",
        fromTick,
        minutes,
        best.costs().totalUsd() / best.costs().hours());
    models.forEach(
        (name, knowledge) -> print("expected-cost, " + name, window, workload, knowledge, best));
    for (String id : SIMPLE) {
      print(id, window, workload, Knowledge.none(), best);
    }
  }

  private void print(
      String name, TimeWindow window, Workload workload, Knowledge knowledge, Replay best) {
    String id = name.replaceAll(",.*", "");
    DecisionPolicy policy = Policies.byId(id, PolicySettings.defaults());
    Placement start = firstChoice(policy, window, workload, knowledge);
    Replay ours =
        new Backtester(market, BILLING, P3Market.INTERVAL)
            .replay(window, policy, workload.withStart(start), knowledge);
    Interval regret =
        new StationaryBootstrap(StationaryBootstrap.Settings.withDefaults(42), P3Market.INTERVAL)
            .regretPercent(perInterval(ours), perInterval(best));
    System.out.printf(
        Locale.ROOT,
        "  %-24s %.4f USD/h, regret %6.2f %% [%.2f, %.2f], lost %d, moves %d%n",
        name,
        ours.costs().totalUsd() / ours.costs().hours(),
        regret.value(),
        regret.low(),
        regret.high(),
        ours.costs().interruptions(),
        ours.costs().migrations());
  }

  /** Where a policy begins if it may choose; on the fallback where it only stays. */
  private Placement firstChoice(
      DecisionPolicy policy, TimeWindow window, Workload workload, Knowledge knowledge) {
    MarketCursor cursor = market.cursor();
    MarketObserver observer = new MarketObserver(market.shape());
    while (cursor.tick().epochSecond() < window.fromEpochSecond() && cursor.advance()) {
      observer.advance(cursor.tick());
    }
    DecisionContext context =
        new DecisionContext(
            observer.view(cursor.tick()),
            knowledge,
            workload,
            BILLING,
            Trigger.START,
            WorkloadState.at(Optional.empty()));
    return policy.decide(context) instanceof Decision.Move move ? move.to() : workload.start();
  }

  private static double[] perInterval(Replay replay) {
    double[] sums = replay.cumulativeUsd();
    return IntStream.range(1, sums.length).mapToDouble(i -> sums[i] - sums[i - 1]).toArray();
  }
}
