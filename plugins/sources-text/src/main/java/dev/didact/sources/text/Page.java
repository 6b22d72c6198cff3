package dev.didact.sources.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/// The text of an HTML page, as it reads in a browser without style: blocks stand apart by an empty line, a heading
/// begins with `#` as in Markdown, an entry of a list with `-`, the cells of a row stand apart by ` | `, and what is
/// preformatted keeps its lines. Scripts, style, forms and the page's navigation are no text.
final class Page {
    private static final Set<String> LEFT_OUT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "form",
            "button",
            "select",
            "textarea",
            "iframe",
            "svg",
            "canvas",
            "audio",
            "video",
            "head");

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder block = new StringBuilder();

    /// What the next block begins with.
    private String mark = "";

    private Page() {}

    /// What a page says.
    ///
    /// @param text its text
    /// @param title its title, empty where it has none
    record Content(String text, String title) {}

    static Content read(String html) {
        Document document = Jsoup.parse(html);
        var page = new Page();
        page.children(document.body());
        page.endBlock();
        return new Content(page.text.toString(), document.title());
    }

    private void node(Node node) {
        switch (node) {
            case TextNode words -> words(words.getWholeText());
            case Element element -> element(element);
            default -> {}
        }
    }

    private void children(Element element) {
        element.childNodes().forEach(this::node);
    }

    /// Adds words to the block, white space folded.
    private void words(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (!Character.isWhitespace(c)) {
                block.append(c);
            } else if (!block.isEmpty() && !Character.isWhitespace(block.charAt(block.length() - 1))) {
                block.append(' ');
            }
        }
    }

    private void element(Element element) {
        String name = element.normalName();
        if (LEFT_OUT.contains(name) || element.hasAttr("hidden")) {
            return;
        }
        switch (name) {
            case "br" -> block.append('\n');
            case "pre" -> {
                endBlock();
                block.append(element.wholeText());
                endBlock();
            }
            case "h1", "h2", "h3", "h4", "h5", "h6" -> marked(element, "#".repeat(name.charAt(1) - '0') + " ");
            case "li" -> marked(element, "- ");
            case "tr" -> row(element);
            default -> {
                if (element.isBlock()) {
                    endBlock();
                    children(element);
                    endBlock();
                } else {
                    children(element);
                }
            }
        }
    }

    private void marked(Element element, String mark) {
        endBlock();
        this.mark = mark;
        children(element);
        endBlock();
        this.mark = "";
    }

    private void row(Element row) {
        endBlock();
        List<String> cells = new ArrayList<>();
        for (Element cell : row.children()) {
            cells.add(cell.text());
        }
        block.append(String.join(" | ", cells));
        endBlock();
    }

    private void endBlock() {
        String ended = block.toString().strip();
        block.setLength(0);
        if (!ended.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n\n").append(mark).append(ended);
            mark = "";
        }
    }
}
