package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * One pool of spare EC2 capacity: an instance type in a zone, for a product.
 *
 * <p>Pools are ordered by {@link #id()}, character by character, so that every table and every
 * matrix lists them alike.
 *
 * @param zone availability zone name ({@code us-east-1a}) or zone id ({@code use1-az1}); no
 *     underscore, no white space
 * @param instanceType EC2 instance type, {@code m5.large}; no underscore, no white space
 * @param product product description as AWS prints it; {@value #LINUX} by default
 */
public record CapacityPool(String zone, String instanceType, String product)
    implements Comparable<CapacityPool> {

  /** The default product. */
  public static final String LINUX = "Linux/UNIX";

  private static final String VPC_SUFFIX = " (Amazon VPC)";
  private static final Comparator<CapacityPool> BY_ID = Comparator.comparing(CapacityPool::id);

  /** Checks the parts; a product with the suffix {@code (Amazon VPC)} is the one without. */
  public CapacityPool {
    requireName("zone", zone);
    requireName("instanceType", instanceType);
    requireNonNull(product, "product");
    product = withoutVpc(product);
    if (product.isBlank() || hasUnprintable(product)) {
      throw new IllegalArgumentException(
          "product must be a printable name but was '" + product + "'");
    }
  }

  /** Returns the Linux pool of a zone and type. */
  public static CapacityPool of(String zone, String instanceType) {
    return new CapacityPool(zone, instanceType, LINUX);
  }

  /**
   * Reads an id as {@link #id()} writes it.
   *
   * @throws IllegalArgumentException if the text is not {@code ZONE_TYPE} or {@code
   *     ZONE_TYPE_PRODUCT}
   */
  public static CapacityPool parse(String id) {
    String[] parts = id.split("_", 3);
    if (parts.length < 2) {
      throw new IllegalArgumentException(
          "pool must be ZONE_TYPE, such as us-east-1a_m5.large, but was '" + id + "'");
    }
    return new CapacityPool(parts[0], parts[1], parts.length == 3 ? parts[2] : LINUX);
  }

  /** The pool's name in files and tables: {@code us-east-1a_m5.large}, other products appended. */
  public String id() {
    String id = zone + "_" + instanceType;
    return product.equals(LINUX) ? id : id + "_" + product;
  }

  /** The family of the type: {@code m5} of {@code m5.large}; of a type without a dot, its name. */
  public String family() {
    int dot = instanceType.indexOf('.');
    return dot < 0 ? instanceType : instanceType.substring(0, dot);
  }

  /**
   * The region of the zone: {@code us-east-1} of the zone name {@code us-east-1a}, the local zone
   * {@code us-east-1-bos-1a} and the zone id {@code use1-az4}; of a zone named otherwise, its name.
   */
  public String region() {
    return regionOf(zone);
  }

  /** The region of any zone, as {@link #region()} tells it. */
  public static String regionOf(String zone) {
    return ZoneRegions.regionOf(zone);
  }

  @Override
  public int compareTo(CapacityPool other) {
    return BY_ID.compare(this, other);
  }

  @Override
  public String toString() {
    return id();
  }

  static String withoutVpc(String product) {
    return product.endsWith(VPC_SUFFIX)
        ? product.substring(0, product.length() - VPC_SUFFIX.length())
        : product;
  }

  private static void requireName(String what, String name) {
    requireNonNull(name, what);
    boolean plain =
        !name.isEmpty()
            && name.chars().allMatch(c -> c > ' ' && c < 127 && c != '_' && c != '"' && c != ',');
    if (!plain) {
      throw new IllegalArgumentException(
          what + " must be a name without white space or '_' but was '" + name + "'");
    }
  }

  private static boolean hasUnprintable(String text) {
    return text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD');
  }
}
