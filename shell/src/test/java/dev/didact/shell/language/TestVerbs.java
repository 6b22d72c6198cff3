package dev.didact.shell.language;

import dev.didact.shell.language.TargetSpec.Count;
import dev.didact.shell.language.ValueType.Choice;
import dev.didact.shell.language.ValueType.FilePath;
import dev.didact.shell.language.ValueType.Named;
import dev.didact.shell.language.ValueType.Shaped;
import dev.didact.shell.language.ValueType.Text;
import dev.didact.shell.language.ValueType.WholeNumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Verbs that use every part of a specification, and names to complete.
final class TestVerbs implements Verbs, Vocabulary {
    static final TestVerbs ALL = new TestVerbs();

    private final List<CommandSpec> specs = List.of(
            CommandSpec.of("run", "run a recipe", "run essays.yaml", Needs.PLUGINS)
                    .target("RECIPE", new Named("RECIPE", Reference.RECIPE), Count.ONE, "a recipe file")
                    .option(OptionSpec.repeated(
                            "--set",
                            new Shaped("path=value", Pattern.compile("[^=]+=.*", Pattern.DOTALL), "must be path=value"),
                            "change a setting"))
                    .option(OptionSpec.valued("--rounds", new WholeNumber("N", 0, 1000), "how many rounds"))
                    .option(OptionSpec.flag("--detach", "in a process of its own")),
            CommandSpec.of("explain", "say why", "explain 1/2", Needs.JOURNAL)
                    .target("REF", new Named("REF", Reference.SAMPLE), Count.ONE, "a sample"),
            CommandSpec.of("compare", "compare runs", "compare 1 2", Needs.JOURNAL)
                    .target("RUN", new Named("RUN", Reference.RUN), Count.SEVERAL, "runs"),
            CommandSpec.of("use", "add a component", "use rubric grounded", Needs.PLUGINS)
                    .target(
                            "KIND",
                            new Choice(List.of(new Term("rubric", "grades"), new Term("model", "answers"))),
                            Count.ONE,
                            "kind of component")
                    .target("NAME", new Named("NAME", Reference.RUBRIC), Count.ONE, "name of the component")
                    .taking(new Parameters.Paths("a setting of the component")),
            CommandSpec.of("grade", "grade a text", "grade 'two words'", Needs.PLUGINS)
                    .target("TEXT", new Text("TEXT"), Count.ANY, "texts")
                    .taking(new Parameters.Known(List.of(
                            new Parameters.Parameter("least", new WholeNumber("N", 0, 9), "least level"),
                            new Parameters.Parameter("file", new FilePath("FILE"), "a file")))),
            CommandSpec.of("show", "show the draft", "show", Needs.NOTHING));

    private TestVerbs() {}

    @Override
    public List<String> names() {
        return specs.stream().map(CommandSpec::name).toList();
    }

    @Override
    public Optional<CommandSpec> spec(String name) {
        return specs.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    @Override
    public List<OptionSpec> globals() {
        return List.of(
                OptionSpec.valued(
                        "-o", new Choice(List.of(new Term("json", "JSON"), new Term("table", "a table"))), "format"),
                OptionSpec.valued("--limit", new WholeNumber("N", 0, 99), "how many")
                        .withLetter("-n"),
                OptionSpec.flag("--yes", "agree"));
    }

    @Override
    public List<Term> names(Reference kind) {
        return switch (kind) {
            case RUN -> List.of(new Term("1", "essays"), new Term("12", "notes"));
            case SAMPLE -> List.of(new Term("1/17", "accepted"));
            case RUBRIC -> List.of(new Term("grounded", "claims"), new Term("two words", "odd name"));
            default -> List.of();
        };
    }

    @Override
    public List<Term> parameters(String kind, String component) {
        return List.of(new Term("min", "least score"), new Term("with.length", "words"));
    }

    @Override
    public List<Term> files(String beginning) {
        return List.of(
                new Term("essays.yaml", "file"), new Term("my notes.yaml", "file"), new Term("notes/", "folder"));
    }

    /// The bound line of a text with one statement.
    static Line parse(String text) {
        return Parser.parse(ALL, Lexer.statements(SourceText.typed(text)).getFirst());
    }
}
