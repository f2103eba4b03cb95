package com.example.service;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.synthetic.CalibratedWorld;
import dev.spotwise.data.synthetic.CalibratedWorldSettings;
import dev.spotwise.decision.Decision;
import dev.spotwise.decision.DecisionContext.Trigger;
import dev.spotwise.decision.DecisionEngine;
import dev.spotwise.decision.ExpectedCostSettings;
import dev.spotwise.decision.Placement;
import dev.spotwise.decision.Policies;
import dev.spotwise.decision.Workload;
import dev.spotwise.models.LearningSettings;
import dev.spotwise.models.ModelBundle;
import java.util.Optional;

/** Asks where an instance should run, in a generated market of twelve pools. */
public final class WhereToRun {

  private WhereToRun() {}

  /** Learns three weeks of the market, and decides at their end. */
  public static void main(String[] args) {
    TimeWindow weeks = TimeWindow.parse("2026-03-01/2026-03-22");
    Market market = new CalibratedWorld(CalibratedWorldSettings.withDefaults(weeks, 42)).market();
    ModelBundle models = ModelBundle.train(market, weeks, LearningSettings.withDefaults(42));
    Placement here = new Placement.Spot(CapacityPool.parse("us-east-1a_m5.large"));
    DecisionEngine engine =
        DecisionEngine.withDefaults(
            market.shape(),
            models,
            Policies.expectedCost(ExpectedCostSettings.defaults()),
            Workload.filling(here));
    engine.show(market);
    Decision decision = engine.decide(Optional.of(here), Trigger.SCHEDULED);
    System.out.println(decision.getClass().getSimpleName() + ": " + decision.rationale().reason());
  }
}
