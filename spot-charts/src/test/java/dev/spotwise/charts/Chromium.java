package dev.spotwise.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A headless Chromium, driven over the DevTools protocol with the JDK's own web socket. Its profile
 * and its processes are gone once it is closed.
 */
final class Chromium implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final List<String> OPTIONS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-dev-shm-usage",
          "--hide-scrollbars",
          "--remote-debugging-address=127.0.0.1",
          "--remote-debugging-port=0");
  private static final long SECONDS = 60;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<BiConsumer<String, JsonNode>> listeners = new CopyOnWriteArrayList<>();

  private Chromium(Process process, Path profile, URI address) {
    this.process = process;
    this.profile = profile;
    this.socket =
        await(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Incoming()));
  }

  /** Whether a browser is installed; {@code spot.chromium} names one that is not on the path. */
  static boolean present() {
    return program().isPresent();
  }

  private static Optional<Path> program() {
    String given = System.getProperty("spot.chromium", "");
    if (!given.isEmpty()) {
      return Optional.of(Path.of(given)).filter(Files::isExecutable);
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts a browser. */
  static Chromium start() {
    Path profile = null;
    Process process = null;
    try {
      profile = Files.createTempDirectory("spot-chromium");
      List<String> command =
          Stream.of(
                  Stream.of(program().orElseThrow().toString()),
                  OPTIONS.stream(),
                  Stream.of("--user-data-dir=" + profile, "about:blank"))
              .flatMap(part -> part)
              .toList();
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("browser.log").toFile())
              .start();
      return new Chromium(process, profile, address(process, profile));
    } catch (IOException | InterruptedException | RuntimeException e) {
      stop(process, profile);
      throw new IllegalStateException("the browser must start but did not", e);
    }
  }

  /** The address that the browser writes into its profile once it listens. */
  private static URI address(Process process, Path profile)
      throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    for (long tries = 0; tries < SECONDS * 20; tries++) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() >= 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0).strip() + lines.get(1).strip());
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(50);
    }
    throw new IOException(Files.readString(profile.resolve("browser.log")));
  }

  /** A new, empty page. */
  BrowserPage page() {
    JsonNode target = call("", "Target.createTarget", Map.of("url", "about:blank"));
    Map<String, Object> attach =
        Map.of("targetId", target.path("targetId").asText(), "flatten", true);
    return new BrowserPage(
        this, call("", "Target.attachToTarget", attach).path("sessionId").asText());
  }

  void listen(BiConsumer<String, JsonNode> listener) {
    listeners.add(listener);
  }

  /** Sends a command and waits for its answer. */
  JsonNode call(String session, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    await(socket.sendText(message.toString(), true));
    JsonNode answered = await(answer);
    if (answered.has("error")) {
      throw new IllegalStateException(method + ": " + answered.get("error"));
    }
    return answered.path("result");
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the browser must answer but did not", e);
    }
  }

  @Override
  public void close() {
    socket.abort();
    stop(process, profile);
  }

  private static void stop(Process process, Path profile) {
    if (process != null) {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
      children.forEach(child -> child.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join());
    }
    if (profile != null) {
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Puts the parts of messages together and hands them to who waits for them. */
  private final class Incoming implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        handle(whole);
      }
      from.request(1);
      return null;
    }

    private void handle(String whole) {
      try {
        JsonNode message = JSON.readTree(whole);
        CompletableFuture<JsonNode> waiting = answers.remove(message.path("id").asInt(-1));
        if (waiting != null) {
          waiting.complete(message);
        } else {
          listeners.forEach(
              listener -> listener.accept(message.path("sessionId").asText(), message));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
