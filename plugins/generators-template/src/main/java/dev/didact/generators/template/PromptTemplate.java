package dev.didact.generators.template;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.didact.api.DidactException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// A Mustache template without its loopholes: every variable must be there, nothing is escaped, no file is included,
/// and a name reaches into maps and lists of texts, never into Java objects.
final class PromptTemplate {
    private static final Mustache.Compiler MUSTACHE = Mustache.compiler()
            .escapeHTML(false)
            .strictSections(true)
            .withCollector(new MapsAndLists())
            .withFormatter(PromptTemplate::text);

    private final String field;
    private final String place;
    private final Template template;

    private PromptTemplate(String field, String place, Template template) {
        this.field = field;
        this.place = place;
        this.template = template;
    }

    /// Reads a template.
    ///
    /// @param field the field of the configuration that it comes from
    /// @param place how errors name it: its file
    /// @throws DidactException.Config if it is no template, or uses what is not offered
    static PromptTemplate read(String field, String place, String source) throws DidactException {
        if (source.isBlank()) {
            throw new DidactException.Config(field, "'" + place + "' is empty; write the prompt in it");
        }
        Template template;
        try {
            template = MUSTACHE.compile(source);
        } catch (MustacheException e) {
            throw new DidactException.Config(field, atItsLine(place, String.valueOf(e.getMessage())));
        } catch (StringIndexOutOfBoundsException | UnsupportedOperationException _) {
            throw new DidactException.Config(
                    field, place + " is no template: it holds a tag without a name, or names another file");
        }
        var refused = new Refused(!source.contains("{{="));
        template.visit(refused);
        if (!refused.reasons.isEmpty()) {
            throw new DidactException.Config(field, place + ": " + refused.reasons.getFirst());
        }
        return new PromptTemplate(field, place, template);
    }

    /// The template with its variables filled in.
    ///
    /// @throws DidactException.Config if it names a variable that is not there
    String render(Map<String, Object> variables) throws DidactException {
        try {
            return template.execute(variables);
        } catch (MustacheException.Context e) {
            throw new DidactException.Config(
                    field,
                    place + ":" + e.lineNo + ": there is no variable '" + e.key + "'; there are "
                            + String.join(", ", new TreeSet<>(variables.keySet())));
        } catch (NotText e) {
            throw new DidactException.Config(
                    field,
                    place + ": " + e.getMessage() + "; there are "
                            + String.join(", ", new TreeSet<>(variables.keySet())));
        }
    }

    /// Mustache says `… @ line 3`; people and editors read `q.md:3: …`.
    private static String atItsLine(String place, String message) {
        String[] parts = message.split(" @ line ", 2);
        return parts.length == 2 && parts[1].matches("\\d+")
                ? place + ":" + parts[1] + ": " + parts[0]
                : place + ": " + message;
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Integer index -> index.toString();
            case Boolean flag -> flag.toString();
            default -> throw new NotText();
        };
    }

    /// A variable that is a list or a group stands where a text belongs.
    private static final class NotText extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotText() {
            super("a list or group stands where a text belongs; open it with {{#name}} … {{/name}}");
        }
    }

    /// Finds values in maps and lists, and nowhere else.
    private static final class MapsAndLists extends BasicCollector {
        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new ConcurrentHashMap<>();
        }
    }

    /// Collects what a template may not use.
    private static final class Refused implements Mustache.Visitor {
        final List<String> reasons = new ArrayList<>();
        private final boolean usualDelimiters;

        Refused(boolean usualDelimiters) {
            this.usualDelimiters = usualDelimiters;
        }

        @Override
        public void visitText(String text) {
            int open = text.indexOf("{{");
            if (usualDelimiters && open >= 0) {
                String line = text.substring(open).lines().findFirst().orElse("");
                reasons.add("the tag '" + line.substring(0, Math.min(40, line.length())) + "' is not closed");
            }
        }

        @Override
        public void visitVariable(String name) {
            if (name.isBlank()) {
                reasons.add("a tag has no name");
            }
        }

        @Override
        public boolean visitInclude(String name) {
            reasons.add("'{{> " + name + "}}' includes another file, which a prompt cannot; write its text here");
            return false;
        }

        @Override
        public boolean visitParent(String name) {
            reasons.add("'{{< " + name + "}}' builds on another file, which a prompt cannot; write its text here");
            return false;
        }

        @Override
        public boolean visitBlock(String name) {
            reasons.add("'{{$ " + name + "}}' opens a block for another file to fill, which a prompt cannot");
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            return true;
        }
    }
}
