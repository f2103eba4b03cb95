package dev.spotwise.data;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The instances that ran, and when: what interruptions are counted against. Immutable and
 * thread-safe.
 *
 * <p>An instance that was stopped and started again has several lives, which don't overlap and are
 * all of one pool.
 */
public final class InstanceInventory {

  private static final double SECONDS_PER_HOUR = 3600;

  private final Map<String, NavigableMap<Instant, InstanceLife>> lives;
  private final SortedSet<CapacityPool> pools;
  private final int size;

  private InstanceInventory(Map<String, NavigableMap<Instant, InstanceLife>> lives) {
    this.lives = lives;
    SortedSet<CapacityPool> found = new TreeSet<>();
    int count = 0;
    for (NavigableMap<Instant, InstanceLife> ofOne : lives.values()) {
      found.add(ofOne.firstEntry().getValue().pool());
      count += ofOne.size();
    }
    this.pools = Collections.unmodifiableSortedSet(found);
    this.size = count;
  }

  /**
   * The inventory of some lives.
   *
   * @throws IllegalArgumentException if two lives of an instance overlap or are of different pools
   */
  public static InstanceInventory of(InstanceLife... lives) {
    Builder builder = new Builder();
    Arrays.stream(lives).forEach(builder::add);
    return builder.build();
  }

  /** The pools that had an instance, sorted by id. */
  public SortedSet<CapacityPool> pools() {
    return pools;
  }

  /** Number of instances. */
  public int instances() {
    return lives.size();
  }

  /** Number of lives. */
  public int size() {
    return size;
  }

  /** Whether an instance is in the inventory. */
  public boolean contains(String instanceId) {
    return lives.containsKey(instanceId);
  }

  /**
   * The life that an instance led at an instant, of two that meet there the later; empty if it is
   * not in the inventory or was not running.
   */
  public Optional<InstanceLife> find(String instanceId, Instant at) {
    NavigableMap<Instant, InstanceLife> ofOne = lives.get(instanceId);
    return Optional.ofNullable(ofOne == null ? null : ofOne.floorEntry(at))
        .map(Map.Entry::getValue)
        .filter(life -> life.contains(at));
  }

  /**
   * Hours that instances ran inside a window, by pool: the sum over the pool's lives of the length
   * of {@code [launchedAt, endedAt)} within {@code [from, to)}. A pool whose instances all ran at
   * other times has 0.
   */
  public SortedMap<CapacityPool, Double> instanceHours(TimeWindow window) {
    SortedMap<CapacityPool, Duration> sums = new TreeMap<>();
    all().forEach(life -> sums.merge(life.pool(), life.within(window), Duration::plus));
    SortedMap<CapacityPool, Double> hours = new TreeMap<>();
    sums.forEach(
        (pool, sum) ->
            hours.put(pool, (sum.toSeconds() + sum.toNanosPart() / 1e9) / SECONDS_PER_HOUR));
    return hours;
  }

  /**
   * What each pool was exposed to inside a window, pools sorted by id.
   *
   * <p>Instances that have not ended count until the window's end, which must therefore not lie
   * after the day on which the inventory was made. Notices of one pool within three minutes are one
   * pool event, as in {@link InterruptionSeries}; it counts if it began inside the window.
   *
   * @param log events of instances of this inventory
   * @param window half-open
   * @throws IllegalArgumentException if a notice is of an instance that did not run then
   */
  public List<InterruptionExposure> exposure(SpotEventLog log, TimeWindow window) {
    SortedMap<CapacityPool, List<Instant>> times = new TreeMap<>();
    pools.forEach(pool -> times.put(pool, new ArrayList<>()));
    for (InterruptionNotice notice : log.interruptionNotices()) {
      times.get(require(notice).pool()).add(notice.time());
    }
    List<InterruptionExposure> exposures = new ArrayList<>();
    SortedMap<CapacityPool, Double> hours = instanceHours(window);
    times.forEach(
        (pool, all) -> {
          long single = all.stream().filter(window::contains).count();
          InterruptionSeries events =
              InterruptionSeries.of(all.stream().mapToLong(Instant::getEpochSecond).toArray());
          exposures.add(
              new InterruptionExposure(pool, hours.get(pool), single, began(events, window)));
        });
    return exposures;
  }

  /**
   * The life that an event befell.
   *
   * @throws IllegalArgumentException if the instance is not in the inventory or did not run then
   */
  public InstanceLife require(SpotEvent event) {
    if (!contains(event.instanceId())) {
      throw new IllegalArgumentException(
          "event must be of an instance in the inventory but was of '" + event.instanceId() + "'");
    }
    return find(event.instanceId(), event.time())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "event of %s must lie in its life %s but was at %s",
                        event.instanceId(),
                        shown(event.instanceId()),
                        event.time())));
  }

  private String shown(String instanceId) {
    return String.join(
        " or ",
        lives.get(instanceId).values().stream()
            .map(
                life ->
                    "["
                        + life.launchedAt()
                        + ", "
                        + life.endedAt().map(end -> end + "]").orElse("now)"))
            .toList());
  }

  private static long began(InterruptionSeries events, TimeWindow window) {
    long count = 0;
    for (int event = 0; event < events.size(); event++) {
      if (window.contains(Instant.ofEpochSecond(events.epochSecond(event)))) {
        count++;
      }
    }
    return count;
  }

  private Stream<InstanceLife> all() {
    return lives.values().stream().flatMap(ofOne -> ofOne.values().stream());
  }

  /** Gathers lives. Not thread-safe. */
  public static final class Builder {

    private final Map<String, NavigableMap<Instant, InstanceLife>> lives = new HashMap<>();

    /** An empty inventory. */
    public Builder() {}

    /**
     * Adds a life.
     *
     * @throws IllegalArgumentException if it overlaps another of its instance, or is of another
     *     pool; it is not added then
     */
    public void add(InstanceLife life) {
      NavigableMap<Instant, InstanceLife> ofOne = lives.get(life.instanceId());
      if (ofOne != null) {
        requireFits(life, ofOne);
      }
      lives
          .computeIfAbsent(life.instanceId(), unused -> new TreeMap<>())
          .put(life.launchedAt(), life);
    }

    private static void requireFits(InstanceLife life, NavigableMap<Instant, InstanceLife> ofOne) {
      CapacityPool pool = ofOne.firstEntry().getValue().pool();
      if (!pool.equals(life.pool())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s must stay in one pool but was in %s and %s",
                life.instanceId(),
                pool,
                life.pool()));
      }
      Stream.of(ofOne.floorEntry(life.launchedAt()), ofOne.ceilingEntry(life.launchedAt()))
          .filter(entry -> entry != null)
          .map(Map.Entry::getValue)
          .filter(other -> other.launchedAt().equals(life.launchedAt()) || other.overlaps(life))
          .findFirst()
          .ifPresent(
              other -> {
                throw new IllegalArgumentException(
                    String.format(
                        Locale.ROOT,
                        "lives of %s must not overlap but those from %s and %s do",
                        life.instanceId(),
                        other.launchedAt(),
                        life.launchedAt()));
              });
    }

    /** The inventory; the builder may go on. */
    public InstanceInventory build() {
      Map<String, NavigableMap<Instant, InstanceLife>> copy = new HashMap<>();
      lives.forEach((id, ofOne) -> copy.put(id, new TreeMap<>(ofOne)));
      return new InstanceInventory(copy);
    }
  }
}
