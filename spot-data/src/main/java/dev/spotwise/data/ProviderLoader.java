package dev.spotwise.data;

import static java.util.Objects.requireNonNull;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Loads providers; what can't be loaded is kept as a problem. */
final class ProviderLoader {

  private static final String OURS = "dev.spotwise.";
  private static final int MAX_PROBLEMS = 100;

  private final ClassLoader loader;
  private final List<String> problems = new ArrayList<>();

  ProviderLoader(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * The class loader that sees the plug-ins of the calling thread: its context class loader, or our
   * own if that doesn't see these very classes, as on the threads of some application servers.
   */
  static ClassLoader ofThread() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    try {
      return context != null
              && context.loadClass(SourceProvider.class.getName()) == SourceProvider.class
          ? context
          : SourceProvider.class.getClassLoader();
    } catch (ClassNotFoundException e) {
      return SourceProvider.class.getClassLoader();
    }
  }

  /** The providers of one kind that can be loaded. */
  <P extends SourceProvider> List<P> load(Class<P> kind) {
    List<P> providers = new ArrayList<>();
    Iterator<ServiceLoader.Provider<P>> found =
        ServiceLoader.load(kind, loader).stream().iterator();
    while (problems.size() < MAX_PROBLEMS) {
      Class<? extends P> type = null;
      try {
        if (!found.hasNext()) {
          return providers;
        }
        ServiceLoader.Provider<P> next = found.next();
        type = next.type();
        P provider = next.get();
        requireDescription(provider);
        providers.add(provider);
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        problems.add(problem(kind, type, e));
      }
    }
    return providers;
  }

  /** What could not be loaded, one message each. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** {@code Spotwise}, or the name of the jar or folder that a class came from. */
  static String originOf(Class<?> type) {
    if (type.getName().startsWith(OURS)) {
      return "Spotwise";
    }
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return "unknown";
    }
    try {
      return String.valueOf(Path.of(source.getLocation().toURI()).getFileName());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return source.getLocation().toString();
    }
  }

  /** Asks a provider for all that it says of itself, so that what fails there is found here. */
  private static void requireDescription(SourceProvider provider) {
    String scheme = provider.scheme();
    if (scheme == null || !SourceLocation.isScheme(scheme)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "scheme must be lower case, two letters or more, but was '%s'", scheme));
    }
    requireNonNull(provider.summary(), "summary");
    requireNonNull(provider.options(), "options");
  }

  private static String problem(Class<?> kind, Class<?> type, Throwable e) {
    Throwable cause =
        e instanceof ServiceConfigurationError && e.getCause() != null ? e.getCause() : e;
    if (type != null) {
      return String.format(
          Locale.ROOT, "can't load %s from %s: %s", type.getName(), originOf(type), reason(cause));
    }
    String message = reason(e).replace(kind.getName() + ": ", "");
    return String.format(
        Locale.ROOT, "can't load a plug-in as %s: %s", kind.getSimpleName(), message);
  }

  private static String reason(Throwable e) {
    return e instanceof ServiceConfigurationError || e instanceof IllegalArgumentException
        ? e.getMessage()
        : e.toString();
  }
}
