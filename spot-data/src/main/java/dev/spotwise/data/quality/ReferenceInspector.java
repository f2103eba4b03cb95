package dev.spotwise.data.quality;

import dev.spotwise.data.AdvisorBand;
import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.AdvisorRating;
import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.InterruptionNotice;
import dev.spotwise.data.OnDemandHistory;
import dev.spotwise.data.SpotEvent;
import dev.spotwise.data.SpotEventLog;
import dev.spotwise.data.format.EventBridgeEvents;
import dev.spotwise.data.format.OnDemandCsv;
import dev.spotwise.data.quality.Figure.Counts;
import dev.spotwise.data.quality.Figure.Moment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks at the files that stand beside sources. */
final class ReferenceInspector {

  private ReferenceInspector() {}

  static QualityReport onDemand(Path file) {
    SkippedKinds skipped = new SkippedKinds();
    OnDemandHistory prices = OnDemandCsv.read(file, skipped);
    SortedSet<Instant> effective = prices.effectiveInstants();
    QualityReport.Builder report = new QualityReport.Builder("on-demand");
    report
        .count("prices", "prices", prices.size(), "the same one again not among them")
        .count("skipped", "skipped rows", skipped.count(), "can't be read")
        .count("types", "instance types", prices.instanceTypes().size())
        .count("effective_instants", "effective dates", effective.size());
    if (!effective.isEmpty()) {
      report
          .add("first_effective", "first of them", new Moment(effective.first()))
          .add("last_effective", "last of them", new Moment(effective.last()));
    }
    report.findIf(prices.size() == 0, "empty", "no price can be read");
    skipped.addTo(report);
    return report.build();
  }

  static QualityReport advisor(AdvisorFeed feed) {
    SortedMap<String, Long> bySystem = new TreeMap<>();
    SortedMap<String, Long> byBand = new TreeMap<>();
    SortedSet<String> rated = new TreeSet<>();
    for (String region : feed.regions()) {
      for (String system : feed.operatingSystems(region)) {
        SortedMap<String, AdvisorRating> ratings = feed.ratings(region, system);
        bySystem.merge(system, (long) ratings.size(), Long::sum);
        ratings.values().forEach(rating -> byBand.merge(name(rating.band()), 1L, Long::sum));
        rated.addAll(ratings.keySet());
      }
    }
    SortedSet<String> sized = new TreeSet<>(feed.instanceTypes().byName().keySet());
    SortedSet<String> unsized = new TreeSet<>(rated);
    unsized.removeAll(sized);
    QualityReport.Builder report = new QualityReport.Builder("advisor");
    report
        .add("as_of", "as of", new Moment(feed.asOf()))
        .count("regions", "regions", feed.regions().size())
        .count("types", "instance types rated", rated.size())
        .count("sized_types", "instance types with a size", sized.size())
        .count("bands", "bands", feed.bands().size())
        .count("ratings", "ratings", feed.size())
        .add("ratings_by_system", "ratings by system", new Counts(bySystem))
        .add("ratings_by_band", "ratings by band", new Counts(byBand), "share of a month")
        .findIf(feed.size() == 0, "empty", "nothing is rated")
        .findIf(
            !unsized.isEmpty(),
            "no-size",
            String.format(Locale.ROOT, "%,d rated types have no size", unsized.size()));
    return report.build();
  }

  private static String name(AdvisorBand band) {
    return String.format(
        Locale.ROOT, "%d: %d-%d %%", band.index(), band.lowerPercent(), band.upperPercent());
  }

  static QualityReport events(Path path, Optional<InstanceInventory> inventory) {
    SkippedKinds skipped = new SkippedKinds();
    SpotEventLog log =
        inventory.isPresent()
            ? EventBridgeEvents.read(path, inventory.get(), skipped)
            : EventBridgeEvents.read(path, skipped);
    List<SpotEvent> events = new ArrayList<>(log.interruptionNotices());
    events.addAll(log.rebalanceRecommendations());
    long others = log.passedOver().values().stream().mapToLong(Long::longValue).sum();
    SortedMap<String, Long> actions = new TreeMap<>();
    for (InterruptionNotice notice : log.interruptionNotices()) {
      actions.merge(notice.action().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
    }
    QualityReport.Builder report = new QualityReport.Builder("events");
    report
        .count("rows", "events", log.read() + skipped.count())
        .count("notices", "= interruption warnings", log.interruptionNotices().size())
        .count("rebalance", "+ rebalance advice", log.rebalanceRecommendations().size())
        .count("other_events", "+ of other kinds", others)
        .count("duplicates", "+ delivered again", log.duplicates())
        .count("skipped", "+ skipped", skipped.count(), "can't be read")
        .add("notices_by_action", "warnings by action", new Counts(actions))
        .count(
            "instances",
            "instances",
            events.stream().map(SpotEvent::instanceId).distinct().count());
    if (others > 0) {
      report.add("other_events_by_kind", "other kinds", new Counts(log.passedOver()));
    }
    Stream<Instant> times = events.stream().map(SpotEvent::time).sorted();
    addTimes(report, times.toList());
    if (inventory.isPresent()) {
      report
          .count("pools", "pools", inventory.get().pools().size(), "of the inventory")
          .count("inventory_instances", "instances of the inventory", inventory.get().instances());
    }
    report
        .findIf(
            inventory.isEmpty(),
            "no-inventory",
            "an event names its instance and no pool: it takes an inventory of instances")
        .findIf(events.isEmpty(), "empty", "no warning and no recommendation can be read");
    skipped.addTo(report);
    return report.build();
  }

  private static void addTimes(QualityReport.Builder report, List<Instant> times) {
    if (!times.isEmpty()) {
      report
          .add("first_event", "first event", new Moment(times.get(0)))
          .add("last_event", "last event", new Moment(times.get(times.size() - 1)));
    }
  }
}
