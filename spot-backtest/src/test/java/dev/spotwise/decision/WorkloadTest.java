package dev.spotwise.decision;

import static dev.spotwise.decision.TestMarket.A;
import static dev.spotwise.decision.TestMarket.LARGE;
import static dev.spotwise.decision.TestMarket.XLARGE;
import static dev.spotwise.decision.TestMarket.in;
import static dev.spotwise.decision.TestMarket.spot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotwise.data.CapacityPool;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a workload is made of, and what it can't be. */
class WorkloadTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration NEGATIVE = Duration.ofSeconds(-1);

  @Test
  void aDeadlineThatCantBeMetIsSaidAtOnce() {
    DeadlineJob tight = new DeadlineJob(HOUR, Duration.ofMinutes(63), Duration.ZERO);

    assertThat(in(A).withJob(tight).job()).contains(tight);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(A).withJob(new DeadlineJob(HOUR, Duration.ofMinutes(62), HOUR)))
        .withMessage(
            "deadline must be >= PT1H3M, the work and one start, but was PT1H2M: it can't be met");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(A).withJob(tight).withRestart(Duration.ofMinutes(4)))
        .withMessageContaining("it can't be met");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeadlineJob(HOUR, Duration.ofMinutes(59), HOUR))
        .withMessage("deadline must be >= the work, PT1H, but was PT59M");
  }

  @Test
  void aJobHasWorkToDo() {
    for (Duration work : List.of(Duration.ZERO, NEGATIVE)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new DeadlineJob(work, HOUR, HOUR))
          .withMessage("work must be > 0 but was " + work);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeadlineJob(HOUR, HOUR, NEGATIVE))
        .withMessage("checkpointInterval must be >= 0 but was PT-1S");
  }

  @Test
  void overheadsAreNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Overheads(NEGATIVE, HOUR, 0))
        .withMessage("restart must be >= 0 but was PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Overheads(HOUR, NEGATIVE, 0))
        .withMessage("checkpoint must be >= 0 but was PT-1S");
    assertThat(in(A).withOverheads(new Overheads(HOUR, HOUR, 7)).withRestart(HOUR.dividedBy(2)))
        .isEqualTo(in(A).withOverheads(new Overheads(Duration.ofMinutes(30), HOUR, 7)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void amountsAreFiniteAndNotNegative(double bad) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Overheads(HOUR, HOUR, bad))
        .withMessage("dataGb must be finite and >= 0 but was " + bad);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Eligibility(new TreeSet<>(), 0, bad))
        .withMessage("minMemoryGib must be finite and >= 0 but was " + bad);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExpectedCostSettings(HOUR, bad, 1))
        .withMessage("margin must be finite and >= 0 but was " + bad);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExpectedCostSettings(HOUR, 1, bad))
        .withMessage("spread must be finite and >= 0 but was " + bad);
  }

  @Test
  void thereIsAtLeastOneInstance() {
    assertThat(in(A).withInstances(3).instances()).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> in(A).withInstances(0))
        .withMessage("instances must be >= 1 but was 0");
  }

  @Test
  void typesAreEligibleByNameAndByNeed() {
    assertThat(Eligibility.any().admits(LARGE)).isTrue();
    Eligibility listed = new Eligibility(new TreeSet<>(Set.of("m5.xlarge")), 0, 0);
    assertThat(listed.admits(LARGE)).isFalse();
    assertThat(listed.admits(XLARGE)).isTrue();
    assertThat(new Eligibility(new TreeSet<>(), 4, 0).admits(LARGE)).isFalse();
    assertThat(new Eligibility(new TreeSet<>(), 4, 16).admits(XLARGE)).isTrue();
    assertThat(new Eligibility(new TreeSet<>(), 0, 8.5).admits(LARGE)).isFalse();
    assertThat(listed).hasToString("m5.xlarge of 0 vCPUs and 0.0 GiB or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Eligibility(new TreeSet<>(), -1, 0))
        .withMessage("minVcpus must be >= 0 but was -1");
  }

  @Test
  void progressCountsWhatIsNotSavedAsLeftIfLost() {
    DeadlineJob job = new DeadlineJob(HOUR, HOUR, HOUR);
    assertThat(JobProgress.begin(job))
        .isEqualTo(new JobProgress(HOUR, Duration.ZERO, Duration.ZERO, HOUR));
    assertThat(new JobProgress(HOUR, HOUR, Duration.ZERO, NEGATIVE).workLeftIfLost())
        .isEqualTo(Duration.ofHours(2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobProgress(NEGATIVE, HOUR, HOUR, HOUR))
        .withMessage("workLeft must be >= 0 but was PT-1S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobProgress(HOUR, NEGATIVE, HOUR, HOUR))
        .withMessageStartingWith("unsaved");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JobProgress(HOUR, HOUR, NEGATIVE, HOUR))
        .withMessageStartingWith("startingLeft");
  }

  @Test
  void aStateIsWhatItIsMadeOf() {
    WorkloadState state = WorkloadState.at(spot(A));

    assertThat(state.held()).isEqualTo(Duration.ofDays(1));
    assertThat(state.dataZone()).contains("us-east-1a");
    assertThat(state.withHeld(HOUR).held()).isEqualTo(HOUR);
    assertThat(state.withSiblings(List.of(in(A).fallback())).siblings())
        .containsExactly(in(A).fallback());
    assertThat(WorkloadState.at(Optional.empty()).held()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> state.withHeld(NEGATIVE))
        .withMessage("held must be >= 0 but was PT-1S");
  }

  @Test
  void settingsOfPoliciesAreChecked() {
    PolicySettings settings = PolicySettings.defaults();
    ExpectedCostSettings plans = new ExpectedCostSettings(HOUR, 0, 0);
    StabilityFirstSettings ranks = new StabilityFirstSettings(1, 0, 1, 1, 1);

    assertThat(settings.withHysteresisPercent(0).hysteresisPercent()).isZero();
    assertThat(settings.withExpectedCost(plans).expectedCost()).isEqualTo(plans);
    assertThat(settings.withStabilityFirst(ranks).stabilityFirst()).isEqualTo(ranks);
    for (double bad : new double[] {-1, 100, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> settings.withHysteresisPercent(bad))
          .withMessage("hysteresisPercent must be in [0, 100) but was " + bad);
    }
    for (Duration bad : List.of(Duration.ZERO, NEGATIVE)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ExpectedCostSettings(bad, 1, 1))
          .withMessage("planningWindow must be > 0 but was " + bad);
    }
  }

  @Test
  void fillsAnInstanceOfTheCatalogueByItsVcpus() {
    Workload filling =
        Workload.filling(new Placement.Spot(CapacityPool.parse("us-east-1a_m5.xlarge")));

    assertThat(filling.capacity()).isEqualTo(4);
    assertThat(filling.costUnit()).isEqualTo(CostUnit.VCPU);
    assertThat(filling.restart()).isEqualTo(Overheads.DEFAULT_RESTART);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Workload.filling(new Placement.Spot(CapacityPool.parse("us-east-1a_x9.huge"))))
        .withMessage("start must be on a type of the catalogue but was on x9.huge");
  }
}
