package dev.spotwise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One command of a shell line: what stands between {@code &&} and {@code |}.
 *
 * @param words program and arguments, without assignments before it
 * @param into file that its output goes to
 */
record ShellLine(List<String> words, Optional<String> into) {

  /** Whether the program is spot. */
  boolean isSpot() {
    return program().equals("spot") || program().equals("./spot");
  }

  String program() {
    return words.isEmpty() ? "" : words.get(0);
  }

  /** The arguments. */
  List<String> arguments() {
    return words.subList(1, words.size());
  }

  boolean has(String option) {
    return words.stream().anyMatch(word -> word.equals(option) || word.startsWith(option + "="));
  }

  /** The value of an option; empty if it is not given. */
  Optional<String> value(String option) {
    int at = words.indexOf(option);
    return at >= 0 && at + 1 < words.size() ? Optional.of(words.get(at + 1)) : Optional.empty();
  }

  /** The commands of a line, without its comment. */
  static List<ShellLine> parse(String line) {
    List<ShellLine> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Optional<String> into = Optional.empty();
    List<String> tokens = tokens(line.strip().replaceFirst("^source <\\((.*)\\)$", "$1"));
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (token.equals("&&") || token.equals("|")) {
        commands.add(new ShellLine(List.copyOf(words), into));
        words.clear();
        into = Optional.empty();
      } else if (token.equals(">") && i + 1 < tokens.size()) {
        into = Optional.of(tokens.get(++i));
      } else if (!words.isEmpty() || !token.matches("[A-Z_]+=.*")) {
        words.add(token);
      }
    }
    commands.add(new ShellLine(List.copyOf(words), into));
    return commands;
  }

  /** Words by the rules of a shell: quotes, and a comment after a blank. */
  private static List<String> tokens(String line) {
    List<String> tokens = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean open = false;
    char quote = 0;
    for (char c : (line + " ").toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        open = true;
      } else if (Character.isWhitespace(c)) {
        if (open) {
          tokens.add(word.toString());
          word.setLength(0);
          open = false;
        }
      } else if (c == '#' && !open) {
        return tokens;
      } else {
        word.append(c);
        open = true;
      }
    }
    return tokens;
  }
}
