package dev.spotwise.data.format;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of real data, named by the system property {@code spot.realData}. */
public final class RealData {

  private RealData() {}

  public static Path folder() {
    return Path.of(System.getProperty("spot.realData", "absent"));
  }

  public static boolean isThere() {
    return Files.isDirectory(folder());
  }
}
