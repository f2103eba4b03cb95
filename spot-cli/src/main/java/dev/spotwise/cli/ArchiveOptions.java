package dev.spotwise.cli;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Nearest;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.PriceQuery;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.data.archive.ArchiveSelection;
import dev.spotwise.data.archive.PriceArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The options that choose a part of an archive. */
final class ArchiveOptions {

  private static final String SCHEME = "archive";

  @Option(
      names = "--types",
      order = 1,
      split = ",",
      paramLabel = "T,...",
      hideParamSyntax = true,
      description = "Instance types; all by default.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--zones",
      order = 2,
      split = ",",
      paramLabel = "Z,...",
      hideParamSyntax = true,
      description = "Zone names or ids; all by default.")
  private List<String> zones = new ArrayList<>();

  @Option(
      names = "--product",
      order = 3,
      paramLabel = "NAME",
      description = "Product description, such as Linux/UNIX; all by default.")
  private String product;

  @Option(
      names = "--region",
      order = 4,
      split = ",",
      paramLabel = "R,...",
      hideParamSyntax = true,
      description = "Regions; all by default.")
  private List<String> regions = new ArrayList<>();

  @Option(
      names = "--from",
      order = 5,
      paramLabel = "TIME",
      description = "First time, a date or an instant, UTC; the archive's first by default.")
  private String from;

  @Option(
      names = "--to",
      order = 6,
      paramLabel = "TIME",
      description = "Time after the last; after the archive's last by default.")
  private String to;

  /** The archive in a folder, which may be given as a source, {@code archive:FOLDER}. */
  static PriceArchive archive(String text) {
    SourceLocation at = SourceLocation.parse(text);
    if (!at.scheme().isEmpty() && !at.scheme().equals(SCHEME)) {
      throw new IllegalArgumentException("ARCHIVE must be a folder but was '" + text + "'");
    }
    return PriceArchive.at(at.path());
  }

  /**
   * What is chosen of an archive.
   *
   * @throws ConfigException if a name that is asked for is not in the archive
   */
  ArchiveSelection select(PriceArchive archive) {
    ArchiveSelection all = ArchiveSelection.everything();
    TimeWindow window = all.query().window();
    Instant first = from == null ? window.from() : instant("--from", from);
    Instant last = to == null ? window.to() : instant("--to", to);
    if (!first.isBefore(last)) {
      throw new IllegalArgumentException("--from must be before --to but was " + first);
    }
    Set<String> products = product == null ? Set.of() : Set.of(product);
    ArchiveSelection selection =
        new ArchiveSelection(
            Set.copyOf(regions),
            new PriceQuery(
                new TimeWindow(first, last), Set.copyOf(types), Set.copyOf(zones), products));
    requireNames(archive, products);
    return selection;
  }

  private static Instant instant(String option, String text) {
    try {
      return TimeWindow.parseInstant(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + " " + e.getMessage(), e);
    }
  }

  /** Reads all of the archive, but only if a name is given that could be misspelt. */
  private void requireNames(PriceArchive archive, Set<String> products) {
    List<String> problems = new ArrayList<>();
    require("--region", regions, archive.summary().regions(), problems);
    if (!types.isEmpty() || !zones.isEmpty() || !products.isEmpty()) {
      SortedSet<String> knownTypes = new TreeSet<>();
      SortedSet<String> knownZones = new TreeSet<>();
      SortedSet<String> knownProducts = new TreeSet<>();
      for (CapacityPool pool : archive.pools()) {
        knownTypes.add(pool.instanceType());
        knownZones.add(pool.zone());
        knownProducts.add(pool.product());
      }
      require("--types", types, knownTypes, problems);
      require("--zones", zones, knownZones, problems);
      require("--product", products, knownProducts, problems);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static void require(
      String option, Collection<String> asked, Collection<String> known, List<String> problems) {
    for (String name : asked) {
      if (!known.contains(name)) {
        problems.add(
            option + ": the archive has no '" + name + "'" + Nearest.suggestion(name, known));
      }
    }
  }
}
