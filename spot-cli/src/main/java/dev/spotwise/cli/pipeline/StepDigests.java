package dev.spotwise.cli.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.DataSettings;
import dev.spotwise.cli.config.DataSettings.Source;
import dev.spotwise.cli.config.Settings;
import dev.spotwise.models.LibraryVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Digests of all that the results of a run's steps depend on: settings, the content of inputs, the
 * program and, through the step before, what that depended on. Equal digests mean equal results.
 * What changes no result, the number of threads and the output folder, is no part of them.
 */
final class StepDigests {

  /** These read nothing but the place they name; what other sources read nobody knows. */
  private static final Set<String> KNOWN_SCHEMES =
      Set.of("csv", "parquet", "aws-cli", "aws-text", "trace", "eventbridge", "archive");

  private static final List<String> OF_MARKET =
      List.of("seed", "data", "world", "instance-types", "period");

  private static final List<String> OF_MODELS = List.of("models", "period", "seed");

  /** What no result shows but the report, which shows every setting. */
  private static final List<String> OF_NO_BACKTEST =
      List.of("threads", "out", "preset", "evaluation", "retrain");

  private StepDigests() {}

  /** Of the market; empty if what it is read from can't be told. */
  static Optional<String> market(Settings settings) {
    List<String> parts = new ArrayList<>();
    parts.add("market");
    parts.add(LibraryVersion.current());
    parts.add(Build.identity());
    OF_MARKET.forEach(name -> parts.add(String.valueOf(settings.tree().get(name))));
    try {
      return inputs(settings.data(), parts) ? Optional.of(Sha256.of(parts)) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      // The step itself tells what is wrong.
      return Optional.empty();
    }
  }

  /** Of the models; the windows and the seed may be others than the market was made with. */
  static String models(String market, Settings settings) {
    List<String> parts = new ArrayList<>(List.of("models", market));
    OF_MODELS.forEach(name -> parts.add(String.valueOf(settings.tree().get(name))));
    return Sha256.of(parts);
  }

  /** Of the backtest. */
  static String backtest(String models, Settings settings) {
    ObjectNode tree = settings.tree().deepCopy();
    tree.remove(OF_NO_BACKTEST);
    return Sha256.of(List.of("backtest", models, tree.toString()));
  }

  /**
   * Of figures and report, which also show an evaluation and a sweep where they are there.
   *
   * @throws IOException if one of these is there and can't be read
   */
  static String report(String backtest, Settings settings, OutputFolder out) throws IOException {
    ObjectNode tree = settings.tree().deepCopy();
    tree.remove(List.of("threads", "out"));
    List<String> parts = new ArrayList<>(List.of("report", backtest, tree.toString()));
    for (Path shown : List.of(out.evaluation(), out.sweep())) {
      parts.add(Files.exists(shown) ? Sha256.of(shown) : "");
    }
    return Sha256.of(parts);
  }

  private static boolean inputs(DataSettings data, List<String> parts) throws IOException {
    List<Source> sources = new ArrayList<>(List.of(data.prices()));
    data.interruptions().ifPresent(sources::add);
    data.availability().ifPresent(sources::add);
    for (Source source : sources) {
      if (!input(source, parts)) {
        return false;
      }
    }
    if (data.onDemand().isPresent()) {
      content(data.onDemand().get(), parts);
    }
    if (data.advisor().isPresent()) {
      content(data.advisor().get().file(), parts);
    }
    return true;
  }

  private static boolean input(Source source, List<String> parts) throws IOException {
    String location = source.location();
    if (location.startsWith("world:")) {
      return true;
    }
    int colon = location.indexOf(':');
    String scheme = colon < 0 ? "" : location.substring(0, colon);
    boolean known = KNOWN_SCHEMES.contains(scheme);
    if (!known && !Files.exists(Path.of(location))) {
      return false;
    }
    content(Path.of(known ? location.substring(colon + 1) : location), parts);
    for (String value : source.options().values().values()) {
      if (!value.isEmpty() && Files.exists(Path.of(value))) {
        content(Path.of(value), parts);
      }
    }
    return true;
  }

  /** A file, or all files below a folder with their names. */
  private static void content(Path place, List<String> parts) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(place)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      parts.add(place.relativize(file).toString().replace('\\', '/'));
      parts.add(Sha256.of(file));
    }
  }
}
