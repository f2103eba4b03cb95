package dev.spotwise.cli;

import dev.spotwise.cli.config.ConfigException;
import dev.spotwise.cli.config.Nearest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code spot completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Print a script that completes commands, options and values in a shell.",
    footer = {
      "",
      "bash: put the first example into ~/.bashrc. zsh: write the second into a folder of $$fpath",
      "as _spot, before compinit is called in ~/.zshrc, and begin a new shell.",
      "",
      "Examples:",
      "  source <(spot completion bash)",
      "  spot completion zsh > ~/.zfunc/_spot"
    })
final class CompletionCommand implements Callable<Integer> {

  static final List<String> SHELLS = List.of("bash", "zsh");

  /** Picocli's script turns this off where it knows no value; then file names are offered. */
  private static final String NO_FILES = "  type compopt &>/dev/null && compopt +o default\n";

  /** An alias does not reach into functions that are read together with it. */
  private static final String COMPOPT_IN_ZSH = "  alias compopt=complete\n";

  private static final String NO_COMPOPT = "  function compopt() { return 0 }\n";

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Candidates.Shells.class,
      description = "bash or zsh.")
  private String shell;

  @Spec private CommandSpec spec;

  @Inject
  CompletionCommand() {}

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw new ConfigException(
          List.of(
              "SHELL must be bash or zsh but was '"
                  + shell
                  + "'"
                  + Nearest.suggestion(shell, SHELLS)));
    }
    String name = spec.root().name();
    String script = AutoComplete.bash(name, spec.root().commandLine()).replace(NO_FILES, "");
    PrintWriter out = spec.commandLine().getOut();
    out.print(shell.equals("zsh") ? zsh(name, script) : script);
    out.flush();
    return 0;
  }

  /**
   * The same script as a function of zsh's completion system. Its first call defines the functions,
   * registers them through bashcompinit, and completes; later calls go to what was registered.
   */
  private static String zsh(String name, String script) {
    return "#compdef "
        + name
        + "\n"
        + script.substring(script.indexOf('\n') + 1).replace(COMPOPT_IN_ZSH, NO_COMPOPT)
        + "\nif [ \"${funcstack[1]}\" = _"
        + name
        + " ]; then\n  _bash_complete -o default -F _complete_"
        + name
        + "\nfi\n";
  }
}
