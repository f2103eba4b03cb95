package dev.spotwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.Market;
import dev.spotwise.data.MarketCursor;
import dev.spotwise.data.OnDemandPrices;
import dev.spotwise.data.PriceHistory;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.TimeGrid;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.GuideWorld;
import dev.spotwise.data.synthetic.GuideWorldSettings;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.ExpectedCostSettings;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.Workload;
import dev.spotwise.features.StandardFeatures;
import dev.spotwise.models.ModelBundle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's embedding example compiles, runs and stands there as it stands here. */
class ReadmeTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  @TempDir private Path folder;

  @Test
  void theEmbeddingExampleDecides() {
    String window = "2024-01-01/2024-01-15";
    StringWriter problems = new StringWriter();
    int code =
        Main.execute(
            new PrintWriter(new StringWriter()),
            new PrintWriter(problems),
            Terminal.NONE,
            "run",
            "--train",
            window,
            "--backtest",
            "2024-01-15/2024-01-16",
            "--out",
            folder.resolve("out").toString());
    assertThat(code).as(problems.toString()).isZero();

    Decision decision =
        decide(folder.resolve("out/models"), market(TimeWindow.parse("2024-01-15/2024-01-16")));

    assertThat(decision.rationale().target()).isPresent();
    assertThat(decision.rationale().currentStability()).isBetween(0.0, 100.0);
    assertThat(decision.rationale().reason()).isNotBlank();
  }

  @Test
  void theReadmeShowsTheExampleAsItIsTested() throws Exception {
    Path source = ROOT.resolve("spot-cli/src/test/java/dev/spotwise/cli/ReadmeTest.java");
    String tested = between(Files.readString(source), "// example\n", "    // end\n");
    String shown = between(Files.readString(ROOT.resolve("README.md")), "```java\n", "```\n");

    assertThat(shown).isEqualTo(tested.indent(-4));
  }

  private static Decision decide(Path folder, Market market) {
    // example
    ModelBundle models = ModelBundle.load(folder);
    InstanceType type = InstanceTypes.catalogue().find("m5.large").orElseThrow();
    Placement here = new Placement.Spot(CapacityPool.parse("us-east-1a_m5.large"));
    DecisionEngine engine =
        new DecisionEngine(
            market.shape(),
            StandardFeatures.all(),
            models,
            Policies.expectedCost(ExpectedCostSettings.defaults()),
            new DecisionEngine.Work(
                Workload.filling(here, type, CostUnit.VCPU), BillingRules.aws()),
            new DecisionEngine.Horizons(Duration.ofHours(1), Duration.ofHours(24)));
    MarketCursor ticks = market.cursor();
    while (ticks.advance()) {
      engine.advance(ticks.tick());
    }
    Decision decision = engine.decide(Optional.of(here), Trigger.SCHEDULED);
    // end
    return decision;
  }

  private static Market market(TimeWindow window) {
    GuideWorldSettings settings = GuideWorldSettings.withDefaults(window, 42);
    OnDemandPrices onDemand = settings.onDemandPrices();
    Market.Builder market = Market.over(TimeGrid.over(window, settings.pools().step()));
    PriceHistory.read(new GuideWorld(settings), PriceQuery.linux(window))
        .series()
        .forEach(
            (pool, series) -> {
              String type = pool.instanceType();
              InstanceType size = InstanceTypes.catalogue().find(type).orElseThrow();
              market.pool(pool, size, onDemand.microUsd(type), series);
            });
    return market.build();
  }

  private static String between(String text, String from, String to) {
    int begin = text.indexOf(from) + from.length();
    return text.substring(begin, text.indexOf(to, begin));
  }
}
