package dev.didact.shell.language;

import dev.didact.shell.language.Completion.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what may stand at the cursor, from the specifications of the verbs and the names in the [Vocabulary].
public final class Completer {
    private final Verbs verbs;
    private final Vocabulary vocabulary;

    public Completer(Verbs verbs, Vocabulary vocabulary) {
        this.verbs = verbs;
        this.vocabulary = vocabulary;
    }

    /// What may stand at the cursor; what follows the cursor is not looked at.
    public Completion complete(String text, int cursor) {
        String before = text.substring(0, cursor);
        List<Token> tokens = lastStatement(before);
        Token current = tokens.isEmpty() ? new Token("", new Span(cursor, 0), 0, true) : tokens.getLast();
        List<Token> earlier = tokens.isEmpty() ? List.of() : tokens.subList(0, tokens.size() - 1);
        if (current.span().end() != cursor) {
            tokens = lastStatement(before + "x");
            boolean startsHere = !tokens.isEmpty() && tokens.getLast().span().start() == cursor;
            if (!startsHere) {
                return new Completion(new Span(cursor, 0), "", List.of());
            }
            current = new Token("", new Span(cursor, 0), 0, true);
            earlier = tokens.subList(0, tokens.size() - 1);
        }
        List<Candidate> fitting = new ArrayList<>();
        for (Candidate candidate : candidates(earlier, current)) {
            if (startsWith(candidate.text(), current.text())) {
                fitting.add(candidate);
            }
        }
        return new Completion(current.span(), current.text(), fitting);
    }

    private static List<Token> lastStatement(String text) {
        List<Statement> all = Lexer.lenient(text);
        return all.isEmpty() ? List.of() : all.getLast().tokens();
    }

    private List<Candidate> candidates(List<Token> tokens, Token current) {
        if (tokens.isEmpty()) {
            return verbCandidates();
        }
        Optional<CommandSpec> verb = verbs.spec(tokens.getFirst().text());
        if (verb.isEmpty()) {
            return List.of();
        }
        CommandSpec spec = verb.get();
        Context context = read(spec, tokens.subList(1, tokens.size()));
        if (context.pending.isPresent()) {
            return values(context.pending.get().type(), "", current.text());
        }
        if (!context.onlyTargets && current.text().startsWith("-")) {
            return optionCandidates(spec, context, current);
        }
        List<Candidate> all = new ArrayList<>();
        spec.targetAt(context.targets.size())
                .ifPresent(target -> all.addAll(values(target.type(), "", current.text())));
        boolean targetsGiven = spec.targetAt(context.targets.size())
                .map(target -> !target.count().required() || target.count().many())
                .orElse(true);
        if (!context.onlyTargets && targetsGiven) {
            all.addAll(parameterCandidates(spec, context, current));
            if (current.text().isEmpty()) {
                all.addAll(optionCandidates(spec, context, current));
            }
        }
        return all;
    }

    /// What the words between the verb and the cursor have used up.
    private record Context(
            List<String> targets,
            List<String> keys,
            List<String> given,
            Optional<OptionSpec> pending,
            boolean onlyTargets) {}

    private Context read(CommandSpec spec, List<Token> tokens) {
        List<String> targets = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> given = new ArrayList<>();
        Optional<OptionSpec> pending = Optional.empty();
        boolean onlyTargets = false;
        for (Token token : tokens) {
            if (pending.isPresent()) {
                pending = Optional.empty();
            } else if (onlyTargets) {
                targets.add(token.text());
            } else if (token.endsOptions()) {
                onlyTargets = true;
            } else if (token.isOption()) {
                int equals = token.assignment();
                String form = equals < 0 ? token.text() : token.text().substring(0, equals);
                Optional<OptionSpec> option = options(spec).stream()
                        .filter(one -> one.forms().contains(form))
                        .findFirst();
                option.ifPresent(one -> given.add(one.name()));
                pending = equals < 0 ? option.filter(OptionSpec::takesValue) : Optional.empty();
            } else if (token.isParameter()) {
                keys.add(token.text().substring(0, token.assignment()));
            } else {
                targets.add(token.text());
            }
        }
        return new Context(targets, keys, given, pending, onlyTargets);
    }

