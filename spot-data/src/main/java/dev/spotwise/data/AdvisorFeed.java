package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Spot Instance Advisor's feed at one time: ratings by region, operating system and instance
 * type, and the sizes of the types. Immutable and thread-safe.
 *
 * <p>A feed is of the month before {@link #asOf()}; nothing that is decided earlier may read its
 * ratings. Sizes don't depend on time.
 */
public final class AdvisorFeed {

  private static final Map<String, String> SYSTEMS =
      Map.of(CapacityPool.LINUX, "Linux", "Windows", "Windows");

  private final Instant asOf;
  private final List<AdvisorBand> bands;
  private final InstanceTypes instanceTypes;
  private final SortedMap<String, SortedMap<String, SortedMap<String, AdvisorRating>>> ratings;

  private AdvisorFeed(Builder builder) {
    this.asOf = builder.asOf;
    this.bands = List.copyOf(builder.bands);
    this.instanceTypes = builder.instanceTypes;
    SortedMap<String, SortedMap<String, SortedMap<String, AdvisorRating>>> frozen = new TreeMap<>();
    builder.ratings.forEach((region, systems) -> frozen.put(region, frozen(systems)));
    this.ratings = frozen;
  }

  private static SortedMap<String, SortedMap<String, AdvisorRating>> frozen(
      SortedMap<String, SortedMap<String, AdvisorRating>> systems) {
    SortedMap<String, SortedMap<String, AdvisorRating>> copy = new TreeMap<>();
    systems.forEach(
        (system, types) ->
            copy.put(system, Collections.unmodifiableSortedMap(new TreeMap<>(types))));
    return copy;
  }

  /** When the feed was fetched. */
  public Instant asOf() {
    return asOf;
  }

  /** The bands, the least interrupted first. */
  public List<AdvisorBand> bands() {
    return bands;
  }

  /** Sizes of the types that the feed describes. */
  public InstanceTypes instanceTypes() {
    return instanceTypes;
  }

  /** The regions, sorted. */
  public SortedSet<String> regions() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(ratings.keySet()));
  }

  /** The operating systems of a region, as the feed names them; none if it has no such region. */
  public SortedSet<String> operatingSystems(String region) {
    return Collections.unmodifiableSortedSet(
        new TreeSet<>(ratings.getOrDefault(region, new TreeMap<>()).keySet()));
  }

  /** Ratings by type; none if the feed has no such region or system. */
  public SortedMap<String, AdvisorRating> ratings(String region, String operatingSystem) {
    return ratings
        .getOrDefault(region, new TreeMap<>())
        .getOrDefault(operatingSystem, Collections.emptySortedMap());
  }

  /**
   * The rating of a pool's type in its region: that of {@code Linux} for {@code Linux/UNIX}, of
   * {@code Windows} for {@code Windows}; empty for other products, and if the feed has none.
   */
  public Optional<AdvisorRating> find(CapacityPool pool) {
    String system = SYSTEMS.get(pool.product());
    return system == null
        ? Optional.empty()
        : Optional.ofNullable(ratings(pool.region(), system).get(pool.instanceType()));
  }

  /**
   * Share of their instances that are interrupted in a month, in (0, 1], by pool, of those pools
   * that have a rating: the middle of its band. The last band is open above; it counts as twice as
   * wide as the one before it. A band is of a whole region and says nothing of how long instances
   * ran, so this is a coarse prior and no measured rate.
   */
  public SortedMap<CapacityPool, Double> monthlyShares(Collection<CapacityPool> pools) {
    SortedMap<CapacityPool, Double> shares = new TreeMap<>();
    for (CapacityPool pool : pools) {
      find(pool).ifPresent(rating -> shares.put(pool, share(rating.band())));
    }
    return shares;
  }

  private double share(AdvisorBand band) {
    int last = bands.size() - 1;
    double percent = (band.lowerPercent() + band.upperPercent()) / 2.0;
    if (last > 0 && band.index() == last) {
      AdvisorBand before = bands.get(last - 1);
      double width = before.upperPercent() - before.lowerPercent();
      percent = Math.min(percent, band.lowerPercent() + width);
    }
    return percent / 100;
  }

  /** Number of ratings. */
  public int size() {
    return ratings.values().stream()
        .flatMap(systems -> systems.values().stream())
        .mapToInt(Map::size)
        .sum();
  }

  /** Gathers ratings. Not thread-safe. */
  public static final class Builder {

    private final Instant asOf;
    private final List<AdvisorBand> bands;
    private final InstanceTypes instanceTypes;
    private final SortedMap<String, SortedMap<String, SortedMap<String, AdvisorRating>>> ratings =
        new TreeMap<>();

    /**
     * A feed without ratings.
     *
     * @param asOf when it was fetched
     * @param bands at least one, each at the place that its index names
     * @param instanceTypes sizes
     */
    public Builder(Instant asOf, List<AdvisorBand> bands, InstanceTypes instanceTypes) {
      this.asOf = requireNonNull(asOf, "asOf");
      this.bands = List.copyOf(bands);
      this.instanceTypes = requireNonNull(instanceTypes, "instanceTypes");
      for (int band = 0; band < bands.size(); band++) {
        if (bands.get(band).index() != band) {
          throw new IllegalArgumentException(
              "bands must be in the order of their index but number "
                  + band
                  + " was "
                  + bands.get(band));
        }
      }
      if (bands.isEmpty()) {
        throw new IllegalArgumentException("bands must not be empty");
      }
    }

    /**
     * Adds a rating.
     *
     * @param savingsPercent as {@link AdvisorRating#savingsPercent}
     * @param band index of a band
     * @throws IllegalArgumentException if there is no such band, or the type was rated already
     */
    public void add(
        String region, String operatingSystem, String instanceType, int savingsPercent, int band) {
      if (band < 0 || band >= bands.size()) {
        throw new IllegalArgumentException(
            "r must be the index of one of the "
                + bands.size()
                + " ranges but was "
                + band
                + " for "
                + instanceType);
      }
      AdvisorRating before =
          ratings
              .computeIfAbsent(region, unused -> new TreeMap<>())
              .computeIfAbsent(operatingSystem, unused -> new TreeMap<>())
              .putIfAbsent(instanceType, new AdvisorRating(savingsPercent, bands.get(band)));
      if (before != null) {
        throw new IllegalArgumentException(
            instanceType + " must be rated once in " + region + " under " + operatingSystem);
      }
    }

    /** The feed; the builder may go on. */
    public AdvisorFeed build() {
      return new AdvisorFeed(this);
    }
  }
}
