package dev.spotwise.cli.pipeline;

import java.util.concurrent.Callable;

/** Is told what a run is doing. */
public interface Progress {

  /**
   * Runs a step and reports it.
   *
   * @param name what is done, such as {@code train}
   * @param step does it; its result describes the outcome in a few words
   * @return that result
   */
  String step(String name, Callable<String> step) throws Exception;

  /** Reports something that the user should know. */
  void note(String text);
}
