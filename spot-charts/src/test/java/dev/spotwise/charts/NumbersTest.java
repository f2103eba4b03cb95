package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void numbersReadAlikeInEveryLocale() {
    assertThat(Numbers.fixed(1234.565, 2)).isEqualTo("1,234.57");
    assertThat(Numbers.fixed(-0.01, 1)).isEqualTo("0.0");
    assertThat(Numbers.significant(0.0021449, 3)).isEqualTo("0.00214");
    assertThat(Numbers.significant(123456, 2)).isEqualTo("120,000");
    assertThat(Numbers.significant(0, 2)).isEqualTo("0");
    assertThat(Numbers.significant(2.0, 4)).isEqualTo("2");
    assertThat(Numbers.significant(-1.12e-14, 4)).isEqualTo("0");
    assertThat(Numbers.significant(2.5e-11, 4)).isEqualTo("0.000000000025");
    assertThat(Numbers.percent(61.46)).isEqualTo("61.5 %");
    assertThat(Numbers.counted(1, "move")).isEqualTo("1 move");
    assertThat(Numbers.counted(1200, "move")).isEqualTo("1,200 moves");
  }

  @Test
  void unknownIsNeverANumber() {
    assertThat(Numbers.fixed(Double.NaN, 2)).isEqualTo("unknown");
    assertThat(Numbers.percent(Double.POSITIVE_INFINITY)).isEqualTo("unknown");
    assertThat(Numbers.significant(Double.NaN, 2)).isEqualTo("unknown");
    assertThat(Ways.savings(Double.NaN)).isEqualTo("unknown");
  }

  @Test
  void spansAndDaysAreShort() {
    assertThat(Numbers.span(Duration.ofHours(24))).isEqualTo("24 h");
    assertThat(Numbers.span(Duration.ofDays(7))).isEqualTo("7 d");
    assertThat(Numbers.span(Duration.ofMinutes(5))).isEqualTo("5 min");
    assertThat(Numbers.span(Duration.ofSeconds(195))).isEqualTo("195 s");
    Instant from = Instant.parse("2025-01-01T00:00:00Z");
    assertThat(Numbers.days(from, from.plusSeconds(86_400))).isEqualTo("2025-01-01");
    assertThat(Numbers.days(from, from.plusSeconds(86_401))).isEqualTo("2025-01-01 to 2025-01-02");
    assertThat(Numbers.minute(from)).isEqualTo("2025-01-01 00:00");
  }

  @Test
  void bucketsCoverAnyWindow() {
    Instant from = Instant.parse("2024-01-01T07:30:00Z");
    assertThat(TimeBuckets.covering(from, from.plus(Duration.ofDays(1)), 62).name())
        .isEqualTo("hour");
    assertThat(TimeBuckets.covering(from, from.plus(Duration.ofDays(4)), 62).adjective())
        .isEqualTo("3 h");
    TimeBuckets days = TimeBuckets.covering(from, from.plus(Duration.ofDays(31)), 62);
    assertThat(days.adjective()).isEqualTo("daily");
    assertThat(days.count()).isEqualTo(32);
    assertThat(days.index(from.getEpochSecond() - 1_000_000)).isZero();
    assertThat(days.index(from.getEpochSecond() + 100 * 86_400L)).isEqualTo(31);
    assertThat(TimeBuckets.covering(from, from.plus(Duration.ofDays(396)), 62).adjective())
        .isEqualTo("weekly");
    assertThat(TimeBuckets.covering(from, from.plus(Duration.ofDays(900)), 62).name())
        .isEqualTo("30 d");
    assertThat(TimeBuckets.covering(from, from.plus(Duration.ofDays(365 * 100)), 62).count())
        .isEqualTo(101);
  }

  @Test
  void waysAndPlacesHaveNamesForPeople() {
    assertThat(Ways.title("my-own_baseline")).isEqualTo("My own baseline");
    assertThat(Ways.metric("r2_within_pool")).isEqualTo("R2 within pool");
    assertThat(Ways.metric("brier")).isEqualTo("Brier");
    assertThat(Ways.metric("log_loss")).isEqualTo("Log loss");
    assertThat(Ways.title("-")).isEqualTo("-");
    assertThat(Ways.hindsight("single_spot_hindsight")).isTrue();
    assertThat(Ways.hindsight("stay")).isFalse();
    assertThat(Ways.savings(-2.04)).isEqualTo("2.0 % more");
    assertThat(Ways.color("my-own_baseline")).isEqualTo(Theme.OTHER);
    assertThat(Held.type("us-east-1a_m5.large_Windows")).isEqualTo("m5.large");
    assertThat(Held.type("on-demand m5.large")).isEqualTo("On demand");
    assertThat(Held.type("elsewhere")).isEqualTo("elsewhere");
  }

  @Test
  void legendsSayHowManyMoreThereAre() {
    Legends legends = new Legends();
    for (int i = 0; i < 20; i++) {
      legends.area("type " + i, Theme.BLUE);
    }
    assertThat(legends.items().getItemCount()).isEqualTo(13);
    assertThat(legends.items().get(12).getLabel()).isEqualTo("and 8 more");
  }
}
