package dev.spotwise.cli;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import dev.spotwise.cli.doctor.Machine;
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
import dev.spotwise.data.SpotDataModule;
import dev.spotwise.features.SpotFeaturesModule;

/** Puts the program together: the one place where all modules meet. */
final class SpotCliModule extends AbstractModule {

  private final Console console;

  SpotCliModule(Console console) {
    this.console = console;
  }

  @Override
  protected void configure() {
    binder().requireExplicitBindings();
    binder().disableCircularProxies();
    binder().requireAtInjectOnConstructors();
    binder().requireExactBindingAnnotations();
    install(new SpotDataModule());
    install(new SpotFeaturesModule());
    bind(Console.class).toInstance(console);
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
    return Machine.thisOne(console.terminal().columns(), console.terminal().colour());
  }
}
