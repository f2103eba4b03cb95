package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of a list of on-demand prices.
 *
 * @param instanceType EC2 instance type, {@code m5.large}
 * @param region region, {@code us-east-1}; empty if the price is that of every region
 * @param product product description as AWS prints it; empty if the price is that of every product
 * @param effectiveFrom first instant at which it is charged; empty if it always was
 * @param microUsd micro-USD per instance-hour, in [1, {@link MicroUsd#MAX}]
 */
public record OnDemandPrice(
    String instanceType,
    Optional<String> region,
    Optional<String> product,
    Optional<Instant> effectiveFrom,
    long microUsd) {

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d+");
  private static final String ANY = "any";

  /** Checks the names and the price; a product is named as {@link CapacityPool} names it. */
  public OnDemandPrice {
    requireNonNull(effectiveFrom, "effectiveFrom");
    region.ifPresent(OnDemandPrice::requireRegion);
    CapacityPool named = new CapacityPool(ANY, instanceType, product.orElse(CapacityPool.LINUX));
    product = product.map(unused -> named.product());
    if (microUsd < 1 || microUsd > MicroUsd.MAX) {
      throw new IllegalArgumentException(
          "on-demand price of "
              + instanceType
              + " must be in [1, "
              + MicroUsd.MAX
              + "] micro-USD but was "
              + microUsd);
    }
  }

  private static void requireRegion(String region) {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "region must be named as AWS does, such as us-east-1, but was '" + region + "'");
    }
  }

  @Override
  public String toString() {
    return instanceType
        + region.map(name -> " in " + name).orElse("")
        + product.map(name -> " with " + name).orElse("")
        + effectiveFrom.map(from -> " from " + from).orElse("");
  }
}
