package dev.spotwise.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.data.Availability;
import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@Tag("real-data")
@EnabledIf("dev.spotwise.data.format.RealData#isThere")
class TracesRealDataTest {

  private static final String START = "2023-02-15T22:05:00Z";

  @Test
  void nineTracesOfEqualLengthAreRead() {
    AvailabilitySource source =
        Sources.load()
            .openAvailability(
                RealData.folder().resolve("traces/p3.2xlarge-2023").toString(),
                SourceOptions.of(
                    Map.of("polarity", "1-is-up", "start", START, "instance-type", "p3.2xlarge")));
    Map<CapacityPool, Long> ends = new TreeMap<>();
    Map<CapacityPool, Integer> ups = new TreeMap<>();
    source.read(
        PriceQuery.linux(TimeWindow.parse("2023-02-01/2023-05-01")),
        (pool, second, state) -> {
          ends.put(pool, state == Availability.UNKNOWN ? second : -1);
          ups.merge(pool, state == Availability.UP ? 1 : 0, Integer::sum);
        });
    long end = Instant.parse(START).getEpochSecond() + 195 * 20_158L;
    assertThat(ends).hasSize(9).allSatisfy((pool, last) -> assertThat(last).isEqualTo(end));
    assertThat(ups).allSatisfy((pool, count) -> assertThat(count).isPositive());
  }
}
