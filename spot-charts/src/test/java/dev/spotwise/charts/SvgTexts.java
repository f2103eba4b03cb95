package dev.spotwise.charts;

import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** The texts of an SVG and where they lie. */
final class SvgTexts {

  private static final Pattern TRANSFORM = Pattern.compile("([a-z]+)\\(([^)]*)\\)");

  private SvgTexts() {}

  /** A text, the area that it covers, and its size. */
  record Text(String text, Rectangle2D area, double size) {}

  static Document parse(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(svg)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Text> of(String svg) {
    List<Text> texts = new ArrayList<>();
    visit(parse(svg).getDocumentElement(), new AffineTransform(), "12px", "normal", texts);
    return texts;
  }

  private static void visit(
      Element element, AffineTransform above, String size, String weight, List<Text> texts) {
    String ownSize = element.hasAttribute("font-size") ? element.getAttribute("font-size") : size;
    String ownWeight =
        element.hasAttribute("font-weight") ? element.getAttribute("font-weight") : weight;
    AffineTransform here = new AffineTransform(above);
    here.concatenate(transform(element.getAttribute("transform")));
    if (element.getTagName().equals("text")) {
      double points = Double.parseDouble(ownSize.replace("px", ""));
      int style = ownWeight.equals("bold") ? Font.BOLD : Font.PLAIN;
      Font font = new Font(Fonts.FAMILY, style, 1).deriveFont((float) points);
      String text = element.getTextContent();
      double x = Double.parseDouble(element.getAttribute("x"));
      double y = Double.parseDouble(element.getAttribute("y"));
      Rectangle2D flat =
          new Rectangle2D.Double(
              x, y - 0.75 * points, Fonts.metrics(font).stringWidth(text), 0.95 * points);
      texts.add(new Text(text, here.createTransformedShape(flat).getBounds2D(), points));
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        visit(inner, here, ownSize, ownWeight, texts);
      }
    }
  }

  private static AffineTransform transform(String text) {
    AffineTransform all = new AffineTransform();
    Matcher matcher = TRANSFORM.matcher(text);
    while (matcher.find()) {
      String[] parts = matcher.group(2).split("[ ,]+", -1);
      double[] numbers = new double[parts.length];
      for (int i = 0; i < parts.length; i++) {
        numbers[i] = Double.parseDouble(parts[i]);
      }
      switch (matcher.group(1)) {
        case "matrix" -> all.concatenate(new AffineTransform(numbers));
        case "translate" -> all.translate(numbers[0], numbers.length > 1 ? numbers[1] : 0);
        case "rotate" -> all.rotate(Math.toRadians(numbers[0]));
        case "scale" -> all.scale(numbers[0], numbers.length > 1 ? numbers[1] : numbers[0]);
        default -> throw new IllegalStateException(text);
      }
    }
    return all;
  }
}
