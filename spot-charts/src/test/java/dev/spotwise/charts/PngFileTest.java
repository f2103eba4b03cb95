package dev.spotwise.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {

  @TempDir private Path folder;

  @Test
  void everyPixelComesBack() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    BufferedImage image = new BufferedImage(37, 23, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 23; y++) {
      for (int x = 0; x < 37; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    Path file = folder.resolve("x.png");
    PngFile.write(file, image, "words");
    BufferedImage read = ImageIO.read(file.toFile());

    assertThat(read.getWidth()).isEqualTo(37);
    for (int y = 0; y < 23; y++) {
      for (int x = 0; x < 37; x++) {
        assertThat(read.getRGB(x, y)).isEqualTo(image.getRGB(x, y));
      }
    }
  }

  @Test
  void saysInWordsWhatItShows() {
    Path file = folder.resolve("x.png");
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
    PngFile.write(file, image, "Größe <b> \n and more");

    assertThat(PngFile.description(file)).contains("Größe <b> \n and more");
  }

  @Test
  void picturesOfOthersSayNothing() throws IOException {
    Path file = folder.resolve("x.png");
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

    assertThat(PngFile.description(file)).isEmpty();
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.png"), "nothing of the kind");

    assertThatThrownBy(() -> PngFile.description(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't read " + file);
  }
}
