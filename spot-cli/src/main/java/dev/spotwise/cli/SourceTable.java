package dev.spotwise.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spotwise.data.ListedSource;
import dev.spotwise.data.SourceKind;
import dev.spotwise.data.SourceOption;
import dev.spotwise.data.Sources;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sources there are, as text and as JSON. */
final class SourceTable {

  private static final String HEAD = "scheme";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SourceTable() {}

  /** A line per provider, and below it one per option. */
  static List<String> lines(Sources sources, Terminal terminal) {
    List<ListedSource> listed = sources.list();
    int scheme = HEAD.length();
    int kinds = "holds".length();
    int origin = "from".length();
    for (ListedSource source : listed) {
      scheme = Math.max(scheme, source.scheme().length() + 1);
      kinds = Math.max(kinds, kinds(source).length());
      origin = Math.max(origin, source.origin().length());
    }
    String row = "%-" + scheme + "s  %-" + kinds + "s  %-" + origin + "s  %s";
    Page page = new Page(terminal);
    page.head(String.format(Locale.ROOT, row, HEAD, "holds", "from", "what it reads"));
    for (ListedSource source : listed) {
      page.line(
          String.format(
                  Locale.ROOT,
                  row,
                  source.scheme() + ":",
                  kinds(source),
                  source.origin(),
                  source.summary())
              .stripTrailing());
      source.options().forEach(option -> page.line("    " + line(option)));
    }
    return page.lines();
  }

  /** An object with the sources, and what is wrong with any, as arrays. */
  static String json(Sources sources) {
    ObjectNode all = JSON.createObjectNode();
    ArrayNode list = all.putArray("sources");
    for (ListedSource source : sources.list()) {
      ObjectNode entry = list.addObject();
      entry.put("scheme", source.scheme());
      ArrayNode kinds = entry.putArray("kinds");
      source.kinds().forEach(kind -> kinds.add(kind.label()));
      entry.put("summary", source.summary());
      ArrayNode options = entry.putArray("options");
      for (SourceOption option : source.options()) {
        options
            .addObject()
            .put("name", option.name())
            .put("needed", option.needed())
            .put("meaning", option.meaning());
      }
      entry.put("provider", source.provider());
      entry.put("origin", source.origin());
    }
    ArrayNode problems = all.putArray("problems");
    sources.problems().forEach(problems::add);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String kinds(ListedSource source) {
    return source.kinds().stream().map(SourceKind::label).collect(Collectors.joining(", "));
  }

  private static String line(SourceOption option) {
    return String.format(
        Locale.ROOT,
        "%s%s: %s",
        option.name(),
        option.needed() ? " (needed)" : "",
        option.meaning());
  }
}
