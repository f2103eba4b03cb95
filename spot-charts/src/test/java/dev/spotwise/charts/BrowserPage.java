package dev.spotwise.charts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page of a {@link Chromium}, which keeps what went wrong in it and what it asked for. */
final class BrowserPage {

  private static final int TRIES = 600;

  private final Chromium browser;
  private final String session;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  BrowserPage(Chromium browser, String session) {
    this.browser = browser;
    this.session = session;
    browser.listen(this::heard);
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "Audits")) {
      call(domain + ".enable", Map.of());
    }
  }

  private void heard(String from, JsonNode message) {
    if (!from.equals(session)) {
      return;
    }
    JsonNode what = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          problems.add(what.toString());
      case "Audits.issueAdded" -> problems.add(what.path("issue").toString());
      case "Network.requestWillBeSent" -> requests.add(what.at("/request/url").asText());
      default -> {
        // Nothing of interest.
      }
    }
  }

  JsonNode call(String method, Map<String, ?> parameters) {
    return browser.call(session, method, parameters);
  }

  /** Console messages, exceptions, violations of policies. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** Addresses asked for, {@code data:} left out. */
  List<String> requests() {
    return requests.stream().filter(url -> !url.startsWith("data:")).toList();
  }

  /** Opens a file and waits until it is there. */
  BrowserPage open(Path file) {
    String address = file.toAbsolutePath().toUri().toString();
    call("Page.navigate", Map.of("url", address));
    until("document.readyState === 'complete' && location.protocol === 'file:'");
    return this;
  }

  /** The value of an expression. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  double number(String expression) {
    return evaluate(expression).asDouble(Double.NaN);
  }

  String text(String expression) {
    return evaluate(expression).asText();
  }

  /** Waits for a condition. */
  void until(String condition) {
    for (int tries = 0; tries < TRIES; tries++) {
      if (evaluate(condition).asBoolean()) {
        return;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("must become true but did not: " + condition);
  }

  BrowserPage size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    return this;
  }

  /** The colours that the reader wants: {@code light} or {@code dark}. */
  BrowserPage scheme(String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    return this;
  }

  BrowserPage withoutScripts() {
    call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    return this;
  }

  /** Presses at one place and lets go at another. */
  void drag(double fromX, double fromY, double toX, double toY) {
    mouse("mouseMoved", fromX, fromY, 0);
    mouse("mousePressed", fromX, fromY, 1);
    for (int part = 1; part <= 10; part++) {
      mouse("mouseMoved", fromX + (toX - fromX) * part / 10, fromY + (toY - fromY) * part / 10, 1);
    }
    mouse("mouseReleased", toX, toY, 1);
  }

  void click(double x, double y) {
    drag(x, y, x, y);
  }

  /** Clicks the middle of the first element that a selector finds. */
  void click(String selector) {
    JsonNode middle = evaluate(middle(selector));
    click(middle.get(0).asDouble(), middle.get(1).asDouble());
  }

  static String middle(String selector) {
    return "(() => { const e = document.querySelector('"
        + selector
        + "'); e.scrollIntoView({block: 'center', behavior: 'instant'});"
        + " const r = e.getBoundingClientRect();"
        + " return [r.x + r.width / 2, r.y + r.height / 2]; })()";
  }

  void wheel(double x, double y, double delta) {
    Map<String, Object> event =
        Map.of("type", "mouseWheel", "x", x, "y", y, "deltaX", 0, "deltaY", delta);
    call("Input.dispatchMouseEvent", event);
  }

  private void mouse(String type, double x, double y, int buttons) {
    Map<String, Object> event = new HashMap<>(Map.of("type", type, "x", x, "y", y));
    event.put("button", type.equals("mouseMoved") && buttons == 0 ? "none" : "left");
    event.put("buttons", buttons);
    event.put("clickCount", type.equals("mouseMoved") ? 0 : 1);
    call("Input.dispatchMouseEvent", event);
  }

  /** Presses a key, such as {@code Enter} or {@code ArrowLeft}. */
  void key(String key) {
    Map<String, Object> event = new HashMap<>(Map.of("key", key, "code", key));
    if (key.equals("Enter")) {
      event.put("text", "\r");
      event.put("windowsVirtualKeyCode", 13);
    } else if (key.length() == 1) {
      event.put("text", key);
    }
    event.put("type", event.containsKey("text") ? "keyDown" : "rawKeyDown");
    call("Input.dispatchKeyEvent", event);
    call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  /** Keeps a picture of the page, its upper part at most. */
  void screenshot(String name) {
    double height = Math.min(8000, number("document.documentElement.scrollHeight"));
    Map<String, Object> clip =
        Map.of("x", 0, "y", 0, "width", number("innerWidth"), "height", height, "scale", 1);
    Map<String, Object> options =
        Map.of("format", "png", "captureBeyondViewport", true, "clip", clip);
    keep(name, call("Page.captureScreenshot", options).path("data").asText());
  }

  /** Prints the page; returns the bytes, which are kept too. */
  byte[] pdf(String name) {
    return keep(
        name, call("Page.printToPDF", Map.of("printBackground", true)).path("data").asText());
  }

  private static byte[] keep(String name, String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    try {
      Path folder = Files.createDirectories(Path.of("target", "browser"));
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }
}
