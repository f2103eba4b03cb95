package dev.spotwise.cli.pipeline;

import dev.spotwise.data.WorkListener;
import java.util.concurrent.Callable;

/** Is told what a run is doing. */
public interface Progress {

  /** One step of a run. */
  @FunctionalInterface
  interface Step {

    /**
     * Does it.
     *
     * @param work is told how far it has come
     * @return the outcome in a few words
     */
    String run(WorkListener work) throws Exception;
  }

  /**
   * Runs a step and reports it.
   *
   * @param name what is done, such as {@code train}
   * @param units what the step counts, such as {@code rows}
   * @param step does it; its result describes the outcome in a few words
   * @return that result
   */
  String step(String name, String units, Step step) throws Exception;

  /** Runs a step that counts nothing. */
  default String step(String name, Callable<String> step) throws Exception {
    return step(name, "", work -> step.call());
  }

  /**
   * Reports a step that is left alone, because what it made is there already.
   *
   * @param name as of a step
   * @param from where that is
   */
  void kept(String name, String from);

  /** Reports something that the user should know. */
  void note(String text);
}
