package dev.spotwise.cli.doctor;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What the checks look at, so that another machine can be told of.
 *
 * @param environment the process's environment variables
 * @param properties the JVM's properties
 * @param processors how many the JVM uses, 1 or more
 * @param maxHeapBytes the most memory that the JVM takes for objects
 * @param columns width of the terminal; empty if nobody watches
 * @param colour whether it shows colours
 * @param fonts draws a text and tells the families there are; may fail with any error
 */
public record Machine(
    Map<String, String> environment,
    Map<String, String> properties,
    int processors,
    long maxHeapBytes,
    OptionalInt columns,
    boolean colour,
    Supplier<List<String>> fonts) {

  public Machine {
    environment = Map.copyOf(environment);
    properties = Map.copyOf(properties);
  }

  /** The machine that this runs on. */
  public static Machine thisOne(OptionalInt columns, boolean colour) {
    SortedMap<String, String> properties = new TreeMap<>();
    System.getProperties()
        .stringPropertyNames()
        .forEach(name -> properties.put(name, System.getProperty(name)));
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        System.getenv(),
        properties,
        runtime.availableProcessors(),
        runtime.maxMemory(),
        columns,
        colour,
        Machine::drawnFonts);
  }

  private static List<String> drawnFonts() {
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
      graphics.drawString("spot", 2, 15);
    } finally {
      graphics.dispose();
    }
    return List.of(
        GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames(Locale.ROOT));
  }

  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  String property(String name) {
    return properties.getOrDefault(name, "");
  }
}
