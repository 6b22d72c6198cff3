package dev.didact.shell.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says what each stretch of a typed text is, so that an editor can colour it while it is being typed.
public final class Painter {
    private final Verbs verbs;

    public Painter(Verbs verbs) {
        this.verbs = verbs;
    }

    /// What a stretch is.
    public enum Kind {
        VERB,
        OPTION,
        KEY,
        QUOTED,
        WRONG
    }

    /// A stretch and what it is; stretches that are nothing special are left out.
    public record Stretch(Span span, Kind kind) {}

    /// The stretches of a text in order. `cursorAtEnd` spares the last word where it may still grow into a known one.
    public List<Stretch> paint(String text, boolean cursorAtEnd) {
        int growingEnd = cursorAtEnd ? text.length() : -1;
        List<Stretch> stretches = new ArrayList<>();
        for (Statement statement : Lexer.lenient(text)) {
            List<Token> tokens = statement.tokens();
            Token verb = tokens.getFirst();
            Optional<CommandSpec> spec = verbs.spec(verb.text());
            boolean mayGrow = verb.span().end() == growingEnd
                    && verbs.names().stream().anyMatch(name -> name.startsWith(verb.text()));
            if (spec.isPresent()) {
                stretches.add(new Stretch(verb.span(), Kind.VERB));
                words(spec.get(), tokens.subList(1, tokens.size()), growingEnd, stretches);
            } else if (!mayGrow) {
                stretches.add(new Stretch(verb.span(), Kind.WRONG));
            }
        }
        return stretches;
    }

    private void words(CommandSpec spec, List<Token> tokens, int growingEnd, List<Stretch> stretches) {
        List<String> forms = new ArrayList<>();
        spec.options().forEach(option -> forms.addAll(option.forms()));
        verbs.globals().forEach(option -> forms.addAll(option.forms()));
        for (Token token : tokens) {
            if (token.endsOptions()) {
                return;
            }
            int equals = token.assignment();
            if (token.isOption()) {
                String form = equals < 0 ? token.text() : token.text().substring(0, equals);
                boolean known = forms.contains(form);
                boolean mayGrow =
                        token.span().end() == growingEnd && forms.stream().anyMatch(one -> one.startsWith(form));
                if (known || !mayGrow) {
                    stretches.add(new Stretch(token.head(form.length()), known ? Kind.OPTION : Kind.WRONG));
                }
            } else if (token.isParameter()) {
                boolean fits = !(spec.parameters() instanceof Parameters.None);
                stretches.add(new Stretch(token.head(equals), fits ? Kind.KEY : Kind.WRONG));
            } else if (token.bare() == 0 && token.span().length() > 0) {
                stretches.add(new Stretch(token.span(), Kind.QUOTED));
            }
        }
    }
}
