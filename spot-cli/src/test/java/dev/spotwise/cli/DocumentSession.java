package dev.spotwise.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs the commands of the documents, one after another, in one JVM whose folder is one of their
 * own.
 */
final class DocumentSession {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DocumentSession() {}

  /** A command, and the file that takes its output. */
  record Task(List<String> arguments, Optional<String> into) {}

  /** Reads tasks and writes how they ended; the same task twice is run once. */
  public static void main(String[] args) throws Exception {
    List<Map<String, Object>> tasks =
        JSON.readValue(Path.of(args[0]).toFile(), new TypeReference<>() {});
    List<Map<String, Object>> ended = new ArrayList<>();
    Map<Object, Map<String, Object>> done = new HashMap<>();
    for (Map<String, Object> task : tasks) {
      if (done.containsKey(task)) {
        ended.add(done.get(task));
        continue;
      }
      List<?> words = (List<?>) task.get("arguments");
      SpotProgram.Ended end =
          SpotProgram.run(words.stream().map(Object::toString).toArray(String[]::new));
      String into = (String) task.get("into");
      if (!into.isEmpty()) {
        Files.writeString(Path.of(into), end.out());
      }
      Map<String, Object> result = Map.of("code", end.code(), "out", end.out(), "err", end.err());
      done.put(task, result);
      ended.add(result);
    }
    JSON.writeValue(Path.of(args[1]).toFile(), ended);
  }

  /** Runs tasks in a folder. */
  static List<SpotProgram.Ended> run(Path folder, List<Task> tasks) throws Exception {
    Path given = folder.resolve("tasks.json");
    Path taken = folder.resolve("ended.json");
    JSON.writeValue(
        given.toFile(),
        tasks.stream()
            .map(task -> Map.of("arguments", task.arguments(), "into", task.into().orElse("")))
            .toList());
    Path said = folder.resolve("session.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                DocumentSession.class.getName(),
                given.toString(),
                taken.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process = builder.start();
    if (!process.waitFor(9, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the commands of the documents must end but run on");
    }
    if (process.exitValue() != 0) {
      throw new AssertionError(Files.readString(said, StandardCharsets.UTF_8));
    }
    List<SpotProgram.Ended> ended = new ArrayList<>();
    List<Map<String, Object>> read = JSON.readValue(taken.toFile(), new TypeReference<>() {});
    for (Map<String, Object> end : read) {
      ended.add(
          new SpotProgram.Ended(
              (Integer) end.get("code"), (String) end.get("out"), (String) end.get("err")));
    }
    return ended;
  }
}
