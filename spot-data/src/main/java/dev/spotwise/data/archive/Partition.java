package dev.spotwise.data.archive;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One file of the archive, as the manifest describes it.
 *
 * @param key region and month
 * @param sha256 digest of the file, 64 hexadecimal digits
 * @param bytes its size
 * @param rows observations in it, &gt; 0
 * @param pools pools in it, in [1, rows]
 * @param firstSecond earliest observation, epoch second within the month
 * @param lastSecond latest observation, not before the first
 */
record Partition(
    PartitionKey key,
    String sha256,
    long bytes,
    long rows,
    long pools,
    long firstSecond,
    long lastSecond) {

  /** So many digits of the digest are part of the file's name. */
  static final int NAMED = 16;

  /** Names of partition files within the folder of their region. */
  static final Pattern FILE_NAME = Pattern.compile("\\d{4}-\\d{2}-[0-9a-f]{16}\\.parquet");

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  Partition {
    require(DIGEST.matcher(sha256).matches(), "sha256 must be 64 hexadecimal digits", sha256);
    require(bytes > 0, "bytes must be > 0", bytes);
    require(rows > 0, "rows must be > 0", rows);
    require(pools > 0 && pools <= rows, "pools must be in [1, rows]", pools);
    require(
        firstSecond >= key.from() && firstSecond <= lastSecond && lastSecond < key.to(),
        "first and last must lie in the month, in this order,",
        firstSecond + " and " + lastSecond);
  }

  private static void require(boolean holds, String constraint, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(constraint + " but was '" + value + "'");
    }
  }

  /** The file's name below the archive, with slashes. */
  String file() {
    return String.format(
        Locale.ROOT, "%s/%s-%s.parquet", key.folder(), key.month(), sha256.substring(0, NAMED));
  }
}
