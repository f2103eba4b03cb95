package dev.spotwise.backtest.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spotwise.backtest.sweep.SearchSpace.Grid;
import dev.spotwise.backtest.sweep.SearchSpace.Random;
import dev.spotwise.backtest.sweep.SearchSpace.Range;
import dev.spotwise.decision.PolicySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SearchSpaceTest {

  private static SortedMap<PolicyParameter, List<Double>> values(List<Double> a, List<Double> b) {
    return new TreeMap<>(Map.of(PolicyParameter.SPREAD, b, PolicyParameter.PLANNING_WINDOW, a));
  }

  private static SortedMap<PolicyParameter, Range> ranges() {
    return new TreeMap<>(
        Map.of(
            PolicyParameter.MARGIN, new Range(0, 4),
            PolicyParameter.SPREAD, new Range(1, 1),
            PolicyParameter.PLANNING_WINDOW, new Range(-2, -1)));
  }

  @Test
  void aGridTriesAllCombinationsTheLastParameterFastest() {
    Grid grid = new Grid(values(List.of(6.0, 12.0), List.of(0.0, 1.0, 2.0)));

    assertThat(grid.parameters())
        .containsExactly(PolicyParameter.PLANNING_WINDOW, PolicyParameter.SPREAD);
    assertThat(grid.tries())
        .extracting(each -> List.copyOf(each.values()))
        .containsExactly(
            List.of(6.0, 0.0),
            List.of(6.0, 1.0),
            List.of(6.0, 2.0),
            List.of(12.0, 0.0),
            List.of(12.0, 1.0),
            List.of(12.0, 2.0));
  }

  @Test
  void aGridIsFrozen() {
    List<Double> changing = new ArrayList<>(List.of(1.0));
    Grid grid = new Grid(values(changing, List.of(1.0)));
    changing.add(2.0);

    assertThat(grid.tries()).hasSize(1);
  }

  @Test
  void aRandomSearchStaysInItsRangesAndFillsThem() {
    List<SortedMap<PolicyParameter, Double>> tries = new Random(ranges(), 1000, 7).tries();

    assertThat(tries).hasSize(1000);
    assertThat(tries).allMatch(each -> each.get(PolicyParameter.SPREAD) == 1);
    assertThat(tries)
        .allMatch(
            each ->
                each.get(PolicyParameter.PLANNING_WINDOW) >= -2
                    && each.get(PolicyParameter.PLANNING_WINDOW) <= -1);
    double[] margins =
        tries.stream().mapToDouble(each -> each.get(PolicyParameter.MARGIN)).sorted().toArray();
    assertThat(margins[0]).isBetween(0.0, 0.1);
    assertThat(margins[500]).isBetween(1.7, 2.3);
    assertThat(margins[999]).isBetween(3.9, 4.0);
  }

  @Test
  void theSeedTellsTheTriesAndMoreOfThemBeginAlike() {
    List<SortedMap<PolicyParameter, Double>> tries = new Random(ranges(), 5, 7).tries();

    assertThat(new Random(ranges(), 5, 7).tries()).isEqualTo(tries);
    assertThat(new Random(ranges(), 9, 7).tries().subList(0, 5)).isEqualTo(tries);
    assertThat(new Random(ranges(), 5, 8).tries()).isNotEqualTo(tries);
  }

  @Test
  void aSpaceHasSomethingToTryAndNotTooMuch() {
    List<Double> hundred = Collections.nCopies(100, 1.0);
    List<Double> more = Collections.nCopies(101, 1.0);

    assertThat(new Grid(values(hundred, hundred)).tries()).hasSize(10_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grid(values(hundred, more)))
        .withMessage("a sweep must have 1 to 10000 tries but had more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Grid(values(hundred, List.of())))
        .withMessage("a sweep must have 1 to 10000 tries but had 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new Grid(new TreeMap<>()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Random(new TreeMap<>(), 5, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Random(ranges(), 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Random(ranges(), 10_001, 1));
    for (double[] ends : new double[][] {{2, 1}, {0, Double.NaN}, {0, 1 / 0.0}, {-1 / 0.0, 0}}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Range(ends[0], ends[1]))
          .withMessageStartingWith("range must be finite and ascending but was");
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyParameterChangesItsOwnNumberAlone(PolicyParameter parameter) {
    PolicySettings defaults = PolicySettings.defaults();
    PolicySettings changed = parameter.with(defaults, 7.5);

    assertThat(parameter.get(changed)).isEqualTo(7.5);
    for (PolicyParameter other : PolicyParameter.values()) {
      if (other != parameter) {
        assertThat(other.get(changed)).isEqualTo(other.get(defaults));
      }
    }
    assertThat(parameter.with(changed, parameter.get(defaults))).isEqualTo(defaults);
    assertThat(PolicyParameter.byId(parameter.id())).isEqualTo(parameter);
    assertThat(PolicyParameter.of(parameter.policy())).contains(parameter);
  }

  @ParameterizedTest
  @CsvSource({
    "margin, -1, margin: margin must be finite and >= 0 but was -1.0",
    "planning-window, 0, planning-window: planningWindow must be > 0 but was PT0S",
    "hysteresis-percent, 100, 'hysteresis-percent: hysteresisPercent must be in [0, 100) but was 100.0'",
    "cost-weight, NaN, cost-weight must be finite but was NaN",
    "cost-weight, Infinity, cost-weight must be finite but was Infinity",
  })
  void aValueOutOfRangeIsRefusedByName(String id, double value, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyParameter.byId(id).with(PolicySettings.defaults(), value))
        .withMessage(problem);
  }

  @Test
  void parametersHaveNamesAndPolicies() {
    assertThat(PolicyParameter.PLANNING_WINDOW.id()).isEqualTo("planning-window");
    assertThat(PolicyParameter.PLANNING_WINDOW.get(PolicySettings.defaults())).isEqualTo(6);
    assertThat(
            PolicyParameter.PLANNING_WINDOW
                .with(PolicySettings.defaults(), 0.5)
                .expectedCost()
                .planningWindow())
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(PolicyParameter.of("stay")).isEmpty();
    assertThat(PolicyParameter.of("hysteresis"))
        .containsExactly(PolicyParameter.HYSTERESIS_PERCENT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyParameter.byId("speed"))
        .withMessageStartingWith("parameter must be one of margin, planning-window, spread,")
        .withMessageEndingWith("but was 'speed'");
  }
}
