package dev.spotwise.charts;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.backtest.CostSummary;
import dev.spotwise.backtest.DecisionRecord;
import dev.spotwise.backtest.ReplayEvent;
import dev.spotwise.backtest.RestartRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a workload ran and when: from the events of a backtest if they are known, to the decision
 * from its decisions and restarts otherwise.
 *
 * @param stays when a place was held by an instance, in the order of their beginnings
 * @param losses when an instance was reclaimed, and where, oldest first
 */
record HeldPlaces(List<Stay> stays, List<Loss> losses) {

  /** A place held in {@code [from, to)}, epoch seconds. */
  record Stay(long from, long to, String place) {}

  /** A loss at an epoch second. */
  record Loss(long at, String place) {}

  /** Freezes. */
  HeldPlaces {
    stays =
        stays.stream()
            .filter(stay -> stay.to() > stay.from())
            .sorted(Comparator.comparingLong(Stay::from).thenComparing(Stay::place))
            .toList();
    losses = List.copyOf(losses);
  }

  static HeldPlaces of(ReportData data) {
    BacktestResult result = data.result();
    return data.events().isEmpty() ? ofDecisions(result) : ofEvents(result, data.events());
  }

  private static HeldPlaces ofEvents(BacktestResult result, List<ReplayEvent> events) {
    List<Stay> stays = new ArrayList<>();
    List<Loss> losses = new ArrayList<>();
    for (HeldPath path : HeldPath.of(events, result.window().to()).values()) {
      for (HeldPath.Stay held : path.stays()) {
        long to = held.to().getEpochSecond();
        stays.add(new Stay(held.from().getEpochSecond(), to, held.place()));
        if (held.lost()) {
          losses.add(new Loss(to, held.place()));
        }
      }
    }
    losses.sort(Comparator.comparingLong(Loss::at));
    return new HeldPlaces(stays, losses);
  }

  private static HeldPlaces ofDecisions(BacktestResult result) {
    Walk walk = new Walk();
    List<Loss> losses = new ArrayList<>();
    for (DecisionRecord decision : result.decisions()) {
      long at = decision.timestamp().getEpochSecond();
      switch (decision.action()) {
        case STAY -> walk.go(decision.instance(), at, decision.currentPool());
        case MIGRATE -> walk.go(decision.instance(), at, decision.targetPool());
        case WAIT -> walk.leave(decision.instance(), at);
      }
    }
    for (RestartRecord restart : result.restarts()) {
      losses.add(new Loss(restart.timestamp().getEpochSecond(), restart.lostPool()));
    }
    return new HeldPlaces(walk.end(result.window().to().getEpochSecond()), losses);
  }

  /** Where each instance is while time goes on. */
  private static final class Walk {

    private final Map<Integer, Stay> open = new TreeMap<>();
    private final List<Stay> done = new ArrayList<>();

    void go(int instance, long at, String place) {
      Stay held = open.get(instance);
      if (held != null && held.place().equals(place)) {
        return;
      }
      leave(instance, at);
      if (!place.equals(CostSummary.NOWHERE)) {
        open.put(instance, new Stay(at, at, place));
      }
    }

    void leave(int instance, long at) {
      Stay held = open.remove(instance);
      if (held != null) {
        done.add(new Stay(held.from(), at, held.place()));
      }
    }

    List<Stay> end(long at) {
      List.copyOf(open.keySet()).forEach(instance -> leave(instance, at));
      return done;
    }
  }
}
