package dev.spotwise.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.cli.config.Durations;
import dev.spotwise.cli.pipeline.Decider;
import dev.spotwise.data.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Where the instance stands that is decided about. */
final class DecideOptions {

  @Option(
      names = "--current",
      order = 19,
      required = true,
      paramLabel = "POOL",
      description = "Pool that the instance runs in; on-demand; or none, if it does not run.")
  private String current;

  @Option(
      names = "--held",
      order = 20,
      paramLabel = "TIME",
      description = "Time since it was launched; 1d by default.")
  private String held;

  @Option(
      names = "--work-left",
      order = 21,
      paramLabel = "TIME",
      description = "Of a deadline job: running that it still takes, without starts.")
  private String workLeft;

  @Option(
      names = "--time-left",
      order = 22,
      paramLabel = "TIME",
      description = "Of a deadline job: time until its deadline.")
  private String timeLeft;

  @Option(
      names = "--unsaved",
      order = 23,
      paramLabel = "TIME",
      description =
          "Of a deadline job: work done since the last checkpoint, which is lost with the instance;"
              + " 0s by default.")
  private String unsaved;

  @Option(
      names = "--siblings",
      order = 24,
      paramLabel = "POOL,...",
      description = "Where the workload's other instances run: pools, or on-demand.")
  private String siblings;

  @Option(
      names = "--at",
      order = 25,
      paramLabel = "TIME",
      description = "When to decide, UTC; by default at the last tick of which something is known.")
  private String at;

  private Decider.Question question;

  /** What is asked, once {@link #over} has read it. */
  Decider.Question question() {
    return question;
  }

  /**
   * Reads the question, and takes the job of the settings away, since how far it has come is said
   * here.
   */
  void over(ObjectNode tree, List<String> problems) {
    question = question(job(tree, problems), problems);
  }

  /** The interval between the checkpoints of a job, zero unless the settings say it. */
  private Duration job(ObjectNode tree, List<String> problems) {
    ObjectNode job = (ObjectNode) tree.path("workload").path("job");
    boolean expected = !job.path("work").asText().equals("none");
    if (expected && (workLeft == null || timeLeft == null)) {
      problems.add(
          "--work-left and --time-left must be given, since the workload is a job (workload.job)");
    } else if ((workLeft == null) != (timeLeft == null)) {
      problems.add("--work-left and --time-left must both be given, or neither");
    }
    if (unsaved != null && workLeft == null) {
      problems.add("--unsaved must come with --work-left and --time-left");
    }
    if (workLeft == null) {
      return Duration.ZERO;
    }
    Duration checkpoints =
        parsed(
                "workload.job.checkpoint-interval",
                job.path("checkpoint-interval").asText(),
                Durations::parse,
                problems)
            .orElse(Duration.ZERO);
    job.put("work", "none");
    job.put("deadline", "none");
    job.put("checkpoint-interval", "0s");
    return checkpoints;
  }

  /** Unreadable parts are left out and are problems. */
  private Decider.Question question(Duration checkpoints, List<String> problems) {
    Duration since = parsed("--held", held, Durations::parse, problems).orElse(Duration.ofDays(1));
    Optional<Duration> work = parsed("--work-left", workLeft, Durations::parse, problems);
    Optional<Duration> time = parsed("--time-left", timeLeft, Durations::parse, problems);
    Duration lost = parsed("--unsaved", unsaved, Durations::parse, problems).orElse(Duration.ZERO);
    Optional<Instant> when = parsed("--at", at, TimeWindow::parseInstant, problems);
    if (current.equals(Decider.NONE) && held != null) {
      problems.add("--held must come with an instance that runs, but --current is none");
    }
    List<String> others =
        siblings == null
            ? List.of()
            : Arrays.stream(siblings.split(",", -1)).map(String::strip).toList();
    Optional<Decider.Job> job =
        work.isPresent() && time.isPresent()
            ? Optional.of(new Decider.Job(work.get(), time.get(), lost, checkpoints))
            : Optional.empty();
    return new Decider.Question(current, since, job, others, when);
  }

  /** The value of an option, if it is given and can be read. */
  static <T> Optional<T> parsed(
      String option, String text, Function<String, T> parser, List<String> problems) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(text));
    } catch (IllegalArgumentException e) {
      problems.add(option + " " + e.getMessage());
      return Optional.empty();
    }
  }
}
