package dev.spotwise.cli;

import java.util.List;

/** The commands of {@code spot} by what they are for, in the order of the help. */
enum CommandGroup {
  START("Start", "init doctor run config"),
  STEPS("Steps of a run", "generate train backtest report"),
  DECIDE("Decide", "decide explain"),
  COMPARE("Compare policies", "compare sweep"),
  FORECASTS("Forecasts", "evaluate models retrain"),
  DATA("Data", "sources inspect archive"),
  SHELL("Shell", "completion man help");

  private final String title;
  private final String commands;

  CommandGroup(String title, String commands) {
    this.title = title;
    this.commands = commands;
  }

  String title() {
    return title;
  }

  List<String> commands() {
    return List.of(commands.split(" ", -1));
  }
}
