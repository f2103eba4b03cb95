package dev.spotwise.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Sizes of EC2 instance types by name: a catalogue of the common families, and whatever a user
 * adds. Immutable and thread-safe.
 */
public final class InstanceTypes {

  private static final String RESOURCE = "instance-types.csv";

  private final SortedMap<String, InstanceType> types;

  private InstanceTypes(SortedMap<String, InstanceType> types) {
    this.types = Collections.unmodifiableSortedMap(types);
  }

  /**
   * The catalogue that comes with the library: current and former families with their usual sizes,
   * as AWS describes them. Not complete; add what is missing by {@link #with}.
   */
  public static InstanceTypes catalogue() {
    return Catalogue.TYPES;
  }

  /** Some types; of two with one name the later counts. */
  public static InstanceTypes of(Collection<InstanceType> types) {
    return new InstanceTypes(new TreeMap<>()).with(types.toArray(InstanceType[]::new));
  }

  /** The size of a type; empty if it is not in the catalogue. */
  public Optional<InstanceType> find(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** All types by name, sorted. */
  public SortedMap<String, InstanceType> byName() {
    return types;
  }

  /** These types and more; where both have a name the added one counts. */
  public InstanceTypes with(InstanceType... added) {
    SortedMap<String, InstanceType> merged = new TreeMap<>(types);
    for (InstanceType type : added) {
      merged.put(type.name(), type);
    }
    return new InstanceTypes(merged);
  }

  /** These types and others; where both have a name the other's counts. */
  public InstanceTypes with(InstanceTypes others) {
    return with(others.types.values().toArray(InstanceType[]::new));
  }

  /** Read at first use. */
  private static final class Catalogue {

    static final InstanceTypes TYPES = read();

    private static InstanceTypes read() {
      SortedMap<String, InstanceType> types = new TreeMap<>();
      try (InputStream resource = InstanceTypes.class.getResourceAsStream(RESOURCE);
          BufferedReader lines =
              new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
        lines.lines().skip(1).map(Catalogue::parse).forEach(type -> types.put(type.name(), type));
      } catch (IOException e) {
        throw new UncheckedIOException("can't read the resource " + RESOURCE, e);
      }
      return new InstanceTypes(types);
    }

    private static InstanceType parse(String line) {
      String[] fields = line.split(",", -1);
      return new InstanceType(
          fields[0], Integer.parseInt(fields[1]), Double.parseDouble(fields[2]));
    }
  }
}
