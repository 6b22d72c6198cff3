package dev.didact.shell.language;

import dev.didact.shell.language.Line.Option;
import dev.didact.shell.language.Line.Parameter;
import dev.didact.shell.language.Line.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Binds the words of a statement to the specification of its verb. Options may stand anywhere, as `--option value`
/// or `--option=value`; after `--` every word is a target.
public final class Parser {
    private final Verbs verbs;
    private final Statement statement;
    private final CommandSpec spec;
    private final List<Word> targets = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();

    private Parser(Verbs verbs, Statement statement, CommandSpec spec) {
        this.verbs = verbs;
        this.statement = statement;
        this.spec = spec;
    }

    /// The bound line.
    ///
    /// @throws ShellError where a word does not fit, pointing at that word
    public static Line parse(Verbs verbs, Statement statement) {
        Token verb = statement.tokens().getFirst();
        CommandSpec spec = verbs.spec(verb.text())
                .orElseThrow(() -> ShellError.of(ErrorCode.VERB, "no verb '" + verb.text() + "'")
                        .at(statement.source(), verb.span())
                        .suggesting(Suggestions.near(verb.text(), verbs.names())));
        return new Parser(verbs, statement, spec).bind(verb);
    }

    private Line bind(Token verb) {
        boolean onlyTargets = false;
        Iterator<Token> rest =
                statement.tokens().subList(1, statement.tokens().size()).iterator();
        while (rest.hasNext()) {
            Token token = rest.next();
            if (onlyTargets) {
                target(token);
            } else if (token.endsOptions()) {
                onlyTargets = true;
            } else if (token.isOption()) {
                option(token, rest);
            } else if (token.isParameter()) {
                parameter(token);
            } else {
                target(token);
            }
        }
        requireTargets(verb);
        return new Line(statement.source(), spec, verb.span(), targets, parameters, options);
    }

    private void target(Token token) {
        Word word = new Word(token.text(), token.span());
        TargetSpec target = spec.targetAt(targets.size()).orElseThrow(() -> tooMany(word));
        check(target.type(), target.name(), word);
        targets.add(word);
    }

    private ShellError tooMany(Word word) {
        int most = spec.targets().size();
        String takes = most == 0 ? "no targets" : most == 1 ? "one target" : most + " targets";
        return error(
                ErrorCode.EXCESS,
                word.span(),
                "'" + spec.name() + "' takes " + takes + ", '" + word.text() + "' is one too many");
    }

    private void requireTargets(Token verb) {
        if (targets.size() < spec.targets().size()) {
            TargetSpec missing = spec.targets().get(targets.size());
            if (missing.count().required()) {
                throw error(
                        ErrorCode.MISSING,
                        verb.span(),
                        "'" + spec.name() + "' needs " + missing.name() + ": " + missing.doc());
            }
        }
    }

    private void option(Token token, Iterator<Token> rest) {
        int equals = token.assignment();
        String name = equals < 0 ? token.text() : token.text().substring(0, equals);
        Span nameSpan = equals < 0 ? token.span() : token.head(equals);
        OptionSpec option = find(name).orElseThrow(() -> unknownOption(name, nameSpan));
        Word value;
        if (!option.takesValue()) {
            if (equals >= 0) {
                throw error(ErrorCode.VALUE, token.tail(equals), "'" + option.name() + "' takes no value");
            }
            value = new Word("", token.span());
        } else if (equals >= 0) {
            value = new Word(token.text().substring(equals + 1), token.tail(equals + 1));
        } else if (rest.hasNext()) {
            Token next = rest.next();
            if (next.isOption() || next.endsOptions()) {
                throw missingValue(option, nameSpan);
            }
            value = new Word(next.text(), next.span());
        } else {
            throw missingValue(option, nameSpan);
        }
        check(option.type(), option.name(), value);
        boolean again = options.stream().anyMatch(given -> given.spec().name().equals(option.name()));
        if (again && !option.repeatable()) {
            throw error(ErrorCode.REPEATED, nameSpan, "'" + option.name() + "' is given twice");
        }
        options.add(new Option(option, value));
    }

    private ShellError missingValue(OptionSpec option, Span where) {
        return error(
                ErrorCode.MISSING,
                where,
                "'" + option.name() + "' needs a value: " + option.type().label());
    }

    private ShellError unknownOption(String name, Span where) {
        List<String> known = new ArrayList<>();
        spec.options().forEach(option -> known.addAll(option.forms()));
        verbs.globals().forEach(option -> known.addAll(option.forms()));
        return error(ErrorCode.OPTION, where, "'" + spec.name() + "' has no option '" + name + "'")
                .suggesting(Suggestions.near(name, known));
    }

    private Optional<OptionSpec> find(String form) {
        for (OptionSpec option : spec.options()) {
            if (option.forms().contains(form)) {
                return Optional.of(option);
            }
        }
        for (OptionSpec option : verbs.globals()) {
            if (option.forms().contains(form)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private void parameter(Token token) {
        int equals = token.assignment();
        Word key = new Word(token.text().substring(0, equals), token.head(equals));
        Word value = new Word(token.text().substring(equals + 1), token.tail(equals + 1));
        switch (spec.parameters()) {
            case Parameters.None none ->
                throw error(
                                ErrorCode.PARAMETER,
                                key.span(),
                                "'" + spec.name() + "' takes no parameters such as '" + key.text() + "=…'")
                        .suggesting(optionInstead(key.text()));
            case Parameters.Known known -> {
                Parameters.Parameter parameter = known.all().stream()
                        .filter(one -> one.key().equals(key.text()))
                        .findFirst()
                        .orElseThrow(() -> unknownParameter(known, key));
                check(parameter.type(), parameter.key(), value);
            }
            case Parameters.Paths paths -> {}
        }
        Set<String> given = new HashSet<>();
        parameters.forEach(one -> given.add(one.key().text()));
        if (given.contains(key.text())) {
            throw error(ErrorCode.REPEATED, key.span(), "'" + key.text() + "' is given twice");
        }
        parameters.add(new Parameter(key, value));
    }

    private List<String> optionInstead(String key) {
        return find("--" + key).map(OptionSpec::name).map(List::of).orElse(List.of());
    }

    private ShellError unknownParameter(Parameters.Known known, Word key) {
        List<String> keys = known.all().stream().map(Parameters.Parameter::key).toList();
        return error(ErrorCode.PARAMETER, key.span(), "'" + spec.name() + "' has no parameter '" + key.text() + "'")
                .suggesting(Suggestions.near(key.text(), keys));
    }

    private void check(ValueType type, String name, Word value) {
        type.problem(value.text()).ifPresent(rule -> {
            throw error(ErrorCode.VALUE, value.span(), "'" + name + "' " + rule + ", but is '" + value.text() + "'")
                    .suggesting(type.suggestions(value.text()));
        });
    }

    private ShellError error(ErrorCode code, Span span, String message) {
        return ShellError.of(code, message).at(statement.source(), span);
    }
}
