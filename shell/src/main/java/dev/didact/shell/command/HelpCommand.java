package dev.didact.shell.command;

import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.OptionSpec;
import dev.didact.shell.language.Parameters;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.Term;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.DisplayWidth;
import dev.didact.shell.output.Out;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `help [VERB]`: the verbs, or everything about one.
final class HelpCommand implements Command {

    @Override
    public CommandSpec spec() {
        return CommandSpec.of("help", "say what the verbs do", "help exit", Needs.NOTHING)
                .target(
                        "VERB",
                        new ValueType.Named("VERB", Reference.VERB),
                        TargetSpec.Count.OPTIONAL,
                        "the verb to explain");
    }

    /// One row of the list.
    record Verb(String verb, String what, String usage) {}

    /// One row of the list for people, who see the usage with `help VERB`.
    record ShortVerb(String verb, String what) {}

    @Override
    public void run(Call call) {
        if (call.line().target(0).isPresent()) {
            one(call, call.line().target(0).get());
        } else if (call.out().format().machine()) {
            call.out()
                    .rows(
                            Verb.class,
                            specs().stream()
                                    .map(spec -> new Verb(spec.name(), spec.doc(), spec.usage()))
                                    .toList());
        } else {
            call.out()
                    .rows(
                            ShortVerb.class,
                            specs().stream()
                                    .map(spec -> new ShortVerb(spec.name(), spec.doc()))
                                    .toList());
            call.out().next("help VERB says more about one; Tab completes at any point");
        }
    }

    private static List<CommandSpec> specs() {
        return Commands.VERBS.names().stream()
                .flatMap(name -> Commands.VERBS.spec(name).stream())
                .toList();
    }

    private static void one(Call call, Word verb) {
        CommandSpec spec = Commands.VERBS
                .spec(verb.text())
                .orElseThrow(() -> call.line().unknown(verb, Reference.VERB, Commands.VERBS.names()));
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("verb", spec.name());
        value.put("what", spec.doc());
        value.put("usage", spec.usage());
        value.put("targets", spec.targets().stream().map(HelpCommand::describe).toList());
        value.put("options", spec.options().stream().map(HelpCommand::describe).toList());
        value.put("example", spec.example());
        call.out().document(value, lines(spec, call.out()));
    }

    private static Map<String, Object> describe(TargetSpec target) {
        return Map.of("name", target.name(), "what", target.doc());
    }

    private static Map<String, Object> describe(OptionSpec option) {
        return Map.of("name", option.name(), "value", option.type().label(), "what", option.doc());
    }

    private static List<String> lines(CommandSpec spec, Out out) {
        List<String[]> parts = new ArrayList<>();
        for (TargetSpec target : spec.targets()) {
            parts.add(new String[] {target.name(), target.doc()});
            if (target.type() instanceof ValueType.Choice(List<Term> terms, var _)) {
                terms.forEach(term -> parts.add(new String[] {"  " + term.text(), term.doc()}));
            }
        }
        switch (spec.parameters()) {
            case Parameters.None none -> {}
            case Parameters.Known known ->
                known.all()
                        .forEach(one -> parts.add(
                                new String[] {one.key() + "=" + one.type().label(), one.doc()}));
            case Parameters.Paths paths -> parts.add(new String[] {"path=value", paths.doc()});
        }
        spec.options().forEach(option -> parts.add(new String[] {option.usage(), option.doc()}));
        List<String> lines = new ArrayList<>();
        lines.add(out.style().bold(spec.usage()));
        lines.add("  " + spec.doc());
        lines.addAll(aligned(parts));
        lines.add("everywhere");
        lines.addAll(aligned(Settings.OPTIONS.stream()
                .map(option -> new String[] {option.usage(), option.doc()})
                .toList()));
        lines.add("example");
        lines.add("  " + spec.example());
        return lines;
    }

    private static List<String> aligned(List<String[]> parts) {
        int widest =
                parts.stream().mapToInt(part -> DisplayWidth.of(part[0])).max().orElse(0);
        return parts.stream()
                .map(part -> "  " + part[0] + " ".repeat(widest - DisplayWidth.of(part[0]) + 2) + part[1])
                .toList();
    }
}
