package dev.spotwise.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Where results go. Remembers why something could not be written: who prints is not told. A reader
 * that has seen enough, such as {@code head}, is no problem.
 */
final class ResultStream extends OutputStream {

  private final OutputStream out;
  private IOException failure;

  ResultStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (failure != null) {
      return;
    }
    try {
      out.write(bytes, from, count);
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public void flush() throws IOException {
    if (failure == null) {
      out.flush();
    }
  }

  /** What is wrong, if not all could be written and somebody wanted it. */
  Optional<String> problem() {
    return Optional.ofNullable(failure)
        .map(e -> String.valueOf(e.getMessage()))
        .filter(message -> !message.contains("Broken pipe"));
  }
}
