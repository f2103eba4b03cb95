package dev.spotwise.data.archive;

import dev.spotwise.data.PriceSource;
import dev.spotwise.data.SourceOptions;
import dev.spotwise.data.Sources;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that adds sources to an archive one after another, says {@code begun} before and {@code
 * added N} after each, and then keeps the archive locked until its input ends.
 */
final class ArchiveProcess {

  private ArchiveProcess() {}

  /**
   * Runs the program.
   *
   * @param args archive, size of the buffer, sources
   */
  public static void main(String[] args) throws IOException {
    PriceArchive archive = PriceArchive.at(Path.of(args[0]));
    AddSettings settings = new AddSettings(Integer.parseInt(args[1]));
    say("begun");
    for (int i = 2; i < args.length; i++) {
      PriceSource source = Sources.load().openPrices(args[i], SourceOptions.none());
      archive.add(List.of(source), settings);
      say("added " + (i - 1));
    }
    ArchiveAddition addition = archive.beginAdd(settings);
    say("locked");
    while (System.in.read() >= 0) {
      // Until the other side closes.
    }
    addition.close();
  }

  @SuppressWarnings("SystemOut")
  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  /** Starts the program as a process of its own. */
  static Process start(Path archive, int buffered, List<Path> sources) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                ArchiveProcess.class.getName(),
                archive.toString(),
                Integer.toString(buffered)));
    sources.forEach(source -> command.add(source.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Reads what the program says up to a line. */
  static void await(BufferedReader output, String line) throws IOException {
    String said = output.readLine();
    while (!line.equals(said)) {
      if (said == null) {
        throw new IOException("the program ended before it said " + line);
      }
      said = output.readLine();
    }
  }
}
