package dev.spotwise.data;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regions of zones, by how AWS names both: a zone name begins with its region, a zone id with the
 * region's initials.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html">AZ
 *     IDs</a>
 */
final class ZoneRegions {

  private static final Pattern NAME =
      Pattern.compile("([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d+).*");
  private static final Pattern ID =
      Pattern.compile("([a-z]{2})(g?)(ne|nw|se|sw|n|s|e|w|c)(\\d+)-.+");
  private static final Map<String, String> DIRECTIONS =
      Map.of(
          "n", "north",
          "s", "south",
          "e", "east",
          "w", "west",
          "c", "central",
          "ne", "northeast",
          "nw", "northwest",
          "se", "southeast",
          "sw", "southwest");

  private ZoneRegions() {}

  static String regionOf(String zone) {
    Matcher name = NAME.matcher(zone);
    if (name.matches()) {
      return name.group(1);
    }
    Matcher id = ID.matcher(zone);
    if (id.matches()) {
      String government = id.group(2).isEmpty() ? "" : "-gov";
      return id.group(1) + government + "-" + DIRECTIONS.get(id.group(3)) + "-" + id.group(4);
    }
    return zone;
  }
}
