package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.PriceSink;
import dev.spotwise.data.PriceSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether the types, zones and product that a user asks for are there, each of them. */
final class AskedPools {

  private AskedPools() {}

  /**
   * Compares names with those of the pools that were found, and only if one is missing, or nothing
   * was found, reads the source again for all that it holds.
   *
   * @throws ConfigException naming each that is missing and the nearest one
   */
  static void require(
      DataSettings data, Collection<CapacityPool> found, PriceSource source, PriceQuery query) {
    SortedSet<String> types = new TreeSet<>(data.types());
    SortedSet<String> zones = new TreeSet<>(data.zones());
    found.forEach(
        pool -> {
          types.remove(pool.instanceType());
          zones.remove(pool.zone());
        });
    if (types.isEmpty() && zones.isEmpty() && !found.isEmpty()) {
      return;
    }
    Known known = new Known(query, data.lenient());
    source.read(new PriceQuery(query.window(), Set.of(), Set.of(), Set.of()), known);
    List<String> problems = new ArrayList<>();
    if (known.types.isEmpty() && !known.products.isEmpty()) {
      describe("data.product", new TreeSet<>(Set.of(data.product())), known.products, problems);
    } else {
      describe("data.types", types, known.types, problems);
      describe("data.zones", zones, known.zones, problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  /** What a source holds: all products, and types and zones of the one that is asked for. */
  private static final class Known implements PriceSink {

    private final PriceQuery query;
    private final boolean lenient;
    private final SortedSet<String> products = new TreeSet<>();
    private final SortedSet<String> types = new TreeSet<>();
    private final SortedSet<String> zones = new TreeSet<>();

    Known(PriceQuery query, boolean lenient) {
      this.query = query;
      this.lenient = lenient;
    }

    @Override
    public void accept(CapacityPool pool, long epochSecond, long microUsdPerHour) {
      products.add(pool.product());
      if (query.products().contains(pool.product())) {
        types.add(pool.instanceType());
        zones.add(pool.zone());
      }
    }

    @Override
    public boolean skips(String problem) {
      return lenient;
    }
  }

  /** As {@link #require} where all names are known beforehand. */
  static void require(DataSettings data, Collection<String> types, Collection<String> zones) {
    List<String> problems = new ArrayList<>();
    SortedSet<String> otherTypes = new TreeSet<>(data.types());
    otherTypes.removeAll(types);
    SortedSet<String> otherZones = new TreeSet<>(data.zones());
    otherZones.removeAll(zones);
    describe("data.types", otherTypes, types, problems);
    describe("data.zones", otherZones, zones, problems);
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void describe(
      String path, SortedSet<String> missing, Collection<String> known, List<String> problems) {
    for (String name : missing) {
      problems.add(
          known.contains(name)
              ? path + ": no prices of " + name + " together with the rest that is asked for"
              : path + ": no prices of '" + name + "'" + Nearest.hint(name, known));
    }
  }
}
