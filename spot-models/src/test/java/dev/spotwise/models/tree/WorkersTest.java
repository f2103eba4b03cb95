package dev.spotwise.models.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {1, 2, 5})
  void resultsComeInTheOrderOfTheTasks(int threads) {
    List<Callable<Integer>> tasks = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int number = i;
      tasks.add(() -> number);
      expected.add(number);
    }

    try (Workers workers = Workers.of(threads)) {
      assertThat(workers.all(tasks)).isEqualTo(expected);
    }
  }

  @Test
  void twoWorkersRunSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    Callable<Integer> meeting =
        () -> {
          both.countDown();
          both.await();
          return 1;
        };

    try (Workers workers = Workers.of(2)) {
      assertThat(workers.all(List.of(meeting, meeting))).containsExactly(1, 1);
    }
  }

  @Test
  void aTasksOwnExceptionIsThrownOn() {
    assertThatThrownBy(() -> run(() -> fail(new IllegalArgumentException("no rows"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no rows");
    assertThatThrownBy(() -> run(() -> fail(new StackOverflowError())))
        .isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> run(() -> fail(new IOException("disk"))))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("disk");
  }

  @Test
  void afterAFailureTheOtherTasksAreGivenUp() {
    AtomicInteger ran = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    tasks.add(() -> fail(new IllegalArgumentException("first")));
    tasks.add(
        () -> {
          new CountDownLatch(1).await();
          return ran.incrementAndGet();
        });
    tasks.add(ran::incrementAndGet);

    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(() -> workers.all(tasks)).hasMessage("first");
      assertThat(workers.all(List.of(() -> 5))).containsExactly(5);
    }
    assertThat(ran).hasValue(0);
  }

  @Test
  void anInterruptedCallerStopsWaitingAndStaysInterrupted() {
    try (Workers workers = Workers.of(1)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () ->
                  workers.all(
                      List.of(
                          () -> {
                            new CountDownLatch(1).await();
                            return 1;
                          })))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("training was interrupted");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static int fail(Throwable problem) throws Exception {
    if (problem instanceof Error error) {
      throw error;
    }
    throw (Exception) problem;
  }

  private static void run(Callable<Integer> task) {
    try (Workers workers = Workers.of(1)) {
      workers.all(List.of(task));
    }
  }

  @ParameterizedTest(name = "{0} threads")
  @ValueSource(ints = {0, 1025})
  void theNumberOfThreadsIsBounded(int threads) {
    assertThatThrownBy(() -> Workers.of(threads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be in [1, 1024] but was " + threads);
  }

  @Test
  void aListenerIsToldOfEachTaskOnce() {
    List<Long> done = Collections.synchronizedList(new ArrayList<>());
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int number = i;
      tasks.add(() -> number);
    }
    try (Workers workers =
        Workers.of(
            4,
            (units, of) -> {
              assertThat(of).isEqualTo(50);
              done.add(units);
            })) {
      assertThat(workers.all(tasks)).hasSize(50).isSorted();
    }
    assertThat(done)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(0, 50).boxed().toList());
  }
}
