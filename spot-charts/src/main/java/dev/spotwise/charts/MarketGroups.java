package dev.spotwise.charts;

import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.Market;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The instance types and zones of a market, those with most pools first where not all can be shown,
 * and the colour and line style that each keeps through all figures. Immutable.
 */
final class MarketGroups {

  /** No legend and no axis lists more than this. */
  static final int MOST = 12;

  private final List<String> types;
  private final List<String> zones;
  private final Map<String, Integer> typeIndex;
  private final Map<String, Integer> zoneIndex;
  private final int[] typeOf;
  private final int[] zoneOf;
  private final List<CapacityPool> pools;

  private MarketGroups(List<CapacityPool> pools, List<String> types, List<String> zones) {
    this.pools = pools;
    this.types = types;
    this.zones = zones;
    this.typeIndex = indices(types);
    this.zoneIndex = indices(zones);
    this.typeOf = pools.stream().mapToInt(pool -> typeIndex.get(pool.instanceType())).toArray();
    this.zoneOf = pools.stream().mapToInt(pool -> zoneIndex.get(pool.zone())).toArray();
  }

  static MarketGroups of(Market market) {
    return of(market.pools());
  }

  /** The groups of all pools of a market. */
  static MarketGroups of(List<CapacityPool> pools) {
    return new MarketGroups(
        pools,
        ordered(pools.stream().map(CapacityPool::instanceType).toList()),
        ordered(pools.stream().map(CapacityPool::zone).toList()));
  }

  /** Distinct names: the {@value #MOST} commonest by name, then the others by name. */
  private static List<String> ordered(List<String> names) {
    Map<String, Integer> counts = new TreeMap<>();
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    List<String> byCount = new ArrayList<>(counts.keySet());
    byCount.sort(Comparator.comparing((String name) -> -counts.get(name)));
    int shown = Math.min(MOST, byCount.size());
    List<String> all = new ArrayList<>(byCount.subList(0, shown).stream().sorted().toList());
    all.addAll(byCount.subList(shown, byCount.size()).stream().sorted().toList());
    return List.copyOf(all);
  }

  private static Map<String, Integer> indices(List<String> names) {
    Map<String, Integer> indices = new TreeMap<>();
    names.forEach(name -> indices.put(name, indices.size()));
    return indices;
  }

  List<CapacityPool> pools() {
    return pools;
  }

  /** All types; {@link #shown} of them have a colour of their own. */
  List<String> types() {
    return types;
  }

  List<String> zones() {
    return zones;
  }

  int typeOf(int pool) {
    return typeOf[pool];
  }

  int zoneOf(int pool) {
    return zoneOf[pool];
  }

  /** How many of some groups a panel shows. */
  static int shown(List<?> groups) {
    return Math.min(MOST, groups.size());
  }

  /** What a panel says about the groups that it leaves out; empty if it shows all. */
  static String more(List<?> groups, String noun) {
    return groups.size() <= MOST
        ? ""
        : " First " + MOST + " of " + Numbers.count(groups.size()) + " " + noun + ".";
  }

  /** Colour of a type, grey for those without one of their own. */
  Color color(String type) {
    return color(typeIndex.getOrDefault(type, Integer.MAX_VALUE));
  }

  Color color(int type) {
    return type < Theme.CYCLE.size() ? Theme.CYCLE.get(type) : Theme.OTHER;
  }

  /** Line style of a pool's zone. */
  BasicStroke stroke(CapacityPool pool) {
    return stroke(zoneIndex.getOrDefault(pool.zone(), 0));
  }

  BasicStroke stroke(int zone) {
    return Theme.zoneStroke(zone);
  }
}
