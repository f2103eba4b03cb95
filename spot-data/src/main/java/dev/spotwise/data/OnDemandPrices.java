package dev.spotwise.data;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * On-demand prices by instance type. Immutable.
 *
 * @param microUsdByType micro-USD per instance-hour by type name, each in [1, {@link MicroUsd#MAX}]
 */
public record OnDemandPrices(SortedMap<String, Long> microUsdByType) {

  /** Checks and freezes the prices. */
  public OnDemandPrices {
    microUsdByType = Collections.unmodifiableSortedMap(new TreeMap<>(microUsdByType));
    microUsdByType.forEach(
        (type, price) -> {
          if (price < 1 || price > MicroUsd.MAX) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "on-demand price of %s must be in [1, %d] micro-USD but was %d",
                    type,
                    MicroUsd.MAX,
                    price));
          }
        });
  }

  /** Prices in USD per instance-hour, by type. */
  public static OnDemandPrices ofUsd(Map<String, Double> usdByType) {
    SortedMap<String, Long> micro = new TreeMap<>();
    usdByType.forEach((type, usd) -> micro.put(type, MicroUsd.ofUsd(usd)));
    return new OnDemandPrices(micro);
  }

  /** The price of a type, micro-USD per instance-hour; {@link MicroUsd#UNKNOWN} without one. */
  public long microUsd(String instanceType) {
    return microUsdByType.getOrDefault(instanceType, MicroUsd.UNKNOWN);
  }

  /** These prices, and where both name a type the other's. */
  public OnDemandPrices with(OnDemandPrices other) {
    SortedMap<String, Long> merged = new TreeMap<>(microUsdByType);
    merged.putAll(other.microUsdByType);
    return new OnDemandPrices(merged);
  }
}
