package dev.spotwise.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes files of a saved bundle so that all checksums are right again. */
record SavedBundle(Path folder) {

  static final int CARD = 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String name, byte[] bytes) {
    try {
      Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a file and enters its size and checksum into the manifest. */
  void list(String name, byte[] bytes) {
    write(name, bytes);
    manifest(
        root -> {
          for (JsonNode file : root.path("files")) {
            if (file.path("name").asText().equals(name)) {
              ((ObjectNode) file).put("bytes", bytes.length);
              ((ObjectNode) file)
                  .put("sha256", HexFormat.of().formatHex(Sha256.open().digest(bytes)));
            }
          }
        });
  }

  /** Changes the manifest. */
  void manifest(Consumer<ObjectNode> change) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(bytes(BundleManifest.FILE));
      change.accept(root);
      write(BundleManifest.FILE, JSON.writeValueAsBytes(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the manifest as text. */
  void manifestText(UnaryOperator<String> change) {
    String text = new String(bytes(BundleManifest.FILE), StandardCharsets.UTF_8);
    write(BundleManifest.FILE, change.apply(text).getBytes(StandardCharsets.UTF_8));
  }

  /** Gives a model file another card. */
  void card(String name, UnaryOperator<String> change) {
    byte[] old = bytes(name);
    int length = ByteBuffer.wrap(old).getInt(CARD - 4);
    String text = new String(old, CARD, length, StandardCharsets.UTF_8);
    byte[] card = change.apply(text).getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOfRange(old, CARD + length, old.length - Sha256.BYTES);
    list(
        name,
        signed(
            ByteBuffer.allocate(CARD + card.length + body.length)
                .put(old, 0, CARD - 4)
                .putInt(card.length)
                .put(card)
                .put(body)
                .array()));
  }

  /** Where the body of a model file begins. */
  static int bodyOf(byte[] model) {
    return CARD + ByteBuffer.wrap(model).getInt(CARD - 4);
  }

  /** A model file's content with its digest. */
  static byte[] signed(byte[] content) {
    return ByteBuffer.allocate(content.length + Sha256.BYTES)
        .put(content)
        .put(Sha256.open().digest(content))
        .array();
  }
}
