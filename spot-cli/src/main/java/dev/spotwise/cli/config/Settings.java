package dev.spotwise.cli.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.Overheads;
import dev.spotwise.decision.PolicySettings;
import dev.spotwise.models.LearningSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings of a run, checked.
 *
 * @param seed any number
 * @param threads how many trees are grown side by side
 * @param out folder that everything is written to
 * @param data where the market comes from
 * @param train window to train on
 * @param backtest window to replay
 * @param trainShare share of the training window that is trained on
 * @param originInterval distance of the rows that are learnt from
 * @param learning what to train and how
 * @param evaluation how models are evaluated
 * @param decision how decisions are made
 * @param workload what runs
 * @param billing what is charged
 * @param retrainEvery how far apart the models of a backtest are trained; empty to train them once
 * @param tree the same as text, to store beside results
 */
public record Settings(
    long seed,
    int threads,
    Path out,
    DataSettings data,
    TimeWindow train,
    TimeWindow backtest,
    double trainShare,
    Duration originInterval,
    LearningSettings learning,
    EvaluationSettings evaluation,
    DecisionSettings decision,
    WorkloadSettings workload,
    BillingRules billing,
    Optional<Duration> retrainEvery,
    ObjectNode tree) {

  /** The span that the market must cover: training and backtest together. */
  public TimeWindow span() {
    return new TimeWindow(train.from(), backtest.to());
  }

  /**
   * How decisions are made.
   *
   * @param policy id of the policy
   * @param numbers those of all policies
   * @param interval distance of scheduled decisions
   * @param priceHorizon one of the price horizons
   * @param stabilityWindow one of the stability horizons
   */
  public record DecisionSettings(
      String policy,
      PolicySettings numbers,
      Duration interval,
      Duration priceHorizon,
      Duration stabilityWindow) {}

  /**
   * What runs.
   *
   * @param start id of the pool to start in; empty to choose one
   * @param costUnit what unlike sizes are compared by
   * @param overheads what moving costs
   * @param job the work and its deadline; empty for a service
   * @param eligible types that it can run on
   * @param instances how many instances
   */
  public record WorkloadSettings(
      Optional<String> start,
      CostUnit costUnit,
      Overheads overheads,
      Optional<DeadlineJob> job,
      Eligibility eligible,
      int instances) {}
}
