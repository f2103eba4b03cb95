package dev.spotwise.data.archive;

import dev.spotwise.data.CapacityPool;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Locale;

/**
 * What the archive is divided by.
 *
 * @param region region of the pools
 * @param month month of the observations, UTC
 */
record PartitionKey(String region, YearMonth month) implements Comparable<PartitionKey> {

  private static final long DAY = 86_400;
  private static final int LONGEST_FOLDER = 64;
  private static final int HEAD = 40;
  private static final Comparator<PartitionKey> ORDER =
      Comparator.comparing(PartitionKey::region).thenComparing(PartitionKey::month);

  static PartitionKey of(CapacityPool pool, long epochSecond) {
    return new PartitionKey(pool.region(), monthOf(epochSecond));
  }

  static YearMonth monthOf(long epochSecond) {
    return YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(epochSecond, DAY)));
  }

  /** The first epoch second inside. */
  long from() {
    return startOf(month);
  }

  /** The first epoch second after. */
  long to() {
    return startOf(month.plusMonths(1));
  }

  private static long startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
  }

  /**
   * The folder of the region: its name, with all but small letters, digits and hyphens in percent
   * code, so that no zone's name leads anywhere else.
   */
  String folder() {
    StringBuilder name = new StringBuilder();
    region
        .chars()
        .forEach(
            c -> {
              boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
              name.append(
                  plain ? String.valueOf((char) c) : String.format(Locale.ROOT, "%%%02X", c));
            });
    if (name.length() <= LONGEST_FOLDER) {
      return name.toString();
    }
    String digest = Sha256.of(region.getBytes(StandardCharsets.UTF_8));
    return name.substring(0, HEAD) + "%" + digest.substring(0, Partition.NAMED);
  }

  @Override
  public int compareTo(PartitionKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return region + " " + month;
  }
}