    private List<OptionSpec> options(CommandSpec spec) {
        List<OptionSpec> all = new ArrayList<>(spec.options());
        all.addAll(verbs.globals());
        return all;
    }

    private List<Candidate> verbCandidates() {
        List<Candidate> all = new ArrayList<>();
        for (String name : verbs.names()) {
            verbs.spec(name).ifPresent(spec -> all.add(new Candidate(name, name, spec.doc(), true)));
        }
        return all;
    }

    private List<Candidate> optionCandidates(CommandSpec spec, Context context, Token current) {
        int equals = current.assignment();
        if (equals > 0) {
            String form = current.text().substring(0, equals);
            return options(spec).stream()
                    .filter(option -> option.takesValue() && option.name().equals(form))
                    .findFirst()
                    .map(option ->
                            values(option.type(), form + "=", current.text().substring(equals + 1)))
                    .orElse(List.of());
        }
        List<Candidate> all = new ArrayList<>();
        for (OptionSpec option : options(spec)) {
            if (!context.given.contains(option.name()) || (option.repeatable() && option.takesValue())) {
                all.add(new Candidate(option.name(), option.usage(), option.doc(), true));
            }
        }
        return all;
    }

    private List<Candidate> parameterCandidates(CommandSpec spec, Context context, Token current) {
        List<Candidate> all = new ArrayList<>();
        switch (spec.parameters()) {
            case Parameters.None none -> {}
            case Parameters.Known known -> {
                for (Parameters.Parameter one : known.all()) {
                    if (current.text().startsWith(one.key() + "=")) {
                        String typed = current.text().substring(one.key().length() + 1);
                        all.addAll(values(one.type(), one.key() + "=", typed));
                    } else if (!context.keys.contains(one.key())) {
                        all.add(new Candidate(one.key() + "=", one.key() + "=", one.doc(), false));
                    }
                }
            }
            case Parameters.Paths paths -> {
                String kind = context.targets.isEmpty() ? "" : context.targets.get(0);
                String component = context.targets.size() < 2 ? "" : context.targets.get(1);
                for (Term term : vocabulary.parameters(kind, component)) {
                    if (!context.keys.contains(term.text())) {
                        all.add(new Candidate(term.text() + "=", term.text() + "=", term.doc(), false));
                    }
                }
            }
        }
        return all;
    }

    private List<Candidate> values(ValueType type, String head, String typed) {
        List<Candidate> all = new ArrayList<>();
        switch (type) {
            case ValueType.Choice choice -> choice.terms().forEach(term -> all.add(word(head, term)));
            case ValueType.Named named -> {
                vocabulary.names(named.kind()).forEach(term -> all.add(word(head, term)));
                if (named.kind() == Reference.RECIPE) {
                    all.addAll(files(head, typed));
                }
            }
            case ValueType.FilePath path -> all.addAll(files(head, typed));
            case ValueType.Flag flag -> {}
            case ValueType.Text text -> {}
            case ValueType.WholeNumber number -> {}
            case ValueType.Shaped shaped -> {}
        }
        return all;
    }

    private List<Candidate> files(String head, String typed) {
        List<Candidate> all = new ArrayList<>();
        for (Term file : vocabulary.files(typed)) {
            all.add(new Candidate(
                    head + file.text(), file.text(), file.doc(), !file.text().endsWith("/")));
        }
        return all;
    }

    private static Candidate word(String head, Term term) {
        return new Candidate(head + term.text(), term.text(), term.doc(), true);
    }

    private static boolean startsWith(String text, String beginning) {
        return text.toLowerCase(Locale.ROOT).startsWith(beginning.toLowerCase(Locale.ROOT));
    }
}
