package dev.spotwise.charts;

import dev.spotwise.data.AtomicFile;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.font.FontRenderContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGIDGenerator;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Figures as SVG by Apache Batik: text stays text, in whichever sans the reader's machine has. The
 * same figure gives the same bytes. The document model and the few lines that write it down are the
 * JDK's and ours, so that of Batik its generator suffices.
 */
final class SvgFile {

  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private SvgFile() {}

  /** Writes a figure, whole or not at all. */
  static void write(Path file, Figure figure) {
    String text = text(figure);
    AtomicFile.write(file, temporary -> Files.writeString(temporary, text, StandardCharsets.UTF_8));
  }

  /** A figure as an XML document. */
  static String text(Figure figure) {
    Document document = document();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(2);
    String prefix = "f" + figure.name().replaceAll("\\D.*", "") + "-";
    context.setIDGenerator(new Ids(prefix));
    Canvas canvas = new Canvas(context);
    figure.draw(canvas);
    Element root = canvas.getRoot();
    root.setAttribute("xmlns", NAMESPACE);
    root.removeAttribute("xmlns:xlink");
    root.setAttribute("width", Integer.toString(figure.width()));
    root.setAttribute("height", Integer.toString(figure.height()));
    root.setAttribute("viewBox", "0 0 " + figure.width() + " " + figure.height());
    root.setAttribute("role", "img");
    root.setAttribute("aria-labelledby", prefix + "title " + prefix + "desc");
    Node first = root.getFirstChild();
    root.insertBefore(words(document, "title", prefix, figure.headline()), first);
    root.insertBefore(words(document, "desc", prefix, figure.description()), first);
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    append(out, root);
    return out.append('\n').toString();
  }

  private static Document document() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Element words(Document document, String name, String prefix, String text) {
    Element element = document.createElementNS(NAMESPACE, name);
    element.setAttribute("id", prefix + name);
    element.setTextContent(text);
    return element;
  }

  /** Ids that stay apart when several figures lie in one page. */
  private static final class Ids extends SVGIDGenerator {

    private final String prefix;

    Ids(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public String generateID(String kind) {
      return prefix + super.generateID(kind);
    }
  }

  /** Measures text as a PNG does. */
  private static final class Canvas extends SVGGraphics2D {

    Canvas(SVGGeneratorContext context) {
      super(context, false);
    }

    private Canvas(Canvas other) {
      super(other);
    }

    @Override
    public Graphics create() {
      return new Canvas(this);
    }

    @Override
    public FontMetrics getFontMetrics(Font font) {
      return Fonts.metrics(font);
    }

    @Override
    public FontRenderContext getFontRenderContext() {
      return Fonts.metrics(getFont()).getFontRenderContext();
    }
  }

  /** Writes a node down; attributes by name. A line per element, save within text. */
  private static void append(StringBuilder out, Node node) {
    if (node instanceof Element element) {
      out.append('<').append(element.getTagName());
      attributes(element)
          .forEach(
              (name, value) -> {
                out.append(' ').append(name).append("=\"");
                escape(out, value);
                out.append('"');
              });
      if (!element.hasChildNodes()) {
        out.append("/>");
        return;
      }
      out.append('>');
      for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
        if (child instanceof Element) {
          out.append('\n');
        }
        append(out, child);
      }
      out.append("</").append(element.getTagName()).append('>');
    } else if (node.getNodeType() == Node.TEXT_NODE) {
      escape(out, node.getNodeValue());
    }
  }

  private static Map<String, String> attributes(Element element) {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      boolean family = attribute.getNodeName().equals("font-family");
      attributes.put(attribute.getNodeName(), family ? Fonts.FALLBACKS : attribute.getNodeValue());
    }
    return attributes;
  }

  /** Escapes markup; what XML has no character for becomes a replacement character. */
  private static void escape(StringBuilder out, String text) {
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(legal(point) ? point : 0xFFFD);
              }
            });
  }

  private static boolean legal(int point) {
    return point == '\t'
        || point == '\n'
        || point == '\r'
        || (point >= 0x20 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
