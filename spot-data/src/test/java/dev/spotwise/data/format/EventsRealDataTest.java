package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.AdvisorBand;
import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceAction;
import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.InterruptionExposure;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.Recorded;
import dev.spotwise.data.RowSink;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.SpotEventLog;
import dev.spotwise.data.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class EventsRealDataTest {

  private static final TimeWindow DAY = TimeWindow.parse("2022-04-01/2022-04-02");
  private static final String INSTANCE = "i-1234567890abcdef0";

  @TempDir private Path folder;

  @Test
  void theEventsOfTheUserGuideAreRead() throws IOException {
    Path events = RealData.folder().resolve("events");
    Path file =
        Files.writeString(
            folder.resolve("inventory.csv"),
            "instance_id,instance_type,availability_zone,launched_at,ended_at\n"
                + INSTANCE
                + ",m5.large,us-east-2a,2022-04-01T06:24:00Z,2022-04-01T08:24:00Z\n");
    InstanceInventory inventory = InventoryCsv.read(file);
    SpotEventLog log = EventBridgeEvents.read(events, inventory, new RowSink() {});
    assertThat(log.read()).isEqualTo(2);
    assertThat(log.rebalanceRecommendations()).hasSize(1);
    assertThat(log.interruptionNotices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.instanceId()).isEqualTo(INSTANCE);
              assertThat(notice.action()).isEqualTo(InstanceAction.TERMINATE);
            });
    CapacityPool pool = CapacityPool.of("us-east-2a", "m5.large");
    assertThat(inventory.exposure(log, DAY))
        .containsExactly(new InterruptionExposure(pool, 2.0, 1, 1));
    SourceOptions options = SourceOptions.of(Map.of("inventory", file.toString()));
    assertThat(
            Recorded.interruptions(
                Sources.load().openInterruptions(events.toString(), options),
                PriceQuery.linux(DAY)))
        .containsExactly(pool + " " + Instant.parse("2022-04-01T08:22:00Z").getEpochSecond());
  }

  @Test
  void theAdvisorFeedIsReadWhole() {
    AdvisorFeed feed =
        AdvisorJson.read(RealData.folder().resolve("advisor/spot-advisor-2025-06-28.json.gz"));
    assertThat(feed.asOf()).isEqualTo(Instant.parse("2025-06-28T00:00:00Z"));
    assertThat(feed.regions()).hasSize(33);
    assertThat(feed.size()).isEqualTo(25_323);
    assertThat(feed.bands()).extracting(AdvisorBand::index).containsExactly(0, 1, 2, 3, 4);
    assertThat(feed.bands())
        .extracting(AdvisorBand::upperPercent)
        .containsExactly(5, 11, 16, 22, 100);
    InstanceTypes types = feed.instanceTypes();
    assertThat(types.byName()).hasSize(929);
    assertThat(types.find("m5.large")).contains(new InstanceType("m5.large", 2, 8));
    assertThat(feed.find(CapacityPool.of("us-east-1a", "m5.large"))).isPresent();
  }
}
