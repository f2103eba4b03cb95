package dev.spotwise.cli;

import static dev.spotwise.cli.SpotProgram.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.spotwise.cli.embedding.AdvisorModule;
import dev.spotwise.cli.embedding.JobAdvisor;
import dev.spotwise.cli.embedding.PoolAdvisor;
import dev.spotwise.cli.embedding.RecentHistory;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.JobProgress;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Workload;
import dev.spotwise.models.ModelBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the document on embedding shows compiles, runs and does what it says. */
class EmbeddingTest {

  private static final Map<String, Long> ON_DEMAND =
      Map.of("m5.large", 96_000L, "t3.large", 83_200L);
  private static final Placement HOME =
      new Placement.Spot(CapacityPool.parse("us-east-1a_m5.large"));
  private static final Duration LONG = Duration.ofDays(1);

  @TempDir private static Path folder;

  /** Prices alone: the same as what the advisor is shown. */
  @BeforeAll
  static void backtestOnce() {
    String config =
        SpotProgram.write(
                folder.resolve("c.yaml"),
                SpotProgram.SMALL + "decision: {policy: stability-first}\n")
            .toString();
    done("generate", "--config", config, "--out", folder.resolve("world").toString());
    SpotProgram.write(
        folder.resolve("on-demand.csv"),
        "instance_type,usd_per_hour\nm5.large,0.096\nt3.large,0.0832\n");
    String[] where = {
      "--config",
      config,
      "--out",
      folder.resolve("out").toString(),
      "--prices",
      folder.resolve("world/data/spot_prices.csv").toString(),
      "--on-demand",
      folder.resolve("on-demand.csv").toString()
    };
    done(SpotProgram.args(new String[] {"generate"}, where));
    done("train", "--out", folder.resolve("out").toString());
    done("backtest", "--out", folder.resolve("out").toString());
  }

  private static Path models() {
    return folder.resolve("out/models");
  }

  private static Market market(String until) {
    String prices = folder.resolve("world/data/spot_prices.csv").toString();
    return RecentHistory.market(
        Sources.load().openPrices(prices, SourceOptions.of(new TreeMap<>())),
        TimeWindow.parse("2024-01-01T00:00:00Z/" + until),
        Duration.ofMinutes(30),
        ON_DEMAND);
  }

  private static Instant afterTick(JsonNode decision) {
    return Instant.parse(decision.get("timestamp").asText()).plusSeconds(1);
  }

  private static List<JsonNode> backtest() throws Exception {
    List<JsonNode> decisions = new ArrayList<>();
    new ObjectMapper()
        .readTree(models().resolve("backtest_results.json").toFile())
        .get("decisions")
        .forEach(decisions::add);
    return decisions;
  }

  @Test
  void anAdvisorThatIsShownAGrowingMarketDecidesAsTheBacktestDid() throws Exception {
    List<JsonNode> decisions = backtest();
    PoolAdvisor advisor = new PoolAdvisor(models(), market("2024-01-15T00:00:00Z"), HOME);
    for (int number = 0; number < decisions.size(); number += 19) {
      JsonNode replayed = decisions.get(number);
      advisor.show(market(afterTick(replayed).toString()));
      Placement here =
          new Placement.Spot(CapacityPool.parse(replayed.get("current_pool").asText()));
      Decision decision = advisor.next(here, LONG);

      assertThat(decision.rationale().reason()).isEqualTo(replayed.get("reason").asText());
      assertThat(decision instanceof Decision.Move)
          .isEqualTo(replayed.get("action").asText().equals("migrate"));
    }
    assertThat(advisor.isReady()).isFalse();
    assertThat(advisor.lost(HOME, LONG)).isInstanceOf(Decision.Move.class);
  }

  @Test
  void showingTheSameTicksAgainChangesNothing() {
    Market market = market("2024-01-17T00:00:00Z");
    PoolAdvisor advisor = new PoolAdvisor(models(), market, HOME);
    Decision before = advisor.next(HOME, LONG);
    advisor.show(market);

    assertThat(advisor.next(HOME, LONG)).isEqualTo(before);
  }

