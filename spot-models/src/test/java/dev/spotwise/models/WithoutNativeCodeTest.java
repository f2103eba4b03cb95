package dev.spotwise.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spotwise.features.StandardFeatures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved bundle forecasts without the engines that trained it. */
class WithoutNativeCodeTest {

  @TempDir Path folder;

  /** Loads the bundle of a folder and forecasts, in a program of its own. */
  static final class Child {

    private Child() {}

    /**
     * Forecasts.
     *
     * @param args the folder
     */
    public static void main(String[] args) {
      ModelBundle bundle = ModelBundle.load(Path.of(args[0]));
      int[] origins = {100, 900};
      Forecasts forecasts =
          Forecasts.of(SmallMarket.random(1).market(), StandardFeatures.all(), bundle, origins);
      System.out.println(
          "forecast " + forecasts.usdPerHour(1, 0, 0) + " " + forecasts.survival(1, 0, 0));
    }
  }

  @Test
  void aLoadedBundleForecastsWithoutTribuoAndXgboost() throws IOException, InterruptedException {
    ModelBundle bundle = SmallModels.bundle(SmallMarket.random(1), 7);
    bundle.save(folder);
    Forecasts here =
        Forecasts.of(
            SmallMarket.random(1).market(), StandardFeatures.all(), bundle, new int[] {100, 900});
    Path said = folder.resolve("said");

    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = child.waitFor(60, TimeUnit.SECONDS);
    child.destroyForcibly();
    List<String> lines = Files.readAllLines(said, StandardCharsets.UTF_8);

    assertThat(ended).as("%s", lines).isTrue();
    assertThat(child.exitValue()).as("%s", lines).isZero();
    assertThat(lines)
        .contains("forecast " + here.usdPerHour(1, 0, 0) + " " + here.survival(1, 0, 0))
        .anyMatch(line -> line.contains("dev.spotwise.models.tree.TreeEnsemble "))
        .noneMatch(line -> line.contains("ml.dmlc."))
        .noneMatch(line -> line.contains("org.tribuo."));
  }
}
