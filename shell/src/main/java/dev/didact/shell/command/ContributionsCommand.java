package dev.didact.shell.command;

import dev.didact.engine.Catalog;
import dev.didact.engine.ContributionCard;
import dev.didact.engine.Kind;
import dev.didact.shell.language.CommandSpec;
import dev.didact.shell.language.Line.Word;
import dev.didact.shell.language.Needs;
import dev.didact.shell.language.Reference;
import dev.didact.shell.language.TargetSpec;
import dev.didact.shell.language.ValueType;
import dev.didact.shell.output.Json;
import dev.didact.shell.output.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `sources`, `generators`, `rubrics`, `models`, `learners`, `exporters`: what there is of a kind, or one of them with
/// its settings.
final class ContributionsCommand implements Command {
    private final Kind kind;

    ContributionsCommand(Kind kind) {
        this.kind = kind;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.of(kind.plural(), "list the " + kind.plural(), kind.plural(), Needs.PLUGINS)
                .target(
                        "NAME",
                        new ValueType.Named("NAME", Reference.valueOf(kind.name())),
                        TargetSpec.Count.OPTIONAL,
                        "the " + kind.word() + " to show");
    }

    /// A contribution for programs.
    record Row(String id, String title, String plugin, String version, String stability, Json.Raw config) {}

    /// A contribution for people.
    record ShortRow(String id, String title, String plugin) {}

    @Override
    public void run(Call call) {
        Catalog catalog = call.session().workspace(call.settings()).catalog();
        if (call.line().target(0).isPresent()) {
            Word word = call.line().target(0).get();
            ContributionCard card =
                    Problems.at(call.line(), word, () -> catalog.find(kind, word.text(), Optional.empty()));
            call.out().document(whole(card), lines(card));
        } else if (call.out().format().machine()) {
            call.out()
                    .rows(
                            Row.class,
                            catalog.of(kind).stream()
                                    .map(ContributionsCommand::whole)
                                    .toList());
        } else {
            call.out()
                    .rows(
                            ShortRow.class,
                            catalog.of(kind).stream()
                                    .map(card -> new ShortRow(card.id(), card.title(), card.plugin()))
                                    .toList());
            call.out().next(kind.plural() + " NAME shows its settings");
        }
    }

    private static Row whole(ContributionCard card) {
        return new Row(
                card.id(),
                card.title(),
                card.plugin(),
                card.version(),
                card.stability(),
                new Json.Raw(card.config().toString()));
    }

    private static List<String> lines(ContributionCard card) {
        List<String> lines = new ArrayList<>();
        lines.add(Printable.of(card.reference() + "   " + card.title()));
        if (!card.description().isEmpty()) {
            lines.add("  " + Printable.of(card.description()));
        }
        lines.add("  " + Printable.of(card.stability()));
        Settable.of(card)
                .forEach(one ->
                        lines.add("  " + Printable.of(one.text() + (one.doc().isEmpty() ? "" : "   " + one.doc()))));
        lines.add("  example");
        card.example().lines().forEach(line -> lines.add("    " + Printable.of(line)));
        return lines;
    }
}