  @Test
  void threadsMayAskWhileAnotherFeeds() throws Exception {
    PoolAdvisor advisor = new PoolAdvisor(models(), market("2024-01-15T00:00:00Z"), HOME);
    Market later = market("2024-01-18T00:00:00Z");
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Decision>> asked = new ArrayList<>();
      Callable<Decision> question = () -> advisor.next(HOME, LONG);
      for (int i = 0; i < 40; i++) {
        asked.add(threads.submit(question));
        if (i == 5) {
          asked.add(
              threads.submit(
                  () -> {
                    advisor.show(later);
                    return advisor.next(HOME, LONG);
                  }));
        }
      }
      for (Future<Decision> answer : asked) {
        assertThat(answer.get().rationale().reason()).isNotBlank();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(advisor.next(HOME, LONG))
        .isEqualTo(new PoolAdvisor(models(), later, HOME).next(HOME, LONG));
  }

  private static Workload workload() {
    return Workload.filling(
        HOME, InstanceTypes.catalogue().find("m5.large").orElseThrow(), CostUnit.VCPU);
  }

  /** What a service binds. */
  private static final class ServiceModule extends AbstractModule {

    private final Market market;
    private final Workload workload;

    ServiceModule(Market market, Workload workload) {
      this.market = market;
      this.workload = workload;
    }

    @Override
    protected void configure() {
      bind(Market.class).toInstance(market);
      bind(ModelBundle.class).toInstance(ModelBundle.load(models()));
      bind(Workload.class).toInstance(workload);
    }
  }

  private static DecisionEngine injected(Market market, Workload workload) {
    Injector injector =
        Guice.createInjector(new AdvisorModule(), new ServiceModule(market, workload));
    DecisionEngine engine = injector.getInstance(DecisionEngine.class);
    assertThat(injector.getInstance(DecisionEngine.class)).isSameAs(engine);
    MarketCursor ticks = market.cursor();
    while (ticks.advance()) {
      engine.advance(ticks.tick());
    }
    return engine;
  }

  @Test
  void anInjectedEngineDecidesAsOneThatWasMadeByHand() {
    Market market = market("2024-01-18T12:00:00Z");
    DecisionEngine engine = injected(market, workload());

    assertThat(engine.decide(Optional.of(HOME), Trigger.SCHEDULED))
        .isEqualTo(new PoolAdvisor(models(), market, HOME).next(HOME, LONG));
  }

  @Test
  void whatTheServiceForgetsToBindIsNamed() {
    assertThatThrownBy(() -> Guice.createInjector(new AdvisorModule()))
        .isInstanceOf(CreationException.class)
        .hasMessageContaining("Market")
        .hasMessageContaining("Workload");
  }

  @Test
  void aJobRunsOnDemandWhenItsDeadlineLeavesNothingElse() {
    DecisionEngine engine =
        injected(market("2024-01-18T12:00:00Z"), JobAdvisor.tenHours(workload()));
    JobProgress early =
        new JobProgress(Duration.ofHours(10), Duration.ZERO, Duration.ZERO, Duration.ofHours(20));
    JobProgress late =
        new JobProgress(
            Duration.ofHours(5), Duration.ofMinutes(20), Duration.ZERO, Duration.ofMinutes(325));

    Decision first = JobAdvisor.next(engine, Optional.empty(), Duration.ZERO, early);
    assertThat(first).isInstanceOf(Decision.Move.class);
    assertThat(((Decision.Move) first).to()).isInstanceOf(Placement.Spot.class);
    Decision last = JobAdvisor.next(engine, Optional.of(HOME), LONG, late);
    assertThat(((Decision.Move) last).to()).isInstanceOf(Placement.OnDemand.class);
    assertThat(last.rationale().reason()).contains("the deadline");
  }

  @Test
  void aJobWithoutItsProgressIsRefused() {
    DecisionEngine engine =
        injected(market("2024-01-18T12:00:00Z"), JobAdvisor.tenHours(workload()));

    assertThatThrownBy(() -> engine.decide(Optional.of(HOME), Trigger.SCHEDULED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("how far the job has come");
  }
}
