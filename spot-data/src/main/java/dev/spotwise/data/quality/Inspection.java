package dev.spotwise.data.quality;

import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.AvailabilitySource;
import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.InterruptionSource;
import dev.spotwise.data.PriceSource;
import dev.spotwise.data.format.EventBridgeEvents;
import dev.spotwise.data.format.OnDemandCsv;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks at data before it is used: reads a source to its end, leaves out what can't be read, and
 * says what is there. Every row is accounted for.
 *
 * <p>A source that can't be read at all is refused with a {@link
 * dev.spotwise.data.MarketDataException}.
 */
public final class Inspection {

  private Inspection() {}

  /**
   * Prices. The rows are the changes, heartbeats (an observation at the price in effect),
   * duplicates (pool, second and price of another row), those lost in conflicts (pool and second of
   * another row, at a lower price), skipped ones, and those not asked for.
   *
   * <p>Findings: {@code skipped} rows, {@code conflicts}, {@code gaps} (a pool not observed for
   * longer than the settings allow), {@code silent} pools (not observed for as long before the end
   * of all), {@code order} (more than 1 % of a pool's rows go against the direction of the others),
   * {@code outliers} (by more than a factor of 2 and undone within the hour, or by more than 20 %
   * and 10 median absolute deviations off the pool's median log change), {@code above-on-demand},
   * {@code no-on-demand}, {@code empty}. Heartbeats, duplicates, newest-first order and pools that
   * begin late are none.
   */
  public static QualityReport prices(PriceSource source, InspectionSettings settings) {
    return PriceInspector.inspect(source, settings);
  }

  /**
   * Interruptions. The rows are the pool events, those joined to one, skipped ones and those not
   * asked for. Findings: {@code skipped}, {@code empty}.
   */
  public static QualityReport interruptions(
      InterruptionSource source, InspectionSettings settings) {
    return InterruptionInspector.inspect(source, settings);
  }

  /**
   * Availability. Findings: {@code skipped}, {@code order}, {@code never-up}, {@code empty}. A
   * window limits shares, interruptions and times up, not the account of observations.
   */
  public static QualityReport availability(AvailabilitySource source, InspectionSettings settings) {
    return AvailabilityInspector.inspect(source, settings);
  }

  /** A file of on-demand prices, {@link OnDemandCsv}. Findings: {@code skipped}, {@code empty}. */
  public static QualityReport onDemand(Path file) {
    return ReferenceInspector.onDemand(file);
  }

  /**
   * A feed of the Spot Instance Advisor, {@link dev.spotwise.data.format.AdvisorJson}. Findings:
   * {@code no-size} if rated types have no size, {@code empty}.
   */
  public static QualityReport advisor(AdvisorFeed feed) {
    return ReferenceInspector.advisor(feed);
  }

  /**
   * Events as EventBridge delivers them, {@link EventBridgeEvents}: a file or a folder.
   *
   * @param inventory the instances that they are of; without one no event has a pool. Findings:
   *     {@code skipped}, {@code no-inventory}, {@code empty}
   */
  public static QualityReport events(Path path, Optional<InstanceInventory> inventory) {
    return ReferenceInspector.events(path, inventory);
  }
}
