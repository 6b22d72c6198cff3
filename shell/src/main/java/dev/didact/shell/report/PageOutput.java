package dev.didact.shell.report;

import dev.didact.shell.output.Printable;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;
import java.util.function.Consumer;

/// The one way from a value into the page: escaped for where it stands, and with every character that could reorder or
/// hide what is read written as an escape that can be seen. Line ends stay line ends.
final class PageOutput extends OwaspHtmlTemplateOutput {
    /// Leaves the tags of the templates as they are.
    static final HtmlInterceptor PLAIN = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String tag, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String tag, TemplateOutput output) {}
    };

    private PageOutput(TemplateOutput output) {
        super(output);
    }

    /// What a template writes.
    static String text(Consumer<HtmlTemplateOutput> template) {
        var text = new StringOutput();
        template.accept(new PageOutput(text));
        return text.toString();
    }

    @Override
    public void writeUserContent(String value) {
        super.writeUserContent(visible(value));
    }

    private static String visible(String value) {
        var lines = new StringBuilder();
        int start = 0;
        String text = value.replace("\r\n", "\n");
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.append(Printable.of(text.substring(start, end))).append('\n');
            start = end + 1;
        }
        return lines.append(Printable.of(text.substring(start))).toString();
    }
}
