package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostPoint;
import dev.spotwise.charts.HeldPlaces.Loss;
import dev.spotwise.charts.HeldPlaces.Stay;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.quality.MarketQuality.PoolQuality;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a report shows over time: the cost of every way so far, and the places that the workload
 * held. Thinned, so that its size has a bound whatever the length of the backtest: at most {@value
 * #MOST_POINTS} points in time, first, last and extremes kept, {@value #MOST_STAYS} stays, and
 * {@value #MOST_LANES} places with a lane of their own.
 *
 * @param times epoch seconds, ascending, at least two
 * @param allTimes how many there were before thinning
 * @param ways costs at these times, the strategy first
 * @param lanes places that were held, longest first
 * @param spans when, oldest first
 * @param losses when an instance was reclaimed, by lane, oldest first
 */
record Timeline(
    List<Long> times,
    int allTimes,
    List<Way> ways,
    List<Lane> lanes,
    List<Span> spans,
    List<Mark> losses) {

  static final int MOST_POINTS = 1500;
  static final int MOST_STAYS = 2000;
  static final int MOST_LANES = 10;

  /** Costs of a way to run the workload, USD so far; NaN where unknown. */
  record Way(String name, List<Double> usd) {}

  /** A place. */
  record Lane(String name, Color color) {}

  /** A lane held in {@code [from, to)}, epoch seconds. */
  record Span(long from, long to, int lane) {}

  /** An epoch second in a lane. */
  record Mark(long at, int lane) {}

  /** The timeline of a run; empty if costs are known at fewer than two instants. */
  static Optional<Timeline> of(ReportData data) {
    BacktestResult result = data.result();
    if (result.costs().size() < 2) {
      return Optional.empty();
    }
    List<Integer> kept = kept(result.costs());
    List<Long> times =
        kept.stream().map(i -> result.costs().get(i).timestamp().getEpochSecond()).toList();
    List<Way> ways = new ArrayList<>();
    for (String name : names(result)) {
      List<Double> usd = kept.stream().map(i -> usd(result.costs().get(i), name)).toList();
      if (usd.stream().anyMatch(value -> !value.isNaN())) {
        ways.add(new Way(name, usd));
      }
    }
    HeldPlaces held = HeldPlaces.of(data);
    Map<String, Integer> laneOf = new TreeMap<>();
    List<Lane> lanes = lanes(held, groups(data), laneOf);
    return Optional.of(
        new Timeline(
            times,
            result.costs().size(),
            List.copyOf(ways),
            lanes,
            spans(held.stays(), laneOf, lanes.size()),
            marks(held.losses(), laneOf)));
  }

  private static List<String> names(BacktestResult result) {
    List<String> names = new ArrayList<>();
    names.add(BacktestResult.OUR_STRATEGY);
    names.addAll(Ways.drawn(result));
    return names;
  }

  private static double usd(CostPoint point, String name) {
    return point.cumulativeUsd().getOrDefault(name, Double.NaN);
  }

  /** Of each of equal parts its ends and where the strategy's cost was least and most. */
  private static List<Integer> kept(List<CostPoint> costs) {
    int all = costs.size();
    if (all <= MOST_POINTS) {
      return IntStream.range(0, all).boxed().toList();
    }
    int parts = MOST_POINTS / 4;
    SortedSet<Integer> kept = new TreeSet<>();
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) all * part / parts);
      int to = (int) ((long) all * (part + 1) / parts) - 1;
      int least = from;
      int most = from;
      for (int i = from; i <= to; i++) {
        double usd = usd(costs.get(i), BacktestResult.OUR_STRATEGY);
        least = usd < usd(costs.get(least), BacktestResult.OUR_STRATEGY) ? i : least;
        most = usd > usd(costs.get(most), BacktestResult.OUR_STRATEGY) ? i : most;
      }
      kept.addAll(List.of(from, least, most, to));
    }
    return List.copyOf(kept);
  }

  private static MarketGroups groups(ReportData data) {
    List<CapacityPool> pools =
        data.quality().pools().stream()
            .map(PoolQuality::pool)
            .sorted(Comparator.comparing(CapacityPool::id))
            .toList();
    return MarketGroups.of(pools);
  }

  /** The places held longest, and one lane for all the others. */
  private static List<Lane> lanes(
      HeldPlaces held, MarketGroups groups, Map<String, Integer> laneOf) {
    Map<String, Long> seconds = new TreeMap<>();
    held.stays().forEach(stay -> seconds.merge(stay.place(), stay.to() - stay.from(), Long::sum));
    List<String> places = new ArrayList<>(seconds.keySet());
    places.sort(Comparator.comparing((String place) -> -seconds.get(place)));
    boolean all = places.size() <= MOST_LANES;
    List<Lane> lanes = new ArrayList<>();
    for (String place : places) {
      if (all || lanes.size() < MOST_LANES - 1) {
        laneOf.put(place, lanes.size());
        lanes.add(new Lane(place, groups.color(Held.type(place))));
      } else {
        laneOf.put(place, MOST_LANES - 1);
      }
    }
    if (!all) {
      int others = places.size() - lanes.size();
      lanes.add(new Lane(Numbers.count(others) + " other places", Theme.OTHER));
    }
    return List.copyOf(lanes);
  }

  /** Stays by lane; those in one lane become one if they touch or, of too many, nearly touch. */
  private static List<Span> spans(List<Stay> stays, Map<String, Integer> laneOf, int lanes) {
    if (stays.isEmpty()) {
      return List.of();
    }
    long first = stays.get(0).from();
    long last = stays.stream().mapToLong(Stay::to).max().orElse(first);
    List<Span> spans = joined(stays, laneOf, lanes, 0);
    for (long parts = 4096; spans.size() > MOST_STAYS && parts > 1; parts /= 2) {
      spans = joined(stays, laneOf, lanes, (last - first) / parts);
    }
    return spans;
  }

  private static List<Span> joined(
      List<Stay> stays, Map<String, Integer> laneOf, int lanes, long gap) {
    Map<Integer, Span> open = new LinkedHashMap<>(lanes);
    List<Span> spans = new ArrayList<>();
    for (Stay stay : stays) {
      int lane = laneOf.get(stay.place());
      Span before = open.get(lane);
      if (before != null && stay.from() - before.to() <= gap) {
        open.put(lane, new Span(before.from(), Math.max(before.to(), stay.to()), lane));
      } else {
        if (before != null) {
          spans.add(before);
        }
        open.put(lane, new Span(stay.from(), stay.to(), lane));
      }
    }
    spans.addAll(open.values());
    spans.sort(Comparator.comparingLong(Span::from).thenComparingInt(Span::lane));
    return List.copyOf(spans);
  }

  private static List<Mark> marks(List<Loss> losses, Map<String, Integer> laneOf) {
    List<Mark> marks =
        losses.stream()
            .filter(loss -> laneOf.containsKey(loss.place()))
            .map(loss -> new Mark(loss.at(), laneOf.get(loss.place())))
            .toList();
    int stride = (marks.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Mark> kept = new ArrayList<>();
    for (int i = 0; i < marks.size(); i += Math.max(1, stride)) {
      kept.add(marks.get(i));
    }
    return List.copyOf(kept);
  }
}
