package dev.spotwise.data.format;

import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Prices as {@code aws ec2 describe-spot-price-history --output text} prints them, plain or
 * compressed: scheme {@code aws-text}. The location is a file, or a folder whose {@code *.txt},
 * {@code *.txt.gz} and {@code *.txt.zst} files are read in the order of their names.
 *
 * <p>A line is {@code SPOTPRICEHISTORY}, then zone, instance type, product, price and time, between
 * tabs; the AWS CLI sorts its columns by their names. Where it prints {@code AvailabilityZoneId}
 * too, that is the third of seven. Empty lines and those of {@code NEXTTOKEN} are passed over. A
 * line whose columns can't be told apart for certain is a bad row. Option {@code zones} as for
 * {@link AwsCliPrices}.
 *
 * <p>Streams; memory follows the number of pools. Immutable and thread-safe.
 */
public final class AwsTextPrices implements PriceSourceProvider {

  private static final String LABEL = "SPOTPRICEHISTORY";
  private static final String TOKEN = "NEXTTOKEN";
  private static final int COLUMNS = 6;
  private static final Pattern ZONE_ID = Pattern.compile("[a-z0-9]+-.*az\\d+");
  private static final String EXPECTED =
      LABEL + ", zone, (zone id,) type, product, price and time between tabs";

  /** For {@link java.util.ServiceLoader}. */
  public AwsTextPrices() {}

  @Override
  public String scheme() {
    return "aws-text";
  }

  @Override
  public String summary() {
    return "aws ec2 describe-spot-price-history --output text; a file or a folder of them";
  }

  @Override
  public List<SourceOption> options() {
    return List.of(AwsZones.DESCRIBED);
  }

  @Override
  public boolean recognises(Path path, String head) {
    return isHistory(head)
        || DataFile.anyBegins(DataFile.textFiles(path), AwsTextPrices::isHistory);
  }

  private static boolean isHistory(String head) {
    return head.contains(LABEL + "\t");
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    AwsZones zones = AwsZones.of(options);
    List<Path> files = DataFile.requireText(at);
    return (query, sink) -> {
      Problems problems = new Problems(sink);
      AwsEntries entries = new AwsEntries(zones, query, sink);
      for (Path file : files) {
        read(file, entries, problems);
      }
      problems.throwIfAny();
    };
  }

  private static void read(Path file, AwsEntries entries, Problems problems) {
    boolean found = false;
    long number = 0;
    try (TextLines lines = new TextLines(TextFile.open(file))) {
      String line = lines.next();
      while (line != null) {
        number = lines.number();
        boolean passedOver = line.isBlank() || line.startsWith(TOKEN + "\t");
        found |= line.startsWith(LABEL + "\t");
        if (!passedOver) {
          readLine(line, entries, problems, file + ":" + number);
        }
        line = lines.next();
      }
    } catch (IOException e) {
      problems.addFile(
          "file can't be read to its end: " + DataFile.reason(e), file + ", after line " + number);
      return;
    }
    if (!found) {
      problems.addFile("file must hold lines of " + EXPECTED + " but holds none", file.toString());
    }
  }

  private static void readLine(String line, AwsEntries entries, Problems problems, String where) {
    try {
      entries.accept(entry(line));
    } catch (IllegalArgumentException e) {
      problems.addRow(e.getMessage(), where);
    }
  }

  private static AwsEntries.Entry entry(String line) {
    String[] columns = line.split("\t", -1);
    boolean withId = columns.length == COLUMNS + 1 && ZONE_ID.matcher(columns[2]).matches();
    if (!columns[0].equals(LABEL) || !(withId || columns.length == COLUMNS)) {
      throw new IllegalArgumentException(
          "line must be " + EXPECTED + " but was '" + Shown.of(line) + "'");
    }
    AwsEntries.Entry entry = new AwsEntries.Entry();
    int type = withId ? 3 : 2;
    boolean idAlone = !withId && ZONE_ID.matcher(columns[1]).matches();
    entry.zoneName = idAlone ? null : columns[1];
    entry.zoneId = idAlone ? columns[1] : withId ? columns[2] : null;
    entry.type = columns[type];
    entry.product = columns[type + 1];
    entry.price = columns[type + 2];
    entry.timestamp = columns[type + 3];
    requireOrder(columns[1], entry.type);
    return entry;
  }

  /** A type has a point in its name, a zone has none. */
  private static void requireOrder(String zone, String type) {
    if (zone.indexOf('.') >= 0 || type.indexOf('.') < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a zone must be followed by an instance type but '%s' is followed by '%s'",
              Shown.of(zone),
              Shown.of(type)));
    }
  }
}
