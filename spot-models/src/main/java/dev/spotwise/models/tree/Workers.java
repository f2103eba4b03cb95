package dev.spotwise.models.tree;

import static java.util.Objects.requireNonNull;

import dev.spotwise.data.WorkListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of threads for training. Results come in the order of the tasks, whatever the
 * number of threads. Close it when done.
 */
public final class Workers implements AutoCloseable {

  private final ExecutorService executor;
  private final WorkListener listener;

  private Workers(int threads, WorkListener listener) {
    this.listener = requireNonNull(listener, "listener");
    this.executor =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "spotwise-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts workers.
   *
   * @param threads how many tasks run side by side, in [1, 1024]
   */
  public static Workers of(int threads) {
    return of(threads, WorkListener.none());
  }

  /**
   * Starts workers.
   *
   * @param threads how many tasks run side by side, in [1, 1024]
   * @param listener is told how many tasks of those that were handed over together are done
   */
  public static Workers of(int threads, WorkListener listener) {
    if (threads < 1 || threads > 1024) {
      throw new IllegalArgumentException("threads must be in [1, 1024] but was " + threads);
    }
    return new Workers(threads, listener);
  }

  /** Runs all the tasks; a task's unchecked exception is thrown on, and the others are given up. */
  public <T> List<T> all(List<Callable<T>> tasks) {
    List<Future<T>> futures = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    listener.done(0, tasks.size());
    for (Callable<T> task : tasks) {
      futures.add(
          executor.submit(
              () -> {
                T result = task.call();
                listener.done(done.incrementAndGet(), tasks.size());
                return result;
              }));
    }
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(join(future));
      }
      return results;
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  private static <T> T join(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("training was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
