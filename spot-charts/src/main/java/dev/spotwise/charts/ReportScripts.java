package dev.spotwise.charts;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/**
 * Styles and scripts that a report holds in itself, and the policy that lets a browser run these
 * and load nothing: a hash of each.
 *
 * <p>Each is wrapped so that the page is XML too. The chart library keeps its licence.
 */
final class ReportScripts {

  private final String style;
  private final List<String> scripts;

  private ReportScripts(String style, List<String> scripts) {
    this.style = style;
    this.scripts = List.copyOf(scripts);
  }

  /** Without a chart: the page's own style and script. */
  static ReportScripts plain() {
    return new ReportScripts(
        wrapped("/*", "*/", resource("report.css")), List.of(script(resource("report.js"))));
  }

  /** With the chart library, and the colours that the chart needs. */
  static ReportScripts withChart(ReportColors colors) {
    String folder = "/" + libraries().getProperty("uplot") + "/";
    String licence = "uPlot\n" + resource(folder + "LICENSE").strip();
    List<String> scripts = new ArrayList<>();
    scripts.add(script("/*!\n" + licence + "\n*/\n" + resource(folder + "dist/uPlot.iife.min.js")));
    scripts.add(script(resource("report.js")));
    String style =
        resource(folder + "dist/uPlot.min.css") + "\n" + resource("report.css") + colors.css();
    return new ReportScripts(wrapped("/*", "*/", style), scripts);
  }

  private static Properties libraries() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(resource("libraries.properties")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static String script(String code) {
    return wrapped("//", "", code);
  }

  private static String wrapped(String open, String close, String text) {
    if (text.contains("]]>") || text.contains("</s") || text.contains("<!--")) {
      throw new IllegalStateException("a script or style must not end its element");
    }
    String end = open.equals("//") ? "//]]>" : open + "]]>" + close;
    return open + "<![CDATA[" + close + "\n" + text.strip() + "\n" + end;
  }

  private static String resource(String name) {
    try (InputStream in = ReportScripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the class path must hold " + name + " but does not");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + name, e);
    }
  }

  /** The content security policy. */
  String policy() {
    StringBuilder policy = new StringBuilder("default-src 'none'; img-src data:; script-src");
    scripts.forEach(script -> policy.append(" 'sha256-").append(hash(script)).append('\''));
    return policy
        .append("; style-src 'sha256-")
        .append(hash(style))
        .append("'; base-uri 'none'; form-action 'none'")
        .toString();
  }

  private static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  String style() {
    return style;
  }

  List<String> scripts() {
    return scripts;
  }
}
