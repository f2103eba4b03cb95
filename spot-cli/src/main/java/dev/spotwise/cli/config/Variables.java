package dev.spotwise.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a configuration: {@code ${name}}, replaced once, values as they are. */
final class Variables {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}\\n]*)}");

  private Variables() {}

  /**
   * The text with all values in it; variables without a value, and values without use, are
   * problems.
   */
  static String replace(Path file, String text, Map<String, String> values, List<String> problems) {
    boolean readable = problems.isEmpty();
    SortedSet<String> unused = new TreeSet<>(values.keySet());
    SortedSet<String> named = new TreeSet<>();
    SortedSet<String> unknown = new TreeSet<>();
    String replaced =
        VARIABLE
            .matcher(text)
            .replaceAll(
                match -> {
                  String name = match.group(1);
                  named.add(name);
                  unused.remove(name);
                  if (!values.containsKey(name)) {
                    unknown.add(name);
                  }
                  return Matcher.quoteReplacement(values.getOrDefault(name, "unknown"));
                });
    for (String name : unknown) {
      problems.add(
          String.format(
              Locale.ROOT,
              "%s: ${%s} must be given: -D %s=VALUE",
              file,
              Shown.of(name),
              Shown.of(name)));
    }
    if (readable) {
      named.removeAll(values.keySet());
      unused.forEach(
          name ->
              problems.add(
                  "-D " + name + " is used nowhere in " + file + Nearest.suggestion(name, named)));
    }
    return replaced;
  }
}
