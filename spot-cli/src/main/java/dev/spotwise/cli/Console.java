package dev.spotwise.cli;

import dev.spotwise.cli.pipeline.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Talks to the user: progress and notes on stderr, results on stdout. On a terminal a step in
 * progress shows how far it has come on a line that is drawn over; elsewhere a long one says so now
 * and then. When it is done, one line is left of it.
 */
final class Console implements Progress {

  private static final Duration DRAWN = Duration.ofMillis(200);
  private static final Duration TOLD = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final PrintWriter err;
  private final Terminal terminal;
  private final BooleanSupplier quiet;
  private final Duration told;

  Console(PrintWriter out, PrintWriter err, Terminal terminal, BooleanSupplier quiet) {
    this(out, err, terminal, quiet, TOLD);
  }

  /**
   * A console.
   *
   * @param out takes results
   * @param err takes progress and notes
   * @param quiet whether there are none; asked each time
   * @param told how often a long step says how far it is, where nothing can be drawn over
   */
  Console(
      PrintWriter out, PrintWriter err, Terminal terminal, BooleanSupplier quiet, Duration told) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
    this.quiet = quiet;
    this.told = told;
  }

  @Override
  public String step(String name, String units, Step step) throws Exception {
    StepMeter meter = new StepMeter(name, units, System::nanoTime);
    if (quiet.getAsBoolean()) {
      return step.run(meter);
    }
    String outcome = shown(meter, step);
    Page.wrapped(meter.clock() + "  " + outcome, terminal.errWidth()).forEach(err::println);
    return outcome;
  }

  private String shown(StepMeter meter, Step step) throws Exception {
    Line line = new Line();
    ProgressBar bar =
        new ProgressBarBuilder()
            .setInitialMax(-1)
            .continuousUpdate()
            .setRenderer((state, width) -> terminal.moves() ? meter.line(width) : meter.report())
            .setUpdateIntervalMillis((int) (terminal.moves() ? DRAWN : told).toMillis())
            .setConsumer(new DelegatingProgressBarConsumer(line::show, terminal.errWidth()))
            .build();
    try {
      return step.run(meter);
    } finally {
      line.end();
      bar.close();
    }
  }

  /** What shows of a step while it runs. */
  private final class Line {

    private final long begun = System.nanoTime();
    private int drawn;
    private boolean ended;

    synchronized void show(String text) {
      if (ended) {
        return;
      }
      if (terminal.moves()) {
        err.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
        err.flush();
        drawn = text.length();
      } else if (System.nanoTime() - begun >= told.toNanos() / 2) {
        err.println(text);
      }
    }

    synchronized void end() {
      ended = true;
      if (drawn > 0) {
        err.print("\r" + " ".repeat(drawn) + "\r");
        err.flush();
      }
    }
  }

  @Override
  public void kept(String name, String from) {
    say(StepMeter.named(name) + " unchanged, from " + from);
  }

  @Override
  public void note(String text) {
    say("note: " + text);
  }

  /** Tells what goes on, unless that is not wanted. */
  void say(String text) {
    if (!quiet.getAsBoolean()) {
      Page.wrapped(text, terminal.errWidth()).forEach(err::println);
    }
  }

  /** Prints results. */
  void print(List<String> lines) {
    lines.forEach(out::println);
  }

  /** Prints a result as one JSON document. */
  void print(String json) {
    out.println(json);
  }

  /** What a person sees of the results. */
  Terminal terminal() {
    return terminal;
  }
}
