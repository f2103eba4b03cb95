package dev.spotwise.cli.pipeline;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.InstanceInventory;
import dev.spotwise.data.MarketDataException;
import dev.spotwise.data.SourceKind;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.format.AdvisorJson;
import dev.spotwise.data.format.InventoryCsv;
import dev.spotwise.data.format.ReferenceForm;
import dev.spotwise.data.quality.Inspection;
import dev.spotwise.data.quality.InspectionSettings;
import dev.spotwise.data.quality.QualityReport;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds out what a source holds, and inspects it as that. */
public final class SourceInspector {

  private static final String AS_OF = "as-of";
  private static final String INVENTORY = "inventory";
  private static final String WORLD = "world:";

  private final Sources sources;

  /** An inspector of the given sources. */
  @Inject
  public SourceInspector(Sources sources) {
    this.sources = sources;
  }

  /** The names of what a source can be inspected as. */
  public static List<String> kinds() {
    return Stream.concat(
            Stream.of(SourceKind.values()).map(SourceKind::label),
            Stream.of(ReferenceForm.values()).map(ReferenceForm::label))
        .toList();
  }

  /**
   * Inspects a source.
   *
   * @param as one of {@link #kinds}; if it is empty, what is there is told by its content
   * @param world the settings that describe a generated world, if the source is one
   * @throws IllegalArgumentException if the kind is none, or an option is wrong
   * @throws MarketDataException if the source can't be read
   */
  public QualityReport inspect(
      Source source, Optional<String> as, InspectionSettings settings, Supplier<Settings> world) {
    as.ifPresent(SourceInspector::requireKind);
    Source opened = source.location().startsWith(WORLD) ? WorldSource.of(world.get()) : source;
    String kind = as.orElseGet(() -> recognise(opened));
    SourceOptions options = opened.options();
    String at = opened.location();
    return switch (kind) {
      case "prices" -> Inspection.prices(sources.openPrices(at, options), settings);
      case "interruptions" ->
          Inspection.interruptions(sources.openInterruptions(at, options), settings);
      case "availability" ->
          Inspection.availability(sources.openAvailability(at, options), settings);
      case "on-demand" -> onDemand(opened);
      case "advisor" -> Inspection.advisor(advisor(opened));
      default -> events(opened);
    };
  }

  private static void requireKind(String kind) {
    if (!kinds().contains(kind)) {
      throw new ConfigException(
          List.of(
              "--as must be one of "
                  + String.join(", ", kinds())
                  + " but was '"
                  + kind
                  + "'"
                  + Nearest.suggestion(kind, kinds())));
    }
  }

  /** Prices before interruptions before availability before what stands beside them. */
  private String recognise(Source source) {
    SourceLocation at = SourceLocation.parse(source.location());
    List<SourceKind> kinds = sources.kindsOf(source.location());
    boolean bare = at.scheme().isEmpty();
    Optional<ReferenceForm> form = bare ? ReferenceForm.of(at.path()) : Optional.empty();
    if (form.equals(Optional.of(ReferenceForm.EVENTS))
        && source.options().find(INVENTORY).isEmpty()) {
      return ReferenceForm.EVENTS.label();
    }
    if (!kinds.isEmpty()) {
      return kinds.get(0).label();
    }
    if (form.isPresent()) {
      return form.get().label();
    }
    if (!bare) {
      return SourceKind.PRICES.label();
    }
    throw new MarketDataException(
        at
            + " holds nothing that can be recognised; name what it is with --as and its form as"
            + " SCHEME:"
            + at);
  }

  private static QualityReport onDemand(Source source) {
    source.options().requireOnly(List.of());
    return Inspection.onDemand(Path.of(source.location()));
  }

  private static AdvisorFeed advisor(Source source) {
    source.options().requireOnly(List.of(AS_OF));
    Path file = Path.of(source.location());
    Optional<Instant> asOf = source.options().find(AS_OF).map(TimeWindow::parseInstant);
    return asOf.isPresent() ? AdvisorJson.read(file, asOf.get()) : AdvisorJson.read(file);
  }

  private static QualityReport events(Source source) {
    source.options().requireOnly(List.of(INVENTORY));
    Optional<InstanceInventory> inventory =
        source.options().find(INVENTORY).map(file -> InventoryCsv.read(Path.of(file)));
    return Inspection.events(Path.of(source.location()), inventory);
  }
}
