package dev.spotwise.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.spotwise.cli.pipeline.Comparer;
import dev.spotwise.cli.pipeline.Decider;
import dev.spotwise.cli.pipeline.Evaluation;
import dev.spotwise.cli.pipeline.Explainer;
import dev.spotwise.cli.pipeline.MarketLoader;
import dev.spotwise.cli.pipeline.Pipeline;
import dev.spotwise.cli.pipeline.Retrainer;
import dev.spotwise.cli.pipeline.SourceInspector;
import dev.spotwise.cli.pipeline.Sweeper;
import dev.spotwise.cli.pipeline.YardstickSamples;
import dev.spotwise.cli.doctor.Machine;
import dev.spotwise.data.SpotDataModule;
import dev.spotwise.features.SpotFeaturesModule;
import java.io.PrintWriter;

/** Puts the program together: the one place where all modules meet. */
final class SpotCliModule extends AbstractModule {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;

  SpotCliModule(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    install(new SpotDataModule());
    install(new SpotFeaturesModule());
    bind(MarketLoader.class);
    bind(Pipeline.class);
    bind(Evaluation.class);
    bind(Decider.class);
    bind(Explainer.class);
    bind(Comparer.class);
    bind(Sweeper.class);
    bind(Retrainer.class);
    bind(SourceInspector.class);
    bind(YardstickSamples.class);
    bind(SpotCommand.class);
    bind(InitCommand.class);
    bind(DoctorCommand.class);
    bind(ConfigCommand.class);
    bind(ConfigShowCommand.class);
    bind(CompletionCommand.class);
    bind(ManCommand.class);
    bind(HelpCommand.class);
    bind(RunCommand.class);
    bind(GenerateCommand.class);
    bind(TrainCommand.class);
    bind(BacktestCommand.class);
    bind(ReportCommand.class);
    bind(DecideCommand.class);
    bind(ExplainCommand.class);
    bind(CompareCommand.class);
    bind(SweepCommand.class);
    bind(EvaluateCommand.class);
    bind(SourcesCommand.class);
    bind(InspectCommand.class);
    bind(ArchiveCommand.class);
    bind(ArchiveAddCommand.class);
    bind(ArchiveInfoCommand.class);
    bind(ArchiveExportCommand.class);
    bind(ModelsCommand.class);
    bind(ModelsShowCommand.class);
    bind(ModelsDriftCommand.class);
    bind(RetrainCommand.class);
  }

  @Provides
  Machine machine() {
    return Machine.thisOne(terminal);
  }

  @Provides
  @Singleton
  Console console() {
    return new Console(out, err, terminal);
  }
}
