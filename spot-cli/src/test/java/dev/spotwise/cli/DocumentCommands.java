package dev.spotwise.cli;

import dev.spotwise.cli.DocumentBlocks.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The commands that the documents show, and what they are said to print. */
final class DocumentCommands {

  /** Commands that begin with a market, and so would take a year of it. */
  private static final Set<String> OF_A_NEW_MARKET =
      Set.of("run", "generate", "decide", "evaluate", "drift", "retrain", "inspect");

  private DocumentCommands() {}

  /** How a command is tested. */
  enum How {
    /** Run, on a small market. */
    RUN,
    /** Its options and its configuration are read. */
    READ,
    /** Another test runs it. */
    ELSEWHERE
  }

  /**
   * One command of a block.
   *
   * @param block where it stands
   * @param shell what it says
   * @param prints the lines below it, up to the next command of the block
   */
  record Command(Block block, ShellLine shell, List<String> prints) {

    /** What is not run, and why. */
    How how() {
      String file = block.file().toString();
      if (file.equals("docs/price-source.md")) {
        // PluginTest builds the plug-in and runs them.
        return How.ELSEWHERE;
      }
      boolean reads =
          // Public data that are not part of the repository.
          shell.words().stream().anyMatch(word -> word.startsWith("DATA") || word.contains("=DATA"))
              // Figures that take minutes to hours.
              || file.equals("docs/methodology.md")
              || file.startsWith("docs/benchmarks");
      return reads ? How.READ : How.RUN;
    }

    /** The arguments that are run: those of the document, on a small market. */
    List<String> arguments() {
      List<String> arguments = new ArrayList<>(shell.arguments());
      if (how() == How.READ) {
        arguments.add("--help");
        return arguments;
      }
      boolean market =
          arguments.stream().anyMatch(OF_A_NEW_MARKET::contains)
              && (!arguments.contains("inspect") || arguments.contains("--yardsticks"))
              && !arguments.contains("help");
      if (market && !shell.has("--config") && !shell.has("--help")) {
        arguments.addAll(List.of("--config", "small.yaml"));
      }
      return arguments;
    }

    /** What shows the configuration of a command that is not run; empty if it has none. */
    Optional<List<String>> configuration() {
      Optional<String> config = shell.value("--config").filter(c -> c.startsWith("examples/"));
      return config.map(
          file -> {
            List<String> arguments = new ArrayList<>(List.of("config", "show", "--config"));
            arguments.add(DocumentBlocks.ROOT.resolve(file).toString());
            shell.value("-D").ifPresent(value -> arguments.addAll(List.of("-D", value)));
            return arguments;
          });
    }
  }

  /** The commands of all blocks, in the order of the documents. */
  static List<Command> all() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (Block block : DocumentBlocks.all()) {
      String first = ShellLine.parse(block.firstLine().replaceFirst("^\\$ ", "")).get(0).program();
      if (block.language().isEmpty()
          && first.matches("(\\./)?spot|[/a-z-]+(\\.sh)?|benchmarks/.*")
          && !block.firstLine().matches("[a-z_]+(,[a-z_]+)+|.* = .*|.* <- .*|fold .*")) {
        commands.addAll(of(block));
      }
    }
    return commands;
  }

  /** With prompts, the lines between them are output; without, every line is a command. */
  static List<Command> of(Block block) {
    List<Command> commands = new ArrayList<>();
    boolean prompts = block.firstLine().startsWith("$ ");
    List<String> prints = new ArrayList<>();
    for (String line : block.text().replaceAll("\\\\\n", " ").lines().toList()) {
      if (prompts && !line.startsWith("$ ")) {
        prints.add(line);
      } else if (!line.isBlank()) {
        prints = new ArrayList<>();
        for (ShellLine shell : ShellLine.parse(line.replaceFirst("^\\$ ", ""))) {
          if (!shell.words().isEmpty()) {
            commands.add(new Command(block, shell, prints));
          }
        }
      }
    }
    return commands;
  }
}
