package dev.spotwise.cli.config;

import dev.spotwise.cli.config.DataSettings.TypeOverride;
import dev.spotwise.cli.config.Settings.WorkloadSettings;
import dev.spotwise.data.CapacityPool;
import dev.spotwise.data.InstanceType;
import dev.spotwise.data.InstanceTypes;
import dev.spotwise.data.TimeWindow;
import dev.spotwise.decision.BillingRules;
import dev.spotwise.decision.CostUnit;
import dev.spotwise.decision.DeadlineJob;
import dev.spotwise.decision.Eligibility;
import dev.spotwise.decision.Overheads;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code workload} and {@code billing}, and whether the workload can be run at all. */
final class WorkloadReader {

  private static final String JOB = "workload.job";

  private final ConfigReader config;

  WorkloadReader(ConfigReader config) {
    this.config = config;
  }

  /** Reads what runs; the other settings are null if something is wrong with them. */
  WorkloadSettings read(DataSettings data, TimeWindow backtest) {
    String start = config.read("workload.start", text -> text);
    CostUnit unit =
        config.read("workload.cost-unit", text -> SettingsReader.constant(CostUnit.class, text));
    Overheads overheads = overheads();
    Integer instances = config.read("workload.instances", WorkloadReader::instances);
    Eligibility eligible = eligible();
    Optional<DeadlineJob> job = job();
    Optional<String> home = Optional.ofNullable(start).filter(pool -> !pool.equals("auto"));
    if (job.isPresent() && overheads != null) {
      requirePossible(job.get(), overheads, backtest);
    }
    if (eligible != null && data != null) {
      requireFit(home, eligible, data);
    }
    return new WorkloadSettings(
        home, unit, overheads, job, eligible, instances == null ? 1 : instances);
  }

  /** Reads what is charged. */
  BillingRules billing() {
    int since = config.count();
    String id = config.read("billing.rules", text -> text);
    Optional<Duration> migration =
        config.read(
            "billing.migration",
            text -> text.equals("auto") ? Optional.empty() : Optional.of(Durations.parse(text)));
    return config.make(
        "billing",
        since,
        () -> {
          BillingRules rules = BillingRules.byId(id);
          return migration.isPresent() ? rules.withMigration(migration) : rules;
        });
  }

  private Overheads overheads() {
    int since = config.count();
    Duration restart = config.read("workload.restart", Durations::parse);
    Duration checkpoint = config.read("workload.checkpoint", Durations::parse);
    double dataGb = config.number("workload.data-gb");
    return config.make("workload", since, () -> new Overheads(restart, checkpoint, dataGb));
  }

  private static Integer instances(String text) {
    int count = text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    if (count < 1 || count > 1000) {
      throw new IllegalArgumentException(
          "must be a whole number in [1, 1000] but was '" + Shown.of(text) + "'");
    }
    return count;
  }

  private Eligibility eligible() {
    int since = config.count();
    List<String> types = config.list("workload.types", text -> text);
    int vcpus = config.whole("workload.min-vcpus");
    double memory = config.number("workload.min-memory-gib");
    return config.make(
        "workload", since, () -> new Eligibility(new TreeSet<>(types), vcpus, memory));
  }

  private Optional<DeadlineJob> job() {
    int since = config.count();
    Optional<Duration> work = span(JOB + ".work");
    Optional<Duration> deadline = span(JOB + ".deadline");
    Duration checkpoints = config.read(JOB + ".checkpoint-interval", Durations::parse);
    if (config.count() > since) {
      return Optional.empty();
    }
    if (work.isPresent() != deadline.isPresent()) {
      config.problem(
          String.format(
              Locale.ROOT,
              "%s.work and %s.deadline must both be given, or neither, but only %s was",
              JOB,
              JOB,
              work.isPresent() ? "work" : "deadline"));
      return Optional.empty();
    }
    if (work.isEmpty()) {
      if (!checkpoints.isZero()) {
        config.problem(
            JOB + ".checkpoint-interval must come with " + JOB + ".work and " + JOB + ".deadline");
      }
      return Optional.empty();
    }
    return Optional.ofNullable(
        config.make(JOB, since, () -> new DeadlineJob(work.get(), deadline.get(), checkpoints)));
  }

  private Optional<Duration> span(String path) {
    Optional<Duration> span =
        config.read(
            path,
            text ->
                text.equals("none")
                    ? Optional.empty()
                    : Optional.of(SettingsReader.positiveDuration(text)));
    return span == null ? Optional.empty() : span;
  }

  /** A deadline that nothing can meet is said before any data are read. */
  private void requirePossible(DeadlineJob job, Overheads overheads, TimeWindow backtest) {
    Duration least = job.work().plus(overheads.restart());
    if (job.deadline().compareTo(least) < 0) {
      config.problem(
          String.format(
              Locale.ROOT,
              "%s.deadline can't be met: it must be at least %s, the work and one start"
                  + " (workload.restart), but was %s",
              JOB,
              Durations.show(least),
              Durations.show(job.deadline())));
    }
    if (backtest != null && backtest.length().compareTo(job.deadline()) < 0) {
      config.problem(
          String.format(
              Locale.ROOT,
              "period.backtest must be as long as %s.deadline (%s) or longer but was %s",
              JOB,
              Durations.show(job.deadline()),
              backtest));
    }
  }

  /** As far as settings tell; the market tells the rest. */
  private void requireFit(Optional<String> home, Eligibility eligible, DataSettings data) {
    Optional<String> type = home.flatMap(WorkloadReader::typeOf);
    if (type.isPresent() && !mayAdmit(eligible, type.get(), data)) {
      config.problem(
          String.format(
              Locale.ROOT,
              "workload.start must be of an eligible type, %s, but was '%s'",
              eligible,
              Shown.of(home.orElseThrow())));
    }
    List<String> read = data.types();
    if (!read.isEmpty() && read.stream().noneMatch(name -> mayAdmit(eligible, name, data))) {
      config.problem(
          String.format(
              Locale.ROOT,
              "workload must fit a type of the market, but it needs %s, and data.types are %s",
              eligible,
              String.join(", ", read)));
    }
  }

  private static Optional<String> typeOf(String pool) {
    try {
      return Optional.of(CapacityPool.parse(pool).instanceType());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether a type will do; true where only the market knows its size. */
  private static boolean mayAdmit(Eligibility eligible, String type, DataSettings data) {
    Optional<TypeOverride> said = Optional.ofNullable(data.typeOverrides().get(type));
    Optional<InstanceType> listed = InstanceTypes.catalogue().find(type);
    Optional<Integer> vcpus =
        said.flatMap(TypeOverride::vcpuCount).or(() -> listed.map(InstanceType::vcpuCount));
    Optional<Double> memory =
        said.flatMap(TypeOverride::memoryGib).or(() -> listed.map(InstanceType::memoryGib));
    return (eligible.types().isEmpty() || eligible.types().contains(type))
        && vcpus.map(count -> count >= eligible.minVcpus()).orElse(true)
        && memory.map(gib -> gib >= eligible.minMemoryGib()).orElse(true);
  }
}
