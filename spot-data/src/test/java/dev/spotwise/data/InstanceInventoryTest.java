package dev.spotwise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceInventoryTest {

  private static final CapacityPool A = CapacityPool.of("us-east-1a", "m5.large");
  private static final CapacityPool B = CapacityPool.of("us-east-1b", "m5.large");
  private static final TimeWindow DAY = TimeWindow.parse("2024-01-01/2024-01-02");

  /** An instant of the first of January, {@code 10:30}; of the day before if it begins with -. */
  private static Instant at(String time) {
    return time.startsWith("-")
        ? Instant.parse("2023-12-31T" + time.substring(1) + ":00Z")
        : Instant.parse("2024-01-01T" + time + ":00Z");
  }

  private static InstanceLife life(String id, CapacityPool pool, String from, String to) {
    return new InstanceLife(
        id, pool, at(from), to.isEmpty() ? Optional.empty() : Optional.of(at(to)));
  }

  private static SpotEventLog notices(InterruptionNotice... notices) {
    return new SpotEventLog(Arrays.asList(notices), List.of(), new TreeMap<>(), 0);
  }

  private static InterruptionNotice notice(String instance, String time) {
    return new InterruptionNotice(instance + time, at(time), instance, InstanceAction.TERMINATE);
  }

  /**
   * Pool A: i-1 runs 00-10 (10 h), i-2 from the day before until 06 (6 h of the window), i-3 from
   * 18 on and still (6 h): 22 h. Its notices: i-2 at 05:58 and i-1 at 06:00, two minutes apart, one
   * event; i-3 at 20:00, another. So 3 interruptions and 2 events in 22 hours. Pool B: i-4 ran the
   * day before only: 0 h, and its notice lies outside.
   */
  @Test
  void exposureIsWhatOneCountsByHand() {
    InstanceInventory inventory =
        InstanceInventory.of(
            life("i-1", A, "00:00", "10:00"),
            life("i-2", A, "-12:00", "06:00"),
            life("i-3", A, "18:00", ""),
            life("i-4", B, "-12:00", "-18:00"));
    SpotEventLog log =
        notices(
            notice("i-3", "20:00"),
            notice("i-1", "06:00"),
            notice("i-2", "05:58"),
            notice("i-4", "-17:58"));
    List<InterruptionExposure> exposures = inventory.exposure(log, DAY);
    assertThat(exposures)
        .containsExactly(
            new InterruptionExposure(A, 22.0, 3, 2), new InterruptionExposure(B, 0.0, 0, 0));
    assertThat(exposures.get(0).hazardPerInstanceHour()).isEqualTo(2 / 22.0);
    assertThat(exposures.get(0).interruptionsPerInstanceHour()).isEqualTo(3 / 22.0);
    assertThat(exposures.get(1).hazardPerInstanceHour()).isNaN();
    assertThat(exposures.get(1).interruptionsPerInstanceHour()).isNaN();
    assertThat(inventory.instanceHours(TimeWindow.parse("2023-12-31/2024-01-02")))
        .containsExactly(Map.entry(A, 34.0), Map.entry(B, 6.0));
    assertThat(inventory.instances()).isEqualTo(4);
    assertThat(inventory.pools()).containsExactly(A, B);
  }

  /** The event began at 23:59 the day before; the interruption at 00:01 is part of it. */
  @Test
  void anEventThatBeganBeforeTheWindowIsNotOfTheWindow() {
    InstanceInventory inventory =
        InstanceInventory.of(life("i-1", A, "-12:00", "01:00"), life("i-2", A, "-12:00", "00:30"));
    assertThat(inventory.exposure(notices(notice("i-1", "-23:59"), notice("i-2", "00:01")), DAY))
        .containsExactly(new InterruptionExposure(A, 1.5, 1, 0));
  }

  /** Stopped at 10:00, started at 12:00, hibernated at 13:00 and resumed at once: 11 hours. */
  @Test
  void anInstanceHasALifeForEachTimeThatItRan() {
    InstanceInventory inventory =
        InstanceInventory.of(
            life("i-1", A, "13:00", "14:00"),
            life("i-1", A, "00:00", "09:00"),
            life("i-1", A, "12:00", "13:00"));
    assertThat(inventory.size()).isEqualTo(3);
    assertThat(inventory.instances()).isEqualTo(1);
    assertThat(inventory.instanceHours(DAY)).containsEntry(A, 11.0);
    assertThat(inventory.find("i-1", at("09:00"))).contains(life("i-1", A, "00:00", "09:00"));
    assertThat(inventory.find("i-1", at("13:00"))).contains(life("i-1", A, "13:00", "14:00"));
    assertThat(inventory.find("i-1", at("10:00"))).isEmpty();
    assertThat(inventory.find("i-1", at("-10:00"))).isEmpty();
    assertThat(inventory.find("i-2", at("09:00"))).isEmpty();
  }

  @Test
  void anEventMustBefallAKnownInstanceWhileItRuns() {
    InstanceInventory inventory =
        InstanceInventory.of(life("i-1", A, "01:00", "02:00"), life("i-1", A, "05:00", ""));
    assertThat(inventory.require(notice("i-1", "02:00")).pool()).isEqualTo(A);
    assertThatThrownBy(() -> inventory.require(notice("i-9", "02:00")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("event must be of an instance in the inventory but was of 'i-9'");
    SpotEventLog late = notices(notice("i-1", "03:00"));
    assertThatThrownBy(() -> inventory.exposure(late, DAY))
        .hasMessage(
            "event of i-1 must lie in its life [2024-01-01T01:00:00Z, 2024-01-01T02:00:00Z] or"
                + " [2024-01-01T05:00:00Z, now) but was at 2024-01-01T03:00:00Z");
  }

  @ParameterizedTest(name = "{0}-{1} and {2}-{3}")
  @CsvSource({
    "01:00, 05:00, 04:00, 06:00",
    "04:00, 06:00, 01:00, 05:00",
    "01:00, 05:00, 01:00, 05:00",
    "01:00, '', 04:00, 06:00",
    "04:00, 06:00, 01:00, ''",
    "01:00, 09:00, 04:00, 06:00",
    "04:00, 06:00, 01:00, 09:00",
    "01:00, 01:00, 01:00, 02:00"
  })
  void livesOfAnInstanceDoNotOverlap(String from, String to, String otherFrom, String otherTo) {
    InstanceLife one = life("i-1", A, from, to);
    InstanceLife other = life("i-1", A, otherFrom, otherTo);
    assertThatThrownBy(() -> InstanceInventory.of(one, other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lives of i-1 must not overlap");
    assertThat(InstanceInventory.of(one, life("i-2", A, otherFrom, otherTo)).size()).isEqualTo(2);
  }

  @Test
  void anInstanceStaysInItsPool() {
    InstanceLife one = life("i-1", A, "01:00", "02:00");
    InstanceLife other = life("i-1", B, "03:00", "04:00");
    assertThatThrownBy(() -> InstanceInventory.of(one, other))
        .hasMessage(
            "i-1 must stay in one pool but was in us-east-1a_m5.large and us-east-1b_m5.large");
  }

  @Test
  void aLifeOutsideAWindowHasNoHoursInIt() {
    assertThat(life("i-1", A, "-10:00", "-11:00").within(DAY)).isEqualTo(Duration.ZERO);
    assertThat(life("i-1", A, "-10:00", "00:00").within(DAY)).isEqualTo(Duration.ZERO);
    TimeWindow before = TimeWindow.parse("2023-12-30/2023-12-31");
    assertThat(life("i-1", A, "01:00", "").within(before)).isEqualTo(Duration.ZERO);
    assertThat(life("i-1", A, "23:00", "").within(DAY)).isEqualTo(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "i 1", "i-1\n", "x\u0000"})
  void idsAreNames(String id) {
    assertThatThrownBy(() -> life(id, A, "01:00", ""))
        .hasMessageContaining("instance_id must be a name");
    assertThatThrownBy(() -> new RebalanceRecommendation(id, at("01:00"), "i-1"))
        .hasMessageContaining("id must be a name");
    assertThatThrownBy(() -> notice(id + " ", "01:00")).hasMessageContaining("must be a name");
  }

  @Test
  void longIdsAndLivesThatEndBeforeTheyBeginAreRefused() {
    assertThatThrownBy(() -> life("i".repeat(10_000), A, "01:00", ""))
        .hasMessageContaining("at most 128 characters")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    assertThatThrownBy(() -> life("i-1", A, "02:00", "01:00"))
        .hasMessageContaining("ended_at must not be before launched_at");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0", "NaN, 0, 0", "Infinity, 0, 0", "1, 1, 2", "1, 1, -1"})
  void impossibleExposuresAreRefused(double hours, long interruptions, long events) {
    assertThatThrownBy(() -> new InterruptionExposure(A, hours, interruptions, events))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void actionsAreReadAsEventBridgeWritesThem() {
    assertThat(InstanceAction.parse("hibernate")).isEqualTo(InstanceAction.HIBERNATE);
    assertThat(InstanceAction.parse("stop")).isEqualTo(InstanceAction.STOP);
    assertThatThrownBy(() -> InstanceAction.parse("TERMINATE"))
        .hasMessage("instance-action must be terminate, stop or hibernate but was 'TERMINATE'");
    assertThatThrownBy(() -> new SpotEventLog(List.of(), List.of(), new TreeMap<>(), -1))
        .hasMessageContaining("duplicates must be >= 0");
  }
}
