package dev.spotwise.cli;

import dev.spotwise.backtest.BacktestResult;
import dev.spotwise.cli.pipeline.Pipeline;
import dev.spotwise.cli.pipeline.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Talks to the user: progress and notes on stderr, results on stdout. On a terminal a step in
 * progress shows a running clock; when it is done, one line is left of it, on a terminal or not.
 */
final class Console implements Progress {

  private static final int WIDTH = 20;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;

  Console(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public String step(String name, Callable<String> step) throws Exception {
    long begun = System.nanoTime();
    String outcome = terminal ? withClock(name, begun, step) : step.call();
    err.println(clock(name, begun) + "  " + outcome);
    return outcome;
  }

  private String withClock(String name, long begun, Callable<String> step) throws Exception {
    DelegatingProgressBarConsumer line =
        new DelegatingProgressBarConsumer(
            text -> {
              err.print("\r" + text);
              err.flush();
            },
            WIDTH);
    ProgressBar bar =
        new ProgressBarBuilder()
            .setInitialMax(-1)
            .continuousUpdate()
            .setRenderer((state, width) -> clock(name, begun))
            .setUpdateIntervalMillis(200)
            .setConsumer(line)
            .build();
    try {
      return step.call();
    } finally {
      bar.close();
      err.print("\r" + " ".repeat(WIDTH) + "\r");
    }
  }

  private static String clock(String name, long begun) {
    return String.format(Locale.ROOT, "%-9s %6.1f s", name, (System.nanoTime() - begun) / 1e9);
  }

  @Override
  public void note(String text) {
    err.println("note: " + text);
  }

  /** Prints what a run found. */
  void summarise(Pipeline.Outcome outcome) {
    Summary.lines(outcome).forEach(out::println);
  }

  /** Prints what a backtest cost. */
  void summarise(BacktestResult result) {
    Summary.costs(result).forEach(out::println);
  }
}
