package dev.spotwise.data.format;

import dev.spotwise.data.PriceSource;
import dev.spotwise.data.PriceSourceProvider;
import dev.spotwise.data.SourceLocation;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.SourceOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * Prices as {@code aws ec2 describe-spot-price-history} prints them in JSON, plain or compressed:
 * scheme {@code aws-cli}. The location is a file, or a folder whose {@code *.json}, {@code
 * *.json.gz} and {@code *.json.zst} files are read in the order of their names.
 *
 * <p>A file holds one value or several, one after another: objects with {@code SpotPriceHistory},
 * arrays of its entries, or entries themselves. An empty object is an empty page or entry and says
 * nothing; {@code NextToken} and fields not named here are passed over. Any order, all products
 * (the query decides), repeated prices included; dumps may overlap. Option:
 *
 * <ul>
 *   <li>{@code zones}: {@code names} (default) or {@code ids}; which of {@code AvailabilityZone}
 *       and {@code AvailabilityZoneId} tells the zone where an entry has both. Where it has one,
 *       {@code names} takes that one and {@code ids} the id only.
 * </ul>
 *
 * <p>Streams; memory follows the number of pools. Immutable and thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-spot-price-history.html">AWS
 *     CLI reference</a>
 */
public final class AwsCliPrices implements PriceSourceProvider {

  /** For {@link java.util.ServiceLoader}. */
  public AwsCliPrices() {}

  @Override
  public String scheme() {
    return "aws-cli";
  }

  @Override
  public String summary() {
    return "JSON of aws ec2 describe-spot-price-history; a file, or a folder of *.json and *.json.gz";
  }

  @Override
  public List<SourceOption> options() {
    return List.of(AwsZones.DESCRIBED);
  }

  @Override
  public boolean recognises(Path path, String head) {
    return isHistory(head) || DataFile.anyBegins(DataFile.jsonFiles(path), AwsCliPrices::isHistory);
  }

  private static boolean isHistory(String head) {
    return head.contains('"' + AwsCliJson.HISTORY + '"')
        || (head.contains("\"SpotPrice\"") && head.contains("\"AvailabilityZone"));
  }

  @Override
  public PriceSource open(SourceLocation at, SourceOptions options) {
    options.requireOnlyOf(this);
    AwsZones zones = AwsZones.of(options);
    List<Path> files = DataFile.requireJson(at);
    return (query, sink) -> {
      Problems problems = new Problems(sink);
      AwsEntries entries = new AwsEntries(zones, query, sink);
      for (Path file : files) {
        new AwsCliJson(file, entries, problems).read();
      }
      problems.throwIfAny();
    };
  }
}
