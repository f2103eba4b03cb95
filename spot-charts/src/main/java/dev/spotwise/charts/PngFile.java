package dev.spotwise.charts;

import dev.spotwise.data.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.w3c.dom.NodeList;

/** PNG files that say in words what they show, in their own text chunk named Description. */
final class PngFile {

  private static final String FORMAT = "javax_imageio_png_1.0";
  private static final String KEYWORD = "Description";
  private static final String DOTS_PER_METRE = "5669"; // 144 per inch: twice a screen's

  private PngFile() {}

  /** Writes a picture, whole or not at all. */
  static void write(Path file, BufferedImage image, String description) {
    AtomicFile.write(
        file,
        temporary -> {
          ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
          try (ImageOutputStream out = ImageIO.createImageOutputStream(temporary.toFile())) {
            IIOMetadata metadata =
                writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            metadata.mergeTree(FORMAT, described(description));
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, metadata));
          } finally {
            writer.dispose();
          }
        });
  }

  private static IIOMetadataNode described(String description) {
    IIOMetadataNode entry = new IIOMetadataNode("iTXtEntry");
    entry.setAttribute("keyword", KEYWORD);
    entry.setAttribute("compressionFlag", "FALSE");
    entry.setAttribute("compressionMethod", "0");
    entry.setAttribute("languageTag", "en");
    entry.setAttribute("translatedKeyword", KEYWORD);
    entry.setAttribute("text", description);
    IIOMetadataNode texts = new IIOMetadataNode("iTXt");
    texts.appendChild(entry);
    IIOMetadataNode density = new IIOMetadataNode("pHYs");
    density.setAttribute("pixelsPerUnitXAxis", DOTS_PER_METRE);
    density.setAttribute("pixelsPerUnitYAxis", DOTS_PER_METRE);
    density.setAttribute("unitSpecifier", "meter");
    IIOMetadataNode root = new IIOMetadataNode(FORMAT);
    root.appendChild(density);
    root.appendChild(texts);
    return root;
  }

  /** What a picture says that it shows; empty if it says nothing. */
  static Optional<String> description(Path file) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      if (in == null) {
        throw new IOException("can't open it");
      }
      reader.setInput(in);
      IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree(FORMAT);
      NodeList entries = root.getElementsByTagName("iTXtEntry");
      for (int i = 0; i < entries.getLength(); i++) {
        IIOMetadataNode entry = (IIOMetadataNode) entries.item(i);
        if (entry.getAttribute("keyword").equals(KEYWORD)) {
          return Optional.of(entry.getAttribute("text"));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file + ": " + e.getMessage(), e);
    } finally {
      reader.dispose();
    }
  }
}
