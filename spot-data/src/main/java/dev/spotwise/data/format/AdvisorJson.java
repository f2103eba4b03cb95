package dev.spotwise.data.format;

import dev.spotwise.data.AdvisorFeed;
import dev.spotwise.data.MarketDataException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The Spot Instance Advisor's feed, {@code spot-advisor-data.json}, plain or compressed.
 *
 * <p>Read are {@code ranges} (the bands: {@code index}, {@code label}, {@code dots} and {@code
 * max}, the lower bound of a band being the {@code max} of the one before), {@code instance_types}
 * ({@code cores}, which are vCPUs, and {@code ram_gb}, which are GiB) and {@code spot_advisor}
 * ({@code s}, percent, and {@code r}, the index of a band, by region, operating system and type).
 * Other keys are passed over. The feed carries no date: it is given, or part of the file's name.
 *
 * @see <a href="https://aws.amazon.com/ec2/spot/instance-advisor/">Spot Instance Advisor</a>
 */
public final class AdvisorJson {

  private static final Pattern DATE = Pattern.compile("(?<!\\d)\\d{4}-\\d{2}-\\d{2}(?!\\d)");

  private AdvisorJson() {}

  /**
   * Reads a feed.
   *
   * @param asOf when it was fetched
   * @throws MarketDataException with all that is wrong, if there is no such file, it is no feed, or
   *     more than 64 MiB
   */
  public static AdvisorFeed read(Path file, Instant asOf) {
    return new AdvisorReader(DataFile.require(file)).read(asOf);
  }

  /**
   * Reads a feed that was fetched on the day that its name carries, midnight UTC.
   *
   * @throws IllegalArgumentException if the name has no date, or more than one
   * @throws MarketDataException as {@link #read(Path, Instant)}
   */
  public static AdvisorFeed read(Path file) {
    DataFile.require(file);
    return read(
        file,
        dateIn(file)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "asOf must be given, as the feed has no date and neither has its name, "
                            + file
                            + "; YYYY-MM-DD in the name will do")));
  }

  /** The one date {@code YYYY-MM-DD} in a file's name, midnight UTC; empty if there is none. */
  public static Optional<Instant> dateIn(Path file) {
    String name = file.getFileName().toString();
    List<String> dates = DATE.matcher(name).results().map(MatchResult::group).distinct().toList();
    try {
      return dates.size() == 1
          ? Optional.of(LocalDate.parse(dates.get(0)).atStartOfDay().toInstant(ZoneOffset.UTC))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
